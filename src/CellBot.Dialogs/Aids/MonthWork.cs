using CellBot.Dialogs.AfterMeeting;
using CellBot.Dialogs.Campaigns;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.Tasks;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Months;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Aids;

/// <summary>One line of a cell's month.</summary>
/// <param name="Code">Stable: stored with the tick.</param>
/// <param name="Go">What does it here; null: it is done outside, and ticked by hand.</param>
internal sealed record MonthLine(string Code, string Text, bool IsDone, Start? Go = null);

/// <summary>What a cell does in a month (rules 2.1–2.7, requirements … ), and what of it is done, as far as is stored.</summary>
internal sealed record MonthWork(OrgUnit Cell, DateOnly Month, IReadOnlyList<MonthLine> Lines)
{
    /// <param name="month">Any day of it.</param>
    public static async ValueTask<MonthWork> Load(IReader reader, OrgUnit cell, DateOnly month, DateTimeOffset now)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        var ticks = await reader.Get<MonthTicks>(MonthTicks.IdOf(cell.Id, first));
        var lines = new List<MonthLine>();
        void Add(string code, string text, bool done, Start? go = null) => lines.Add(new MonthLine(code, text, done || ticks?.Ticks.Any(tick => tick.Work == code) is true, go));

        await Meetings(reader, cell, first, now, Add);
        await Between(reader, cell, first, now, Add);
        await OfTheSeason(reader, cell, first, now, Add);
        return new MonthWork(cell, first, lines);
    }

    private static async ValueTask Meetings(IReader reader, OrgUnit cell, DateOnly first, DateTimeOffset now, Action<string, string, bool, Start?> add)
    {
        var quarter = first.AddMonths(-((first.Month - 1) % 3));
        var all = (await Held(reader, cell.Id, quarter, quarter.AddMonths(3), now.Offset)).ToArray();
        var month = all.Where(meeting => QuietHours.Day(meeting.StartsAt) is var day && day >= first && day < first.AddMonths(1)).ToArray();
        var regular = month.FirstOrDefault(meeting => meeting.Kind is MeetingKind.Regular or MeetingKind.RegularWithThematic);
        if ((await reader.Find(Affiliation.ByOffice, cell.Id + "/")).Any(office => office.HoldsAt(QuietHours.Day(now)) && office.Roles.Contains(Role.CellCommitteeMember)))
            add("committee", "Họp chi ủy trước cuộc họp chi bộ", month.Any(meeting => meeting.Kind is MeetingKind.CellCommittee), null);
        add("notice", "Thông báo họp thường kỳ", regular is not null, Start.Of(ComposeMeeting.Name));
        add("materials", "Đăng tài liệu lên Sổ tay đảng viên điện tử", regular is { MaterialsPosted: true }, null);
        var isOver = regular is not null && regular.StartsAt <= now;
        add("roll", "Điểm danh", regular is not null && await reader.Get<RollCall>(regular.Id) is not null, isOver ? Start.Of(RollCallDialog.Name) : null);
        add("minutes", "Biên bản", regular is not null && await reader.Get<Minutes>(regular.Id) is not null, isOver ? Start.Of(MinutesDialog.Name) : null);
        add("resolution", "Nghị quyết tháng", (await reader.Find(Resolution.ByUnit, $"{cell.Id}/{first:yyyyMM}")).Count > 0, isOver ? Start.Of(ResolutionDialog.Name) : null);
        add("tasks", "Giao việc theo nghị quyết", (await reader.Find(ActionItem.ByUnit, $"{cell.Id}/{first:yyyyMM}")).Count > 0, Start.Of(AssignTasks.Name));
        add("story", "Kể chuyện về Bác trong buổi họp", false, null);
        add("thematic", $"Sinh hoạt chuyên đề quý {Roman.Of((first.Month + 2) / 3)}", all.Any(meeting => meeting.Kind is MeetingKind.Thematic or MeetingKind.RegularWithThematic), Start.Of(ComposeMeeting.Name));
    }

    /// <summary>What comes of people: petitions whose day is in the month, and talks with those long overdue. Not listed where there are none.</summary>
    private static async ValueTask Between(IReader reader, OrgUnit cell, DateOnly first, DateTimeOffset now, Action<string, string, bool, Start?> add)
    {
        var petitions = (await reader.Find(Petition.ByUnit, cell.Id + "/", 100_000)).Where(petition => QuietHours.Day(petition.DueAt) is var day && day < first.AddMonths(1) && (day >= first || petition.Status is PetitionStatus.New or PetitionStatus.Acknowledged)).ToArray();
        if (petitions.Length > 0)
            add("petitions", "Trả lời kiến nghị đến hạn", petitions.All(petition => petition.Status is not (PetitionStatus.New or PetitionStatus.Acknowledged)), Start.Of(PetitionList.Name));
        var overdue = (await reader.Find(Obligation.OpenByUnit, cell.Id + "/", 10_000)).Where(duty => duty.EscalatedAt is not null && duty.DueAt < now && duty.Kind is not ObligationKind.PetitionReply).ToArray();
        if (overdue.Length > 0) add("talks", "Trao đổi với đồng chí quá hạn", overdue.All(duty => duty.TalkedAt is not null), Start.Of(MissingDialog.Name));
    }

    private static async ValueTask OfTheSeason(IReader reader, OrgUnit cell, DateOnly first, DateTimeOffset now, Action<string, string, bool, Start?> add)
    {
        if (first.Month == 1)
        {
            add("pledge", $"Mở đợt đăng ký năm {first.Year}", (await reader.Find(PledgeCampaign.ByUnit, cell.Id + "/")).Any(campaign => campaign.Year == first.Year), Start.Of(OpenCampaign.Name));
            add("supervision", $"Kế hoạch kiểm tra, giám sát năm {first.Year}", false, null);
        }
        if (first.Month % 3 == 0) add("check", $"Kiểm tra việc thực hiện đăng ký quý {Roman.Of(first.Month / 3)}", false, null);
        if (first.Month == 12) add("review", $"Kiểm điểm, xếp loại năm {first.Year}", false, null);
        if (cell.Settings.FourGoodCriteria.Count > 0) add("four-good", "Tự chấm “Chi bộ bốn tốt”", false, null);
    }

    private static async ValueTask<IEnumerable<Meeting>> Held(IReader reader, string unitId, DateOnly from, DateOnly until, TimeSpan offset) =>
        (await reader.Range(Meeting.ByUnit, $"{unitId}/{Key(from)}", $"{unitId}/{Key(until)}")).Where(meeting => meeting.Status is not (MeetingStatus.Draft or MeetingStatus.Cancelled) && QuietHours.Day(meeting.StartsAt.ToOffset(offset)) < until);

    /// <summary>As <see cref="Meeting.ByUnit"/> has it: UTC; the local day begins seven hours before.</summary>
    private static string Key(DateOnly day) => day.ToDateTime(TimeOnly.MinValue).AddHours(-7).ToString("yyyyMMddHHmm", System.Globalization.CultureInfo.InvariantCulture);
}
