using CellBot.Dialogs.Meetings;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Papers;
using CellBot.Domain.Text;
using CellBot.Domain.People;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Papers;

/// <summary>4. Biên bản. What nobody has entered is dotted; discussions are never the program's.</summary>
internal static class MinutesPaper
{
    public static Paper Compose(PaperScene scene, Meeting meeting, RollCall? roll, IReadOnlyDictionary<string, Rsvp> answers, Minutes? minutes, IReadOnlyList<ActionItem> tasks)
    {
        var kind = meeting.Kind switch
        {
            MeetingKind.Thematic => "sinh hoạt chi bộ chuyên đề", MeetingKind.RegularWithThematic => "sinh hoạt chi bộ thường kỳ kết hợp chuyên đề",
            MeetingKind.CellCommittee => "họp chi ủy", MeetingKind.Extraordinary => "hội nghị chi bộ", _ => "sinh hoạt chi bộ thường kỳ",
        };
        var blocks = new List<Block>
        {
            Line("Thời gian", $"bắt đầu {Clock(minutes?.BeganAt ?? meeting.StartsAt)}, {VietnameseDates.Long(DateOnly.FromDateTime(meeting.StartsAt.DateTime))}; kết thúc {(minutes?.EndedAt is { } end ? Clock(end) : PaperWords.Dots)}."),
            Line("Địa điểm", $"{MeetingWords.Place(meeting)}."),
            new Heading("I. Thành phần"),
        };
        blocks.AddRange(Attendance(scene, meeting, roll, answers));
        blocks.Add(Line("Chủ trì", $"{Named(scene, minutes?.ChairId)}."));
        blocks.Add(Line("Thư ký", $"{Named(scene, minutes?.MinuteTakerId)}."));
        blocks.Add(new Heading("II. Nội dung"));
        blocks.Add(new Para($"Đồng chí chủ trì nêu lý do, thông qua chương trình: {(meeting.Agenda.Count == 0 ? PaperWords.Dots : "")}", Words.Own(string.Join("; ", meeting.Agenda)), "."));
        for (var i = 0; i < MinutesContents.Titles.Count; i++)
        {
            blocks.Add(new Para(new Words($"{"abcdđe"[i]}) {MinutesContents.Titles[i]}:", Italic: true)));
            blocks.AddRange(ResolutionPaper.Text(minutes?.Contents.ElementAtOrDefault(i)));
        }
        blocks.Add(new Heading("III. Thảo luận"));
        if (minutes is { Discussions.Count: > 0 }) blocks.AddRange(minutes.Discussions.Select(said => new Para($"- Đồng chí {scene.NameOf(said.SpeakerId)}: ", Words.Own(said.Text))));
        else blocks.Add(new Dots(4));
        blocks.Add(new Para("Kết luận của đồng chí chủ trì:"));
        blocks.AddRange(minutes is { Conclusions.Count: > 0 } ? minutes.Conclusions.Select((words, i) => new Para($"{i + 1}. ", Words.Own(words))) : [new Dots(2)]);
        blocks.Add(new Heading("IV. Biểu quyết"));
        blocks.Add(Votes(minutes));
        blocks.Add(new Heading("V. Kết luận, phân công"));
        blocks.Add(TaskTable(scene, tasks));
        blocks.Add(new Para($"Cuộc họp kết thúc lúc {(minutes?.EndedAt is { } closed ? Clock(closed) : PaperWords.Dots)} cùng ngày. Biên bản đã được thông qua trước chi bộ."));
        blocks.Add(new Signing(new SignatureBlock(["THƯ KÝ"], Known(scene, minutes?.MinuteTakerId)) { Below = "Lưu CB." }, new SignatureBlock(["CHỦ TRÌ"], Known(scene, minutes?.ChairId))));
        return new Paper
        {
            Head = scene.Head("BB"), Title = "BIÊN BẢN", Abstract = [$"{kind} tháng {meeting.StartsAt.Month} năm {meeting.StartsAt.Year}"], Blocks = blocks, Foot = scene.Foot(), For = PaperReader.Everyone,
        };
    }

    /// <summary>Official members first, probationary ones counted apart. Of an absence the kind of its reason is printed, never the words.</summary>
    private static IEnumerable<Block> Attendance(PaperScene scene, Meeting meeting, RollCall? roll, IReadOnlyDictionary<string, Rsvp> answers)
    {
        var members = scene.Roll.Where(seat => seat.IsMember).ToArray();
        var probation = members.Count(seat => seat.Person.Status is MembershipStatus.Probationary);
        yield return Line("Tổng số đảng viên", $"{PaperWords.Count(members.Length, "đồng chí")} (chính thức {Figures.DocumentNumber(members.Length - probation)}, dự bị {Figures.DocumentNumber(probation)}).");
        if (roll is null)
        {
            foreach (var caption in new[] { "Được triệu tập", "Có mặt", "Đến muộn", "Vắng có lý do", "Vắng không lý do", "Miễn sinh hoạt" }) yield return new Field(caption, null);
            yield break;
        }
        var exempt = scene.Roll.Where(seat => seat.IsMember && (roll.Of(seat.Person.Id) is Domain.Meetings.Attendance.Exempt || (!meeting.AttendeeIds.Contains(seat.Person.Id) && seat.Exempt.HasFlag(Domain.Organisation.ExemptionScope.Meetings)))).Select(seat => seat.Person.Id).ToHashSet();
        var convened = meeting.AttendeeIds.Where(id => !exempt.Contains(id)).ToArray();
        IReadOnlyList<string> With(Attendance attendance) => [.. scene.Roll.Select(seat => seat.Person.Id).Where(id => convened.Contains(id) && roll.Of(id) == attendance)];
        var (present, late, excused, unexcused) = (With(Domain.Meetings.Attendance.Present), With(Domain.Meetings.Attendance.Late), With(Domain.Meetings.Attendance.ExcusedAbsence), With(Domain.Meetings.Attendance.UnexcusedAbsence));
        var came = present.Concat(late).ToArray();
        yield return Line("Được triệu tập", $"{PaperWords.Count(convened.Length, "đồng chí")} (không tính người được miễn sinh hoạt).");
        yield return Line("Có mặt", $"{came.Length}/{convened.Length} ({Figures.Percent(came.Length, convened.Length)}), trong đó dự bị {Figures.DocumentNumber(came.Count(id => scene.SeatOf(id)?.Person.Status is MembershipStatus.Probationary))}.");
        yield return Line("Đến muộn", late.Count == 0 ? "không." : $"{scene.NamesOf(late)}.");
        yield return Line("Vắng có lý do", excused.Count == 0 ? "không." : $"{string.Join("; ", excused.Select(id => $"{scene.NameOf(id)} ({Reason(answers.GetValueOrDefault(id))})"))}.");
        yield return Line("Vắng không lý do", unexcused.Count == 0 ? "không." : $"{scene.NamesOf(unexcused)}.");
        yield return Line("Miễn sinh hoạt", $"{PaperWords.Count(exempt.Count, "đồng chí")}.");
        if (convened.Length - came.Length - excused.Count - unexcused.Count is > 0 and var open) yield return Line("Chưa rõ", $"{PaperWords.Count(open, "đồng chí")}.");
        if (meeting.Guests.Count > 0) yield return Line("Khách mời", string.Join("; ", meeting.Guests.Select(guest => guest.Position is { } position ? $"{guest.FullName}, {position}" : guest.FullName)) + ".");
    }

    private static Grid Votes(Minutes? minutes) => new(
        [new("Nội dung", 34), new("Tán thành", 15, true), new("Không tán thành", 15, true), new("Ý kiến khác", 14, true), new("Tỷ lệ trên đảng viên chính thức có mặt", 22, true)],
        minutes is { Votes.Count: > 0 }
            ? [.. minutes.Votes.Select(vote => new GridRow([GridCell.Own(vote.Subject), vote.For, vote.Against, vote.Abstain, $"{vote.For}/{vote.Voters} ({Figures.Percent(vote.For, vote.Voters)})"]))]
            : [Empty(5), Empty(5)]);

    public static Grid TaskTable(PaperScene scene, IReadOnlyList<ActionItem> tasks) => new(
        [new("Việc", 40), new("Người thực hiện", 22), new("Phối hợp", 20), new("Hạn", 18, true)],
        tasks.Count == 0 ? [Empty(4), Empty(4), Empty(4)] : [.. tasks.Select(task => new GridRow([GridCell.Own(task.Content), scene.NameOf(task.OwnerId), scene.NamesOf(task.CoWorkerIds), Day(task.DueAt)]))]);

    /// <summary>A row to fill in by hand.</summary>
    public static GridRow Empty(int columns) => new([.. Enumerable.Repeat<GridCell>(PaperWords.Dots, columns)]);

    public static string Day(DateTimeOffset at) => VietnameseDates.Short(DateOnly.FromDateTime(at.DateTime));

    private static string Reason(Rsvp? answer) => answer?.Reason is { } code ? MeetingWords.Label(code) : "có báo";

    private static string Clock(DateTimeOffset at) => VietnameseDates.Hour(TimeOnly.FromDateTime(at.DateTime));

    private static string Named(PaperScene scene, string? id) => Known(scene, id) is { } name ? $"đồng chí {name}, {scene.SeatOf(id!)!.Position}" : PaperWords.Dots;

    private static string? Known(PaperScene scene, string? id) => id is not null && scene.SeatOf(id) is { } seat ? seat.Person.FullName : null;

    private static Para Line(string caption, string words) => new(new Words(caption + ": ", Bold: true), words);
}
