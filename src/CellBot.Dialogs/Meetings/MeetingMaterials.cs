using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <param name="Materials">null: as they are.</param>
internal sealed record MaterialsMarked(string MeetingId, IReadOnlyList<Material>? Materials, bool Posted) : Fact;

internal sealed record MaterialsSeen(string MeetingId) : Fact;

/// <param name="At">Local; asked again then.</param>
internal sealed record MaterialsPutOff(string MeetingId, DateTimeOffset At) : Fact;

/// <summary>Whether the materials of a meeting are where its people read them, and who has read them. The texts themselves stand in the handbook app, never here.</summary>
internal static class MeetingMaterials
{
    public static StageWriter Writer { get; } = new([Stage.Materials], Write);

    /// <summary>The day before, to the convener, where there are materials that are not posted yet.</summary>
    public static ValueTask Plan(Effects effects, Meeting meeting, CellSettings settings) =>
        meeting.Materials.Count == 0 || meeting.MaterialsPosted ? ValueTask.CompletedTask
        : Plan(effects, meeting, meeting.ConvenedBy, MeetingReminders.At(Stage.Meeting1d, meeting.StartsAt, settings), meeting.TimeVersion);

    private static async ValueTask Plan(Effects effects, Meeting meeting, string personId, DateTimeOffset at, int version)
    {
        if (at <= effects.Now) return;
        var id = Reminder.IdOf(personId, Stage.Materials, meeting.Id, version);
        if (await effects.Desk.Get<Reminder>(id) is null) effects.Desk.Put(new Reminder(id) { PersonId = personId, Stage = Stage.Materials, ObjectId = meeting.Id, Version = version, DueAt = at });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        if (await run.Effects.Desk.Get<Meeting>(run.Reminder.ObjectId) is not { } meeting || !meeting.IsUpcoming(run.Now)) return new StageVerdict.Skip("no meeting");
        if (!run.Me.Leads(meeting.UnitId)) return new StageVerdict.Skip("no office");
        if (meeting.MaterialsPosted || meeting.Materials.Count == 0) return new StageVerdict.Skip("done");
        var screen = run.Voice.Screen("meeting.materialsToSecretary", MeetingWords.Blocks(meeting), Start.Of(MaterialsDialog.Name, ("meeting", meeting.Id), ("posted", "yes")), Start.Of(MaterialsLater.Name, ("meeting", meeting.Id)));
        return new StageVerdict.Say(screen with { Topic = meeting.Id + "/materials" }, $"Tài liệu {meeting.Title} chưa đăng", Start.Of(MaterialsDialog.Name, ("meeting", meeting.Id)), Merges: false) { NotAfter = meeting.StartsAt };
    }

    public static async ValueTask Marked(MaterialsMarked fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || !effects.Me.Leads(meeting.UnitId) || !meeting.IsUpcoming(effects.Now)) return;
        var marked = meeting with { Materials = fact.Materials ?? meeting.Materials, MaterialsPosted = fact.Posted };
        effects.Desk.Put(marked);
        effects.Audit("materials", meeting.Id);
        await Plan(effects, marked, effects.Me.Cell?.Settings ?? new());
    }

    public static async ValueTask Seen(MaterialsSeen fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || !await RsvpDialog.MayAnswer(effects.Desk, meeting, effects.Me)) return;
        var id = Rsvp.IdOf(meeting.Id, effects.Me.Id);
        if (await effects.Desk.Get<MaterialsRead>(id) is null) effects.Desk.Put(new MaterialsRead(id) { MeetingId = meeting.Id, At = effects.SentAt });
    }

    public static async ValueTask PutOff(MaterialsPutOff fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is { } meeting && effects.Me.Leads(meeting.UnitId)) await Plan(effects, meeting, effects.Me.Id, fact.At, 1000 + QuietHours.Day(fact.At).DayNumber);
    }

    public static string List(Meeting meeting) => meeting.Materials.Count == 0 ? "chưa có" : string.Join("; ", meeting.Materials.Select(material => material.Title)) + (meeting.MaterialsPosted ? " (đã đăng)" : " (chưa đăng)");
}

/// <summary>"tài liệu họp": who leads the unit lists them and marks them as posted; others see them and say that they have read them.</summary>
internal sealed class MaterialsDialog(Meeting? meeting, bool leads, bool posted) : IDialog
{
    public const string Name = "meeting.materials";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meeting is null || !leads && (meeting.Materials.Count == 0 || !meeting.MaterialsPosted))
        {
            chat.Say(voice.Say(meeting is null ? "ask.meetingNone" : "materials.none"));
            return;
        }
        if (!leads)
        {
            chat.Say(voice.Screen("materials.show", [("MeetingTitle", meeting.Title), ("List", string.Join('\n', meeting.Materials.Select(material => "– " + material.Title)))], Start.Of(ReadMaterials.Name, ("meeting", meeting.Id))) with { Topic = meeting.Id + "/materials" });
            return;
        }
        var what = posted ? "posted" : meeting.Materials.Count == 0 ? "edit"
            : await chat.Ask(Questions.Choice("what", voice.Screen("materials.manage", [("MeetingTitle", meeting.Title), ("List", MeetingMaterials.List(meeting))], "edit", meeting.MaterialsPosted ? Pick.None : "posted", "later"), ("da dang", "posted"), ("sua", "edit")));
        if (what == "later")
        {
            chat.Say(voice.Say("meeting.later"));
            return;
        }
        var materials = what == "edit" ? await chat.Ask(ComposeQuestions.Materials(voice)) : meeting.Materials;
        var isPosted = what == "posted" || materials.Count > 0 && await chat.Ask(ComposeQuestions.Posted(voice)) == "posted";
        chat.Record(new MaterialsMarked(meeting.Id, materials, isPosted));
        chat.Say(voice.Say("materials.saved", ("MeetingTitle", meeting.Title), ("List", MeetingMaterials.List(meeting with { Materials = materials, MaterialsPosted = isPosted }))));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        var meeting = opening.ArgOrNull("meeting") is { } id ? await opening.Reader.Get<Meeting>(id) : (await UpcomingMeetings.OfUnits(opening.Reader, me.Led, opening.Now)).FirstOrDefault() ?? (await UpcomingMeetings.Of(opening.Reader, me, opening.Now)).FirstOrDefault().Meeting;
        if (meeting is not null && (!meeting.IsUpcoming(opening.Now) || !me.Leads(meeting.UnitId) && !await RsvpDialog.MayAnswer(opening.Reader, meeting, me))) meeting = null;
        return new MaterialsDialog(meeting, meeting is not null && me.Leads(meeting.UnitId), opening.ArgOrNull("posted") is not null);
    }
}

/// <summary>"Chưa, nhắc tôi chiều nay".</summary>
internal sealed class MaterialsLater(Meeting? meeting) : IDialog
{
    public const string Name = "meeting.materials-later";
    private static readonly TimeOnly Afternoon = new(15, 0);

    public Task Run(IChat chat)
    {
        if (meeting is null)
        {
            chat.Say(chat.Voice.Say("stale.nothing"));
            return Task.CompletedTask;
        }
        var at = QuietHours.On(QuietHours.Day(chat.Now), Afternoon, chat.Now.Offset);
        if (at <= chat.Now) at = chat.Now.AddHours(2);
        chat.Record(new MaterialsPutOff(meeting.Id, at));
        chat.Say(chat.Voice.Say("materials.laterSaved", ("At", VietnameseDates.Hour(TimeOnly.FromDateTime(at.DateTime)))));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening) =>
        new MaterialsLater(await opening.Reader.Get<Meeting>(opening.Arg("meeting")) is { } meeting && opening.Me!.Leads(meeting.UnitId) && meeting.IsUpcoming(opening.Now) ? meeting : null);
}

/// <summary>"Đã đọc tài liệu": one tap.</summary>
internal sealed class ReadMaterials(Meeting? meeting) : IDialog
{
    public const string Name = "meeting.read";

    public Task Run(IChat chat)
    {
        if (meeting is null)
        {
            chat.Say(chat.Voice.Say("materials.none"));
            return Task.CompletedTask;
        }
        chat.Record(new MaterialsSeen(meeting.Id));
        chat.Say(chat.Voice.Say("materials.readSaved", ("MeetingTitle", meeting.Title)));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var meeting = opening.ArgOrNull("meeting") is { } id ? await opening.Reader.Get<Meeting>(id) : (await UpcomingMeetings.Of(opening.Reader, opening.Me!, opening.Now)).FirstOrDefault(one => one.Meeting.MaterialsPosted).Meeting;
        return new ReadMaterials(meeting is { MaterialsPosted: true } && await RsvpDialog.MayAnswer(opening.Reader, meeting, opening.Me!) ? meeting : null);
    }
}
