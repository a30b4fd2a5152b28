using CellBot.Dialogs.Aids;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Reviews;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Papers;

/// <summary>What a person may print now: for who leads a cell its documents, for an officer the body's report, for everyone their own papers.</summary>
internal sealed record PrintView(IReadOnlyList<Choice> Choices)
{
    /// <summary>A meeting is worth minutes this long after it.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(60);

    public static async ValueTask<PrintView> Load(Opening opening)
    {
        var (me, reader) = (opening.Me!, opening.Reader);
        var choices = new List<Choice>();
        void Add(PaperKind kind, string objectId, string label, string? part = null) => choices.Add(new Choice("go", label, MakePaper.Start(kind, objectId, part)));

        foreach (var body in me.Bodies)
            if (await reader.Get<OrgUnit>(body) is { IsCell: false } unit)
                Add(PaperKind.Report, unit.Id, $"Báo cáo của {unit.Name}");
        if (me.LeadsCell)
        {
            choices.Add(new Choice("go", "Xem số liệu ngay trong tin nhắn", Start.Of(DigestNow.Name)));
            choices.Add(new Choice("go", "Số liệu đọc tại cuộc họp", Start.Of(ReadAloudNow.Name)));
            choices.Add(new Choice("go", "Việc trong tháng", Start.Of(MonthList.Name)));
            choices.Add(new Choice("go", "Bản gửi nhóm, không nêu tên", Start.Of(GroupText.Name)));
        }
        if (me is { LeadsCell: true, Cell: { } cell }) await OfCell(reader, cell.Id, opening, Add);
        if (me.Cell is { } home) await Own(reader, home.Id, me, opening.Now.Year, Add);
        return new PrintView(choices);
    }

    private static async ValueTask OfCell(IReader reader, string cell, Opening opening, Action<PaperKind, string, string, string?> add)
    {
        var meetings = (await reader.Find(Meeting.ByUnit, cell + "/")).Where(meeting => meeting.Status is not (MeetingStatus.Draft or MeetingStatus.Cancelled)).ToArray();
        if (meetings.FirstOrDefault(meeting => meeting.StartsAt > opening.Now) is { } next)
        {
            add(PaperKind.Notice, next.Id, $"Thông báo {next.Title}", null);
            add(PaperKind.Invitation, next.Id, $"Giấy mời {next.Title}", next.Guests.Count > 0 ? "guests" : null);
        }
        if (meetings.LastOrDefault(meeting => meeting.StartsAt <= opening.Now && opening.Now - meeting.StartsAt < Recent) is { } last)
        {
            add(PaperKind.Minutes, last.Id, $"Biên bản {last.Title}", null);
            add(PaperKind.Resolution, last.Id, $"Nghị quyết tháng {last.StartsAt.Month}", null);
        }
        foreach (var pledges in (await reader.Find(PledgeCampaign.ByUnit, cell + "/")).GroupBy(campaign => campaign.Audience).OrderBy(audience => audience.Key).Select(audience => audience.Last()))
        {
            add(PaperKind.PledgeList, pledges.Id, $"Danh sách {pledges.Title[..1].ToLowerInvariant()}{pledges.Title[1..]}", null);
            add(PaperKind.Pledge, pledges.Id, $"Bản cam kết năm {pledges.Year} của một {(pledges.Audience is Audience.Members ? "đảng viên" : "quần chúng")}", MakePaper.Whose);
        }
        if ((await reader.Find(StudyCampaign.ByUnit, cell + "/")).MaxBy(study => study.DueAt) is { } study)
        {
            add(PaperKind.ReflectionList, study.Id, $"Danh sách nộp bài thu hoạch “{study.Title}”", null);
            add(PaperKind.Reflection, study.Id, "Bài thu hoạch của một đảng viên", MakePaper.Whose);
        }
        add(PaperKind.Report, cell, "Báo cáo kết quả", null);
        var plan = (await reader.Find(RemediationPlan.ByUnit, cell + "/")).LastOrDefault();
        add(PaperKind.Remediation, plan?.Id ?? RemediationPlan.IdOf(cell, opening.Now.Month > 6 ? opening.Now.Year : opening.Now.Year - 1), "Kế hoạch khắc phục hạn chế", null);
        add(PaperKind.FourGood, cell, "Phiếu tự chấm “Chi bộ bốn tốt”", null);
    }

    private static async ValueTask Own(IReader reader, string cell, Me me, int year, Action<PaperKind, string, string, string?> add)
    {
        if ((await reader.Find(PledgeCampaign.ByUnit, cell + "/")).LastOrDefault(one => one.IsOpenTo(me.Person.Kind)) is { } campaign && await reader.Get<Pledge>(Pledge.IdOf(campaign.Id, me.Id)) is { } pledge && PledgePaper.Items(pledge) is not null)
            add(PaperKind.Pledge, pledge.Id, $"Bản cam kết năm {campaign.Year} của tôi", null);
        if ((await reader.Find(StudyCampaign.ByUnit, cell + "/")).MaxBy(study => study.DueAt) is { } study && await reader.Get<Reflection>(Reflection.IdOf(study.Id, me.Id)) is { Submission: > 0 } reflection)
            add(PaperKind.Reflection, reflection.Id, "Bài thu hoạch của tôi", null);
        foreach (var plan in await reader.Get<RemediationPlan>([RemediationPlan.IdOf(me.Id, year - 1), RemediationPlan.IdOf(me.Id, year)]))
            add(PaperKind.Remediation, plan.Id, $"Kế hoạch khắc phục sau kiểm điểm năm {plan.ReviewYear} của tôi", null);
    }
}
