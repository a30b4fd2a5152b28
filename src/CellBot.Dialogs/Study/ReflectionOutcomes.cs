using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Review;
using CellBot.Domain.Obligations;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

internal static class ReflectionOutcomes
{
    public static async ValueTask Submitted(ReflectionSubmitted fact, Effects effects)
    {
        var me = effects.Me;
        if (await effects.Desk.Get<StudyCampaign>(fact.CampaignId) is not { } campaign) return;
        var id = Reflection.IdOf(campaign.Id, me.Id);
        var before = await effects.Desk.Get<Reflection>(id);
        var duty = await effects.Desk.Get<Obligation>(Obligation.IdOf(campaign.Id, me.Id));
        var late = effects.SentAt > (duty?.DueAt ?? campaign.DueAt);
        effects.Desk.Put(new Reflection(id)
        {
            StudyCampaignId = campaign.Id, ParticipantId = me.Id, UnitId = campaign.UnitId, Form = fact.Form, Answers = fact.Answers, Attachments = fact.Attachments, WordCount = fact.WordCount,
            Status = ReflectionStatus.Submitted, SubmittedAt = effects.SentAt, Submission = (before?.Submission ?? 0) + 1, Late = late, LateReason = fact.LateReason,
            PetitionId = await PetitionOutcomes.Keep(effects, before?.PetitionId, id, fact.Petition, fact.PetitionNumber), PetitionInside = fact.PetitionInside,
            Earlier = before is null or { Status: ReflectionStatus.Draft } ? before?.Earlier ?? []
                : [.. before.Earlier, new EarlierReflection(before.Submission, before.Form, before.Answers, before.Attachments, before.SubmittedAt, before.Decision)],
            Receipt = Receipts.Of(campaign.Code, me.InCell, StudyView.NextVersion(before)),
        });
        if (duty is { FulfilledAt: null }) await Duties.Fulfil(effects, duty.Id, effects.SentAt);
        else if (duty is { FulfilledAt: not null } && late) effects.Desk.Put(duty with { FulfilledAt = effects.SentAt, Late = true }); // the latest version counts
        effects.Audit("submit", id);
        await ReviewQueue.Announce(effects, me);
    }

    public static async ValueTask TakenBack(ReflectionTakenBack fact, Effects effects)
    {
        if (await effects.Desk.Get<Reflection>(fact.ReflectionId) is not { Status: ReflectionStatus.Submitted } reflection) return;
        effects.Desk.Put(reflection with { Status = ReflectionStatus.Draft });
        if (reflection.PetitionId is { } id && await effects.Desk.Get<Petition>(id) is { ToldAt: null, Status: PetitionStatus.New } petition)
            effects.Desk.Put(petition with { Status = PetitionStatus.Closed });
        await Duties.Reopen(effects, Obligation.IdOf(reflection.StudyCampaignId, reflection.ParticipantId), days: null);
        effects.Audit("take-back", reflection.Id);
    }
}
