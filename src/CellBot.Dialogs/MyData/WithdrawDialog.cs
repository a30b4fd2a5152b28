using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Joining;
using CellBot.Dialogs.Linking;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.MyData;

/// <summary>"rút đồng ý": all of it, or only to messages that nobody asked for. It works at once; the law would leave days.</summary>
internal sealed class WithdrawDialog(CellSettings settings) : IDialog
{
    public const string Name = "mydata.withdraw";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (!chat.Me.Person.HasConsented) { chat.Say(voice.Say("data.shut")); return; }
        var refused = chat.Me.Person.Consent!.RefusedPurposes.Contains(Consent.Notices);
        var answer = await chat.Ask(Questions.Choice("sure", voice.Screen("data.withdrawConfirm", [("OfficeText", chat.Me.LeadsCell ? voice.Say("data.withdrawOffice") : "")], "keep", "all", refused ? Pick.None : "notices"),
            ("giu", "keep"), ("khong", "keep"), ("rut dong y", "all"), ("rut", "all")));
        switch (answer)
        {
            case "keep":
                chat.Say(voice.Say("data.withdrawKept"));
                return;
            case "notices":
                chat.Record(new NoticesRefused(true));
                chat.Say(voice.Say("data.noticesRefused"));
                return;
        }
        chat.Record(new ConsentWithdrawn());
        chat.Say(voice.Say("data.withdrawn", ("Time", $"{chat.SentAt:HH\\:mm}"), ("Date", $"{chat.SentAt:dd/MM/yyyy}"), ("DueText", CopyDialog.Deadline(chat.SentAt, settings.DataWithdrawDays))));
    }
}

/// <summary>"nhận lại tin": agrees again to what was refused alone.</summary>
internal sealed class NoticesAgain : IDialog
{
    public const string Name = "mydata.notices";

    public Task Run(IChat chat)
    {
        if (chat.Me.Person.Consent!.RefusedPurposes.Contains(Consent.Notices)) chat.Record(new NoticesRefused(false));
        chat.Say(chat.Voice.Say("data.noticesAgain"));
        return Task.CompletedTask;
    }
}

/// <summary>What follows from consent taken back: silence at once, and nothing of the person's is shown any more.</summary>
internal static class Withdrawal
{
    public static async ValueTask Withdrawn(ConsentWithdrawn fact, Effects effects)
    {
        if (!await Withdraw(effects)) return;
        var me = effects.Me;
        if (me.Cell is { } cell && await Superior.Of(effects.Desk, me, effects.Today) is { } reviewer)
            await effects.Post.Send(reviewer.Id, voice => voice.Say("data.toSecretary", ("Name", Voice.Capital(me.Person.FormalName))), options: await Timing.Daytime(effects, cell.Id));
    }

    /// <summary>False when nothing was left to withdraw.</summary>
    public static async ValueTask<bool> Withdraw(Effects effects)
    {
        var desk = effects.Desk;
        if (await desk.Get<Participant>(effects.Me.Id) is not { HasConsented: true } person) return false;
        desk.Put(person with { Consent = person.Consent! with { WithdrawnAt = effects.Now }, ShowsPhone = false });
        await Silence(effects, "consent");
        await CloseHelp(effects);
        foreach (var petition in effects.Me.Cell is { } cell ? await desk.Find(Petition.ByUnit, cell.Id + "/", 100_000) : [])
            if (petition.AuthorId == person.Id) await PetitionDuty.Drop(effects, petition);
        effects.ChangeChat = chat => chat with { Active = null, Parked = [], Lists = [], Kept = null, Undo = null };
        effects.Audit("consent-withdrawn", person.Id);
        return true;
    }

    public static async ValueTask Refused(NoticesRefused fact, Effects effects)
    {
        if (await effects.Desk.Get<Participant>(effects.Me.Id) is not { HasConsented: true, Consent: { } consent } person) return;
        var others = consent.RefusedPurposes.Where(purpose => purpose != Consent.Notices);
        effects.Desk.Put(person with { Consent = consent with { RefusedPurposes = [.. (fact.Refused ? others.Append(Consent.Notices) : others).Order()] } });
        if (fact.Refused) await Silence(effects, "consent");
        else await Resume(effects, effects.Me);
        effects.Audit(fact.Refused ? "notices-refused" : "consent", person.Id);
    }

    /// <summary>Agreed again: what fell due meanwhile was skipped for good; what is still to come is planned anew.</summary>
    public static async ValueTask Resume(Effects effects, Me person)
    {
        foreach (var duty in await effects.Desk.Find(Obligation.OpenByOwner, person.Id + "/")) await Ladder.PlanNext(effects, duty);
        if (person.Cell is not { } cell) return;
        foreach (var meeting in await UpcomingMeetings.OfUnit(effects.Desk, cell.Id, effects.Now))
            if (meeting.AttendeeIds.Contains(person.Id)) await MeetingRemindersPlan.Next(effects, meeting, person.Id, after: null, cell.Settings);
    }

    /// <summary>What was written already and has not left stays here.</summary>
    private static async ValueTask Silence(Effects effects, string reason)
    {
        foreach (var account in await effects.Desk.Find(ChannelAccount.ByParticipant, effects.Me.Id + "/")) await ClosedChat.Recall(effects, account.Id, reason);
    }

    /// <summary>What was asked is shown to nobody any more, so nobody can answer it; the duty is open as it was.</summary>
    private static async ValueTask CloseHelp(Effects effects)
    {
        if (effects.Me.Cell is not { } cell) return;
        foreach (var request in await effects.Desk.Find(HelpRequest.Open, cell.Id + "/"))
        {
            if (request.AuthorId != effects.Me.Id) continue;
            effects.Desk.Put(request with { AnsweredAt = effects.Now });
            if (request.DutyId is { } id && await effects.Desk.Get<Obligation>(id) is { HelpAskedAt: not null } duty) effects.Desk.Put(duty with { HelpAskedAt = null });
        }
    }
}
