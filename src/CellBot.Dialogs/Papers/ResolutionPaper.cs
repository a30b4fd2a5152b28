using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Papers;
using CellBot.Domain.Reviews;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Papers;

/// <summary>5. Nghị quyết chi bộ tháng.</summary>
internal static class ResolutionPaper
{
    /// <param name="resolution">Null: nothing was entered yet; the form of the meeting's month.</param>
    public static Paper Compose(PaperScene scene, Meeting? meeting, Resolution? resolution, IReadOnlyList<ActionItem> tasks)
    {
        var month = meeting?.StartsAt is { } start ? DateOnly.FromDateTime(start.DateTime) : resolution?.IssuedOn ?? scene.Today;
        var number = 0;
        return new Paper
        {
            Head = scene.Head("NQ", resolution?.Number), Title = "NGHỊ QUYẾT", Abstract = [resolution?.Kind is ResolutionKind.Thematic ? resolution.Title : $"chi bộ tháng {month.Month} năm {month.Year}"],
            Blocks =
            [
                new Para($"Căn cứ kết luận của cuộc {meeting?.Title ?? $"sinh hoạt chi bộ tháng {month.Month}"}{(meeting is null ? "" : $" ngày {VietnameseDates.Short(month)}")}, {scene.Unit.Name} quyết nghị:"),
                new Heading("I. Đánh giá kết quả tháng trước"),
                new Para(new Words("1. Ưu điểm:", Italic: true)), .. Text(resolution?.Strengths),
                new Para(new Words("2. Hạn chế:", Italic: true)), .. Text(resolution?.Limits),
                new Heading($"II. Nhiệm vụ tháng {month.Month}"),
                .. resolution is { Tasks.Count: > 0 }
                    ? resolution.Tasks.Select(task => new Para($"{++number}. ", Words.Own(task.Content), task.Target is null ? "." : ". Chỉ tiêu: ", Words.Own(task.Target ?? "")))
                    : tasks.Count > 0 ? tasks.Select(task => new Para($"{++number}. ", Words.Own(task.Content)))
                    : (IEnumerable<Block>)[new Dots(4)],
                new Heading("III. Tổ chức thực hiện"),
                new Grid([new("TT", 7, true), new("Nội dung công việc", 45), new("Người phụ trách", 28), new("Thời hạn", 20, true)],
                    tasks.Count == 0 ? [MinutesPaper.Empty(4), MinutesPaper.Empty(4), MinutesPaper.Empty(4)]
                    : [.. tasks.Select((task, i) => new GridRow([i + 1, GridCell.Own(task.Content), scene.NameOf(task.OwnerId), MinutesPaper.Day(task.DueAt)]))]),
                new Para("Chi ủy, đảng viên trong chi bộ căn cứ nhiệm vụ được phân công tổ chức thực hiện và báo cáo kết quả tại kỳ sinh hoạt sau."),
                scene.Signing(scene.Superior, "Chi ủy", "Đảng viên trong chi bộ"),
            ],
            Foot = scene.Foot(), For = PaperReader.Everyone,
        };
    }

    public static IEnumerable<Block> Text(string? words) =>
        string.IsNullOrWhiteSpace(words) ? [new Dots(2)] : words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => new Para(Words.Own(line)));
}

/// <summary>9. Kế hoạch khắc phục hạn chế sau kiểm điểm, of a unit or of one person.</summary>
internal static class RemediationPaper
{
    private static readonly IReadOnlyList<GridColumn> Columns =
        [new("TT", 7, true), new("Hạn chế, khuyết điểm", 20), new("Biện pháp khắc phục", 19), new("Người chịu trách nhiệm", 14), new("Phối hợp", 12), new("Thời hạn", 15, true), new("Kết quả", 13)];

    /// <param name="author">Whose own plan it is: in the personal form, for that person and those who lead the cell; null: the unit's.</param>
    public static Paper Compose(PaperScene scene, RemediationPlan? plan, int year, Seat? author)
    {
        var rows = plan is { Items.Count: > 0 }
            ? plan.Items.Select((item, i) => new GridRow([i + 1, GridCell.Own(item.Shortcoming), GridCell.Own(item.Measure), scene.NameOf(item.OwnerId), scene.NamesOf(item.CoWorkerIds), MinutesPaper.Day(item.DueAt), Result(item)]))
            : Enumerable.Range(1, 4).Select(_ => MinutesPaper.Empty(7));
        return new Paper
        {
            Head = author is null ? scene.Head("KH") : PersonalBlock.Head(scene, author), Title = "KẾ HOẠCH", Abstract = [$"khắc phục hạn chế, khuyết điểm sau kiểm điểm năm {year}"],
            Blocks =
            [
                .. author is null ? [] : PersonalBlock.Short(scene, author),
                new Para(new Words("Mục đích: ", Bold: true), plan?.Aim is { Length: > 0 } aim ? Words.Own(aim) : "khắc phục kịp thời, có kết quả cụ thể các hạn chế, khuyết điểm đã được chỉ ra khi kiểm điểm."),
                new Heading("Nội dung"), new Grid(Columns, [.. rows]),
                new Heading("Tổ chức thực hiện"),
                new Para($"{(author is null ? "Chi bộ" : "Tôi")} tự kiểm tra kết quả vào cuối mỗi quý, các ngày 31/3/{year + 1}, 30/6/{year + 1}, 30/9/{year + 1} và 31/12/{year + 1}."),
                author is null ? scene.Signing(scene.Superior, "Chi ủy, đảng viên")
                    : new Signing(scene.Leader(author.Person.Id) is { } leader ? leader with { Lines = ["XÁC NHẬN CỦA CHI BỘ", .. leader.Lines] } : null, new SignatureBlock(["NGƯỜI LẬP KẾ HOẠCH"], author.Person.FullName)),
            ],
            Foot = scene.Foot(), For = author is null ? PaperReader.Everyone : PaperReader.Person,
        };
    }

    private static GridCell Result(RemediationItem item) => item.Result is { Length: > 0 } result ? GridCell.Own(result) : item.Verdict switch
    {
        CheckVerdict.Achieved => "Đạt", CheckVerdict.OnTrack => "Đúng tiến độ", CheckVerdict.Behind => "Chậm", _ => PaperWords.Dots,
    };
}

/// <summary>10. Phiếu tự chấm "Chi bộ bốn tốt".</summary>
internal static class FourGoodPaper
{
    private static readonly string[] Groups = ["Hoàn thành tốt nhiệm vụ chính trị", "Chất lượng sinh hoạt tốt", "Đoàn kết, kỷ luật tốt", "Cán bộ, đảng viên tốt"];

    public static Paper Compose(PaperScene scene, FourGoodScorecard? card, string period)
    {
        var criteria = card?.Criteria ?? scene.Unit.Settings.FourGoodCriteria;
        var byPoints = criteria.Any(each => each.Points is not null);
        var rows = new List<GridRow>();
        for (var group = 1; group <= 4; group++)
        {
            rows.Add(new GridRow([Roman.Of(group), new GridCell(Groups[group - 1]) { Across = byPoints ? 2 : 3 }], Bold: true));
            var own = criteria.Where(each => each.Group == group).ToArray();
            for (var i = 0; i < Math.Max(own.Length, own.Length == 0 ? 3 : 0); i++)
            {
                GridCell text = own.Length == 0 ? PaperWords.Dots : GridCell.Own(own[i].Text);
                var marked = own.Length == 0 ? null : own[i];
                rows.Add(new GridRow(byPoints ? [i + 1, text, marked?.Points is { } points ? points : PaperWords.Dots] : [i + 1, text, marked?.Met is true ? "x" : "", marked?.Met is false ? "x" : ""]));
            }
            rows.Add(new GridRow(byPoints
                ? ["", $"Cộng nhóm {Roman.Of(group)}", own.Any(each => each.Points is not null) ? own.Sum(each => each.Points ?? 0) : PaperWords.Dots]
                : ["", $"Cộng nhóm {Roman.Of(group)}", Sum(own, true), Sum(own, false)], Bold: true));
        }
        var total = byPoints ? "Tổng điểm" : "Tổng số tiêu chí";
        rows.Add(new GridRow(byPoints ? ["", total, criteria.Sum(each => each.Points ?? 0)] : ["", total, Sum(criteria, true), Sum(criteria, false)], Bold: true));
        return new Paper
        {
            Head = scene.Head(null), Title = "PHIẾU TỰ CHẤM", Abstract = [$"“Chi bộ bốn tốt” {period}"],
            Blocks =
            [
                new Grid(byPoints ? [new("TT", 8, true), new("Tiêu chí", 72), new("Điểm", 20, true)] : [new("TT", 8, true), new("Tiêu chí", 62), new("Đạt", 14, true), new("Không đạt", 16, true)], rows),
                new Para("Nhận xét:"), new Dots(3),
                new Signing(new SignatureBlock(["THƯ KÝ"], null), new SignatureBlock(["CHỦ TRÌ"], scene.Secretary?.Person.FullName)),
            ],
            Foot = scene.Foot(), For = PaperReader.Everyone,
        };
    }

    /// <summary>Dots until somebody has judged.</summary>
    private static GridCell Sum(IReadOnlyList<FourGoodCriterion> criteria, bool met) =>
        criteria.Any(each => each.Met is not null) ? criteria.Count(each => each.Met == met) : PaperWords.Dots;
}
