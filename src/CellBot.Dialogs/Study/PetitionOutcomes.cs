using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Organisation;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

internal static class PetitionOutcomes
{
    /// <summary>Alone: to its reader at once.</summary>
    public static async ValueTask Sent(PetitionSent fact, Effects effects)
    {
        var me = effects.Me;
        var cell = me.Cell!;
        var petition = Petitions.New(cell.Id, me.Id, fact.Number, fact.Text, effects.SentAt, cell.Settings.PetitionDays);
        effects.Audit("petition", petition.Id);
        if (me.Reviewer is { } reader) await Petitions.Tell(effects, petition, reader.Id);
        else if (cell.ParentId is { } above && await Officers.WatcherOf(effects.Desk, above, effects.Today, except: petition.AuthorId) is { } officer)
            await Petitions.Tell(effects, petition with { Status = PetitionStatus.Forwarded, ForwardedToUnitId = above }, officer.Id);
        else effects.Desk.Put(petition);
    }

    public static async ValueTask Answered(PetitionAnswered fact, Effects effects)
    {
        if (await effects.Desk.Get<Petition>(fact.PetitionId) is not { } petition || !Petitions.IsOpen(petition) || !Petitions.MayHandle(effects.Me, petition)) return;
        effects.Desk.Put(petition with { Status = PetitionStatus.Answered, AnswerText = fact.Text, AnsweredBy = effects.Me.Id, AnsweredAt = effects.Now });
        effects.Audit("answer", petition.Id, petition.UnitId);
        await PetitionDuty.Done(effects, petition);
        await effects.Post.Send(petition.AuthorId, voice => voice.Say("petition.answered", ("PetitionNo", petition.Number), ("Answer", fact.Text)));
    }

    public static async ValueTask PassedOn(PetitionPassedOn fact, Effects effects)
    {
        if (await effects.Desk.Get<Petition>(fact.PetitionId) is not { ForwardedToUnitId: null } petition || !Petitions.IsOpen(petition) || !Petitions.MayHandle(effects.Me, petition)) return;
        var forwarded = petition with { Status = PetitionStatus.Forwarded, ForwardedToUnitId = fact.UnitId };
        effects.Audit("forward", petition.Id, petition.UnitId);
        await PetitionDuty.Done(effects, petition);
        var body = await effects.Desk.Get<OrgUnit>(fact.UnitId);
        await effects.Post.Send(petition.AuthorId, voice => voice.Say("petition.forwarded", ("PetitionNo", petition.Number), ("Body", body?.Name), ("Date", $"{effects.Now:dd/MM/yyyy}")));
        if (await Officers.WatcherOf(effects.Desk, fact.UnitId, effects.Today, except: forwarded.AuthorId) is { } officer) await Petitions.Tell(effects, forwarded, officer.Id);
        else effects.Desk.Put(forwarded);
    }

    public static async ValueTask Acknowledged(PetitionAcknowledged fact, Effects effects)
    {
        if (await effects.Desk.Get<Petition>(fact.PetitionId) is not { Status: PetitionStatus.New } petition || !Petitions.MayHandle(effects.Me, petition)) return;
        effects.Desk.Put(petition with { Status = PetitionStatus.Acknowledged });
        await effects.Post.Send(petition.AuthorId, voice => voice.Say("petition.acknowledged",
            ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("PetitionNo", petition.Number), ("DueText", VietnameseDates.Long(DateOnly.FromDateTime(petition.DueAt.DateTime)))));
    }

    /// <summary>What the author wrote in the pages becomes a petition of the author's; the reader who typed it out may answer it at once.</summary>
    public static async ValueTask TypedOut(PetitionTypedOut fact, Effects effects)
    {
        if (await effects.Desk.Get<Reflection>(fact.ReflectionId) is not { PetitionInside: true } reflection) return;
        effects.Audit("petition", reflection.Id, reflection.UnitId);
        if (fact.Text is not { } text)
        {
            effects.Desk.Put(reflection with { PetitionInside = false });
            return;
        }
        var petition = Petitions.New(reflection.UnitId, reflection.ParticipantId, fact.Number, text, effects.Now, effects.Me.Cell?.Settings.PetitionDays ?? 7) with { ReflectionId = reflection.Id };
        effects.Desk.Put(reflection with { PetitionInside = false, PetitionId = petition.Id });
        await effects.Post.Send(reflection.ParticipantId, voice => voice.Say("petition.typedOut", ("Reader", Voice.Capital(effects.Me.Person.FormalName)), ("PetitionNo", petition.Number), ("Text", text)));
        await Petitions.Tell(effects, petition, effects.Me.Id);
    }

    /// <summary>What a reflection's author proposes, kept under one number however often the reflection is sent before somebody reads it.</summary>
    /// <returns>The petition of this version; null without one.</returns>
    public static async ValueTask<string?> Keep(Effects effects, string? earlierId, string reflectionId, string? text, int? number)
    {
        var me = effects.Me;
        var earlier = earlierId is null ? null : await effects.Desk.Get<Petition>(earlierId);
        if (text is null || number is not { } no)
        {
            if (earlier is { ToldAt: null, Status: PetitionStatus.New }) effects.Desk.Put(earlier with { Status = PetitionStatus.Closed });
            return earlier is { ToldAt: not null } ? earlier.Id : null;
        }
        var petition = Petitions.New(me.Cell!.Id, me.Id, no, text, effects.SentAt, me.Cell.Settings.PetitionDays) with { ReflectionId = reflectionId };
        if (earlier?.Number != no) effects.Desk.Put(petition);
        else if (earlier.ToldAt is null) effects.Desk.Put(petition);
        return petition.Id;
    }
}
