using CellBot.Domain.Audit;
using CellBot.Domain.Conversations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Months;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Reviews;
using CellBot.Domain.Study;
using CellBot.Domain.Tasks;
using CellBot.Storage.Records;

namespace CellBot.Storage;

/// <summary>Everything CellBot remembers: a table for each type, its schema version, the keys it is found by, and whether read records are kept in memory.</summary>
public static class RecordTypes
{
    public static RecordCatalog Catalog { get; } = new(
    [
        new RecordType<OrgUnit>("org_unit", 1, [OrgUnit.ByParent, OrgUnit.ByType], seldomChanges: true),
        new RecordType<Participant>("participant", 1, [Participant.ByCell, Participant.ByCellAndKind], cached: true),
        new RecordType<Affiliation>("affiliation", 1, [Affiliation.ByUnit, Affiliation.ByParticipant, Affiliation.ByOffice, Affiliation.EverIn], seldomChanges: true),
        new RecordType<Handover>("handover", 1, [Handover.Open]),
        new RecordType<Exemption>("exemption", 1, [Exemption.ByPerson], seldomChanges: true),
        new RecordType<ChannelAccount>("channel_account", 1, [ChannelAccount.ByParticipant, ChannelAccount.ByBot], cached: true),
        new RecordType<BadgeRound>("badge_round", 1, [BadgeRound.ByDay]),
        new RecordType<RetentionRound>("retention_round", 1, [RetentionRound.ByMonth]),
        new RecordType<MonthTicks>("month_ticks", 1, []),
        new RecordType<ErasureRequest>("erasure_request", 1, [ErasureRequest.OpenByPerson, ErasureRequest.ByDue]),
        new RecordType<InviteCode>("invite_code", 1, [InviteCode.ByParticipant]),
        new RecordType<WrongCode>("wrong_code", 1, [WrongCode.ByTime]),
        new RecordType<Obligation>("obligation", 1, [Obligation.OpenByOwner, Obligation.BySource, Obligation.ByRoot, Obligation.OpenByUnit], cached: true),
        new RecordType<Reminder>("reminder", 1, [Reminder.ByDue, Reminder.WaitingByPerson]),
        new RecordType<HelpRequest>("help_request", 1, [HelpRequest.Open]),
        new RecordType<Waiver>("waiver", 1, []),
        new RecordType<CampaignSpread>("campaign_spread", 1, [CampaignSpread.Open]),
        new RecordType<CampaignSnapshot>("campaign_snapshot", 1, [CampaignSnapshot.Waiting, CampaignSnapshot.ByRoot]),
        new RecordType<CellInquiry>("cell_inquiry", 1, []),
        new RecordType<CellCompletion>("cell_completion", 1, []),
        new RecordType<ReminderDay>("reminder_day", 1, [ReminderDay.ByDay]),
        new RecordType<PledgeCampaign>("pledge_campaign", 1, [PledgeCampaign.ByUnit, PledgeCampaign.RootsByDue], seldomChanges: true),
        new RecordType<Pledge>("pledge", 1, [Pledge.Pending, Pledge.ByCampaign], cached: true),
        new RecordType<StudyCampaign>("study_campaign", 1, [StudyCampaign.ByUnit, StudyCampaign.RootsByDue], seldomChanges: true),
        new RecordType<Reflection>("reflection", 1, [Reflection.Pending, Reflection.ByCampaign], cached: true),
        new RecordType<Petition>("petition", 1, [Petition.ByUnit, Petition.Open]),
        new RecordType<Meeting>("meeting", 1, [Meeting.ByUnit, Meeting.ByEnd], seldomChanges: true),
        new RecordType<Rsvp>("rsvp", 1, [Rsvp.ByMeeting], cached: true),
        new RecordType<MaterialsRead>("materials_read", 1, [MaterialsRead.ByMeeting]),
        new RecordType<OpinionCall>("opinion_call", 1, []),
        new RecordType<Opinion>("opinion", 1, [Opinion.ByMeeting]),
        new RecordType<Notice>("notice", 1, [Notice.ByDue, Notice.ByMeeting]),
        new RecordType<RollCall>("roll_call", 1, [RollCall.ByUnit], cached: true),
        new RecordType<Minutes>("minutes", 1, []),
        new RecordType<Resolution>("resolution", 1, [Resolution.ByUnit]),
        new RecordType<ActionItem>("action_item", 1, [ActionItem.ByUnit, ActionItem.BySource]),
        new RecordType<RemediationPlan>("remediation_plan", 1, [RemediationPlan.ByUnit]),
        new RecordType<FourGoodScorecard>("four_good_scorecard", 1, [FourGoodScorecard.ByUnit]),
        new RecordType<PeriodReport>("period_report", 1, []),
        new RecordType<Commendation>("commendation", 1, [Commendation.ByUnit]),
        new RecordType<PaperOrder>("paper_order", 1, [PaperOrder.Waiting, PaperOrder.ByDrop]),
        new RecordType<LiveCount>("live_count", 1, [LiveCount.ByDue]),
        new RecordType<Chat>("chat", 1, [], cached: true),
        new RecordType<OutboxMessage>("outbox", 1, [OutboxMessage.ByQueue, OutboxMessage.HeldByAccount, OutboxMessage.OpenLists, OutboxMessage.ByNotice], cached: true),
        new RecordType<MonthlyCount>("monthly_count", 1, []),
        new RecordType<WebhookMark>("webhook_mark", 1, []),
        new RecordType<CommandMenu>("command_menu", 1, []),
        new RecordType<FileLink>("file_link", 1, [FileLink.ByExpiry]),
        new RecordType<FileUpload>("file_upload", 1, [FileUpload.ByLink, FileUpload.ByExpiry]),
        new RecordType<SeenUpdate>("seen_update", 1, [SeenUpdate.ByDay]),
        new RecordType<ChannelBacklog>("channel_backlog", 1, []),
        new RecordType<AuditEntry>("audit_entry", 1, [AuditEntry.Unsealed, AuditEntry.Chain, AuditEntry.ByObject]),
        new RecordType<AuditHead>("audit_head", 1, []),
    ]);
}
