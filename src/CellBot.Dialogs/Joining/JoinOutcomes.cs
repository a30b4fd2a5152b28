using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Linking;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Joining;

/// <param name="Locks">The fifth within an hour.</param>
internal sealed record WrongCodeTyped(bool Locks) : Fact;

/// <summary>"Không phải tôi": the code is held until the secretary has looked.</summary>
internal sealed record CodeHeld(string CodeId) : Fact;

internal sealed record ConsentDeclined(string PersonId, int NoticeVersion) : Fact;

/// <param name="CodeId">null when the person was linked before and had withdrawn.</param>
/// <param name="MovedFrom">The account that this one takes the place of.</param>
internal sealed record Joined(Me Person, string? CodeId, string? MovedFrom, int NoticeVersion, IReadOnlyList<int> Refused) : Fact
{
    /// <summary>An account on another channel that stays beside this one, and hears of it.</summary>
    public string? BesideId { get; init; }
}

internal static class JoinOutcomes
{
    public static ValueTask WrongCode(WrongCodeTyped fact, Effects effects)
    {
        effects.Desk.Put(new WrongCode(effects.CauseId) { At = effects.Now });
        effects.ChangeChat = chat => chat with
        {
            WrongCodes = fact.Locks ? [] : [.. chat.WrongCodes.Where(at => effects.Now - at < CodeDialog.Window), effects.Now],
            CodesLockedUntil = fact.Locks ? effects.Now + CodeDialog.Window : chat.CodesLockedUntil,
        };
        return ValueTask.CompletedTask;
    }

    public static async ValueTask Held(CodeHeld fact, Effects effects)
    {
        foreach (var code in await WithTwin(effects, fact.CodeId)) effects.Desk.Put(code with { HeldAt = effects.Now });
        if (await effects.Desk.Get<InviteCode>(fact.CodeId) is not { } held) return;
        effects.Audit("invite-held", held.ParticipantId, held.UnitId, actorId: "stranger");
        if (await Me.Load(effects.Desk, held.ParticipantId, effects.Today) is { InCharge: { } secretary, Person: var person })
            await effects.Post.Send(secretary.Id, voice => voice.Say("invite.heldToSecretary", ("FullName", person.FullName)), Lane.Urgent);
    }

    public static ValueTask Declined(ConsentDeclined fact, Effects effects)
    {
        // Nothing about the person is stored but the fact itself, in the audit trail.
        effects.Audit("consent-declined", fact.PersonId, actorId: fact.PersonId);
        return ValueTask.CompletedTask;
    }

    public static async ValueTask Link(Joined fact, Effects effects)
    {
        var desk = effects.Desk;
        var account = effects.AccountId!;
        if (fact.CodeId is { } codeId)
            foreach (var code in await WithTwin(effects, codeId)) desk.Put(code with { UsedAt = effects.Now });
        if (fact.MovedFrom is { } old && await desk.Get<ChannelAccount>(old) is { } before)
        {
            // Written while the old account is still the person's.
            await effects.Post.Send(fact.Person, voice => voice.Say("link.moved", ("Time", $"{effects.Now:HH\\:mm}"), ("Date", $"{effects.Now:dd/MM/yyyy}")), Lane.Urgent);
            desk.Put(before with { State = AccountState.Unlinked });
            await ClosedChat.Close(effects, old, "account moved");
        }
        if (fact.BesideId is { } beside)
            await effects.Post.Send(fact.Person, voice => voice.Say("link.added", ("Channel", AccountWords.Of(new ChannelAccount(account) { ParticipantId = fact.Person.Id })), ("Time", $"{effects.Now:HH\\:mm}"), ("Date", $"{effects.Now:dd/MM/yyyy}")),
                Lane.Urgent, new PostOptions { AccountId = beside });
        _ = await desk.Get<ChannelAccount>(account);
        desk.Put(new ChannelAccount(account) { ParticipantId = fact.Person.Id, LinkedAt = effects.Now });
        var person = await desk.Get<Participant>(fact.Person.Id);
        if (person!.Consent is not null) await Withdrawal.Resume(effects, fact.Person);
        desk.Put(person with
        {
            Consent = new Consent { NoticeVersion = fact.NoticeVersion, GivenAt = effects.Now, RefusedPurposes = fact.Refused, AccountId = account },
            PreferredAccountId = account,
        });
        effects.Audit("link", fact.Person.Id, fact.Person.Cell?.Id, actorId: fact.Person.Id);
        effects.Audit("consent", fact.Person.Id, fact.Person.Cell?.Id, actorId: fact.Person.Id);
        effects.ChangeChat = chat => chat with { ParticipantId = fact.Person.Id, WrongCodes = [], CodesLockedUntil = null };
        await PlanMornings(fact, effects);
    }

    /// <summary>Next morning: the words that put at ease, and the report to the secretary, one for all who joined that day.</summary>
    private static async ValueTask PlanMornings(Joined fact, Effects effects)
    {
        var settings = fact.Person.Cell?.Settings ?? new();
        var morning = effects.Today.AddDays(1);
        var at = new DateTimeOffset(morning.ToDateTime(settings.ReminderTime), effects.Now.Offset);
        await Plan(fact.Person.Id, Stage.Safety, fact.Person.Id, 1, at);
        if (fact.Person.Cell is { } cell && fact.Person.InCharge is { } secretary && secretary.Id != fact.Person.Id)
            await Plan(secretary.Id, Stage.Joined, cell.Id, morning.DayNumber, at);

        async ValueTask Plan(string person, Stage stage, string about, int version, DateTimeOffset due)
        {
            var id = Reminder.IdOf(person, stage, about, version);
            if (await effects.Desk.Get<Reminder>(id) is null)
                effects.Desk.Put(new Reminder(id) { PersonId = person, Stage = stage, ObjectId = about, Version = version, DueAt = due });
        }
    }

    private static async ValueTask<IReadOnlyList<InviteCode>> WithTwin(Effects effects, string id)
    {
        if (await effects.Desk.Get<InviteCode>(id) is not { } code) return [];
        return code.TwinId is { } twin && await effects.Desk.Get<InviteCode>(twin) is { } other ? [code, other] : [code];
    }
}
