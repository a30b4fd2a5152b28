using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Offices;

/// <summary>"bàn giao": the secretary offers the office, with all that waits, to a member of the cell. Nothing changes until that member accepts.</summary>
/// <param name="offered">An offer that is not answered yet, with the member it was made to.</param>
internal sealed class HandoverDialog(IReadOnlyList<Participant> candidates, CellLoad load, (Handover Handover, Participant To)? offered) : IDialog
{
    public const string Name = "handover";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (offered is var (handover, to))
        {
            chat.Say(voice.Screen("handover.pending", [("FullName", to.FullName), ("DueText", VietnameseDates.Long(QuietHours.Day(handover.OfferedAt.AddDays(Handover.Days))))],
                Start.Of("later"), Start.Of(WithdrawHandover.Name, ("handover", handover.Id))) with { Topic = "handover" });
            return;
        }
        if (candidates.Count == 0) { chat.Say(voice.Say("handover.nobody")); return; }
        var which = CellPeople.Which(voice, candidates);
        var id = await chat.Ask(which with { Prompt = which.Prompt.After(voice.Say("handover.askWho")) });
        var person = candidates.First(one => one.Id == id);
        var sure = await chat.Ask(Questions.Choice("sure", Zeroless(voice.Screen("handover.confirm", [("FullName", person.FullName), ("Pending", load.Pending), ("Petitions", load.Petitions), ("Open", load.Open)], "edit", "offer"))));
        if (sure is "edit") await chat.Rewrite(new() { Forget = ["who", "sure"] });
        chat.Record(new HandoverOffered(id));
        chat.Say(voice.Say("handover.offered", ("FullName", person.FullName), ("DueText", VietnameseDates.Long(QuietHours.Day(chat.Now.AddDays(Handover.Days))))));
    }

    private static Screen Zeroless(Screen screen) => screen with { Text = Zeroes.Drop(screen.Text) };

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is not { IsSecretary: true, Cell: { } cell }) return new HandoverDialog([], default, null);
        foreach (var handover in await opening.Reader.Find(Handover.Open, cell.Id + "/"))
            if (handover.IsOpenAt(opening.Now) && handover.FromId == opening.Me.Id && await opening.Reader.Get<Participant>(handover.ToId) is { } to)
                return new HandoverDialog([], default, (handover, to));
        var candidates = new List<Participant>();
        foreach (var person in await CellPeople.Of(opening, cell))
            // The new one has to accept in the chat: who is not linked is invited first.
            if (person.Kind is ParticipantKind.PartyMember && person.Status is not MembershipStatus.Probationary && await Post.AccountOf(opening.Reader, person) is not null)
                candidates.Add(person);
        return new HandoverDialog(candidates, await CellLoad.Of(opening.Reader, cell.Id, opening.Me.Id, opening.Now), null);
    }
}

/// <summary>The offer is taken back before it was answered.</summary>
internal sealed class WithdrawHandover(Handover? handover) : IDialog
{
    public const string Name = "handover.withdraw";

    public Task Run(IChat chat)
    {
        if (handover is not null) chat.Record(new HandoverSettled(handover.Id, HandoverState.Withdrawn));
        chat.Say(chat.Voice.Say(handover is null ? "handover.gone" : "handover.withdrawn"));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening) => new WithdrawHandover(
        await opening.Reader.Get<Handover>(opening.Arg("handover")) is { } handover && handover.IsOpenAt(opening.Now) && handover.FromId == opening.Me!.Id ? handover : null);
}

/// <summary>"Nhận bàn giao" or "Không nhận", by the member to whom it was offered and nobody else.</summary>
/// <param name="handover">Null: there is no such offer any more, or it is not this person's.</param>
/// <param name="former">Who offers it, as a sentence names them.</param>
internal sealed class AnswerHandover(Handover? handover, string former, bool accepts, CellLoad load, Digest? digest) : IDialog
{
    public const string Accept = "handover.accept", Decline = "handover.decline";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (handover is null)
        {
            chat.Say(voice.Say("handover.gone"));
            return Task.CompletedTask;
        }
        chat.Record(new HandoverSettled(handover.Id, accepts ? HandoverState.Accepted : HandoverState.Declined));
        if (!accepts)
        {
            chat.Say(voice.Say("handover.youDeclined", ("Former", former)));
            return Task.CompletedTask;
        }
        var first = load.Pending > 0 ? Start.Of("review") : load.Petitions > 0 ? Start.Of("petition.list") : Start.Of(MissingDialog.Name);
        chat.Say(voice.Summary("handover.done", [("Former", former), ("Pending", load.Pending), ("Petitions", load.Petitions), ("Open", load.Open)], first, Start.Of("later")) with { Topic = "handover" });
        if (digest is { IsEmpty: false }) chat.Say(digest.Lines(voice, chat.Now));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening, bool accepts)
    {
        var me = opening.Me!;
        if (await opening.Reader.Get<Handover>(opening.Arg("handover")) is not { } handover || me.Cell is not { } cell || !await Stands(opening.Reader, handover, me, opening.Now)) return new AnswerHandover(null, "", accepts, default, null);
        var former = me.Secretary?.FormalName ?? (cell.ParentId is { } above && await opening.Reader.Get<OrgUnit>(above) is { } body ? Officers.NameOf(body) : cell.Name);
        return new AnswerHandover(handover, former, accepts, await CellLoad.Of(opening.Reader, cell.Id, me.Id, opening.Now), await Digest.Of(opening.Reader, cell, opening.Now));
    }

    /// <summary>Whether this person may answer it now: the offer is open and theirs, the office is still where it was, and whoever decided it may still.</summary>
    public static async ValueTask<bool> Stands(IReader reader, Handover handover, Me me, DateTimeOffset now)
    {
        if (!handover.IsOpenAt(now) || handover.ToId != me.Id || me.Cell?.Id != handover.UnitId || me.Secretary?.Id != handover.FromId) return false;
        return handover.AppointedBy is not { } officer
            || await Me.Load(reader, officer, QuietHours.Day(now)) is { } decider && await CommitteeView.ActsFor(reader, decider, handover.UnitId, QuietHours.Day(now));
    }
}
