using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Secretary;

/// <summary>What follows from a reviewer's decision about one person's duty. Who may is read again here.</summary>
internal static class DutyOutcomes
{
    public static async ValueTask Extended(DutyExtended fact, Effects effects)
    {
        if (await Open(effects, fact.DutyId) is not var (duty, owner)) return;
        await CloseHelp(effects, duty);
        await Duties.Extend(effects, duty with { PaperClaimedAt = null, TalkedAt = null }, fact.DueAt);
        var decider = Voice.Capital(effects.Me.Person.FormalName);
        var until = VietnameseDates.Long(QuietHours.Day(fact.DueAt));
        await effects.Post.Send(owner, voice => voice.Screen("extension.granted", [("Decider", decider), ("Item", duty.Item), ("DueText", until)],
            DutyWords.Go(duty), Start.Of(RemindLater.Name, ("item", duty.Id))) with { Topic = duty.Id }, options: await Timing.Daytime(effects, duty.UnitId));
    }

    public static async ValueTask Waived(DutyWaived fact, Effects effects)
    {
        if (await Open(effects, fact.DutyId) is not var (duty, owner)) return;
        await CloseHelp(effects, duty);
        await Duties.Waive(effects, duty);
        _ = await effects.Desk.Get<Waiver>(duty.Id);
        effects.Desk.Put(new Waiver(duty.Id) { OwnerId = duty.OwnerId, Reason = fact.Reason, Text = fact.Text, By = effects.Me.Id, At = effects.Now });
        await Tell(effects, owner, duty, voice => voice.Say("waiver.toMember", ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("Item", duty.Item)));
    }

    /// <summary>The paper is here: handed in when the owner said so, else now.</summary>
    public static async ValueTask PaperTaken(PaperTaken fact, Effects effects)
    {
        if (await Open(effects, fact.DutyId) is not var (duty, owner)) return;
        var at = duty.PaperClaimedAt ?? effects.SentAt;
        await CloseHelp(effects, duty);
        var receipt = await Record(effects, duty, owner, at);
        await Duties.Fulfil(effects, duty.Id, at);
        effects.Audit("paper", duty.Id);
        await Tell(effects, owner, duty, voice => voice.Say("paper.done", ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("Item", duty.Item), ("Receipt", receipt)));
    }

    public static async ValueTask PaperMissed(PaperMissed fact, Effects effects)
    {
        if (await Open(effects, fact.DutyId) is not var (duty, owner)) return;
        effects.Desk.Put(duty with { PausedUntil = null, PaperClaimedAt = null });
        await Tell(effects, owner, duty, voice => voice.Say("paper.notFound", ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("Item", duty.Item)));
    }

    public static async ValueTask Talks(TalkPromised fact, Effects effects)
    {
        if (await Open(effects, fact.DutyId) is not var (duty, _)) return;
        effects.Desk.Put(duty with { TalkedAt = effects.Now });
        effects.Audit("talk", duty.Id);
    }

    public static async ValueTask Answered(HelpAnswered fact, Effects effects)
    {
        if (await effects.Desk.Get<HelpRequest>(fact.RequestId) is not { } request || await Me.Load(effects.Desk, request.AuthorId, effects.Today) is not { } author) return;
        if (!await Superior.May(effects.Desk, effects.Me, author, request.UnitId, effects.Today)) return;
        effects.Desk.Put(request with { AnsweredAt = request.AnsweredAt ?? effects.Now, AnsweredBy = request.AnsweredBy ?? effects.Me.Id });
        if (request.DutyId is { } dutyId && await effects.Desk.Get<Obligation>(dutyId) is { HelpAskedAt: not null } duty) effects.Desk.Put(duty with { HelpAskedAt = null });
        effects.Audit("help-answered", request.Id);
        if (fact.Text is { } text)
            await effects.Post.Send(author, voice => voice.Say("support.answer", ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("Text", text)), options: await Timing.Daytime(effects, request.UnitId));
    }

    private static async ValueTask<(Obligation Duty, Me Owner)?> Open(Effects effects, string dutyId) =>
        await effects.Desk.Get<Obligation>(dutyId) is { IsOpen: true } duty && await Me.Load(effects.Desk, duty.OwnerId, effects.Today) is { } owner
            && await Superior.May(effects.Desk, effects.Me, owner, duty.UnitId, effects.Today) ? (duty, owner) : null;

    private static async ValueTask Tell(Effects effects, Me owner, Obligation duty, Func<Voice, Screen> words) =>
        await effects.Post.Send(owner, words, options: await Timing.Daytime(effects, duty.UnitId));

    private static async ValueTask CloseHelp(Effects effects, Obligation duty)
    {
        if (await effects.Desk.Get<HelpRequest>(HelpRequest.IdOf(duty)) is { AnsweredAt: null } request)
            effects.Desk.Put(request with { AnsweredAt = effects.Now, AnsweredBy = effects.Me.Id });
    }

    /// <summary>The paper as a record of its own, so that figures count it.</summary>
    private static async ValueTask<string> Record(Effects effects, Obligation duty, Me owner, DateTimeOffset at)
    {
        var desk = effects.Desk;
        var decision = new Decision(effects.Me.Id, effects.Now, Approved: true, Comment: null);
        switch (duty.Kind)
        {
            case ObligationKind.Pledge when await desk.Get<PledgeCampaign>(duty.SourceId) is { } campaign:
                var pledgeId = Pledge.IdOf(campaign.Id, owner.Id);
                var pledge = await desk.Get<Pledge>(pledgeId);
                var receipt = pledge?.Receipt ?? Receipts.Of(campaign.Code, owner.InCell, 1);
                desk.Put((pledge ?? new Pledge(pledgeId) { CampaignId = campaign.Id, ParticipantId = owner.Id, UnitId = duty.UnitId, Receipt = receipt }) with
                {
                    AcknowledgedCommon = true, Status = PledgeStatus.Approved, SubmittedAt = at, Submission = (pledge?.Submission ?? 0) + 1, Decision = decision,
                });
                return receipt;
            case ObligationKind.Reflection when await desk.Get<StudyCampaign>(duty.SourceId) is { } study:
                var reflectionId = Reflection.IdOf(study.Id, owner.Id);
                var reflection = await desk.Get<Reflection>(reflectionId);
                var number = reflection?.Receipt ?? Receipts.Of(study.Code, owner.InCell, 1);
                desk.Put((reflection ?? new Reflection(reflectionId) { StudyCampaignId = study.Id, ParticipantId = owner.Id, UnitId = duty.UnitId, Receipt = number }) with
                {
                    Form = ReflectionForm.Paper, Status = ReflectionStatus.Accepted, SubmittedAt = at, Submission = (reflection?.Submission ?? 0) + 1, Late = at > duty.DueAt, Decision = decision,
                });
                return number;
            default:
                return Receipts.Of("BG", owner.InCell, 1);
        }
    }
}
