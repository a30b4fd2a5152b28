using CellBot.Domain.Obligations;
using CellBot.Domain.Papers;
using CellBot.Domain.Reviews;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Papers;

/// <summary>6. Báo cáo tổng hợp tiến độ of a cell or a body. At a body no member is named.</summary>
internal static class ReportPaper
{
    private static readonly IReadOnlyList<GridColumn> Columns =
    [
        new("TT", 4, true), new("Đơn vị", 15), new("Đối tượng", 8, true), new("Đăng ký (n/N, %)", 12, true), new("Thu hoạch (n/N, %)", 12, true), new("Đúng hạn (%)", 8, true),
        new("Dự sinh hoạt TB (%)", 9, true), new("Kiểm tra quý (n/N)", 8, true), new("Kiến nghị (nhận/trả lời)", 10, true), new("Việc từ nghị quyết (xong/giao)", 11, true),
    ];

    /// <param name="cells">One for a cell; all cells below for a body.</param>
    /// <param name="missing">Names and what is missing, for the secretary of a cell.</param>
    public static Paper Compose(PaperScene scene, ReportPeriod period, IReadOnlyList<CellFigures> cells, PeriodReport? entered, IReadOnlyList<(string Name, string Missing)> missing, IReadOnlyList<string> praised)
    {
        var total = CellFigures.Sum("Tổng cộng", cells);
        var isBody = !scene.Unit.IsCell;
        var blocks = new List<Block>
        {
            new Heading("I. Số liệu chung"),
            new Para($"{(isBody ? $"{scene.Unit.Name} có {PaperWords.Count(cells.Count, "chi bộ")}" : scene.Unit.Name + " có")}{(isBody ? " với " : " ")}{PaperWords.Count(total.Members, "đảng viên")} (chính thức {Figures.DocumentNumber(total.Official)}, dự bị {Figures.DocumentNumber(total.Probationary)}); được miễn {PaperWords.Count(total.Exempt, "đồng chí")}{(total.Others == 0 ? "" : $"; quần chúng, người lao động cùng tham gia {PaperWords.Count(total.Others, "người")}, không tính trong các tỷ lệ dưới đây")}."),
            new Heading("II. Kết quả"),
            new Grid(Columns, [.. cells.Select((cell, i) => Row($"{i + 1}", cell)), Row("", total, bold: true)]),
        };
        blocks.AddRange(Sentences(cells, total, isBody).Select(sentence => new Para("- " + sentence)));
        blocks.Add(new Heading("III. Gương điển hình"));
        blocks.AddRange(praised.Count == 0 ? [new Dots(2)] : praised.Select(deed => new Para("- ", Words.Own(deed))));
        blocks.Add(new Heading("IV. Hạn chế, nguyên nhân"));
        blocks.AddRange(ResolutionPaper.Text(entered?.Limits));
        blocks.Add(new Heading("V. Phương hướng, nhiệm vụ"));
        blocks.AddRange(entered is { Orientations.Count: > 0 } ? entered.Orientations.Select((line, i) => new Para($"{i + 1}. ", Words.Own(line))) : [new Dots(3)]);
        blocks.Add(scene.Signing(scene.Superior, isBody ? "Các chi bộ trực thuộc" : "Chi ủy, đảng viên"));
        blocks.AddRange(AnnexA(cells, isBody));
        blocks.AddRange(AnnexB(missing));
        return new Paper
        {
            Head = scene.Head("BC"), Title = "BÁO CÁO", Abstract = [$"kết quả thực hiện nhiệm vụ {period.Title}"], Note = ListRoll.Moment(scene), IsLandscape = true, Blocks = blocks,
            Foot = scene.Foot(), For = missing.Count > 0 ? PaperReader.Secretary : PaperReader.Everyone,
        };
    }

    // A cell with nobody to ask is listed, and leaves the denominators (model section 12).
    private static GridRow Row(string number, CellFigures cell, bool bold = false) => cell.Eligible == 0 && !bold ? new([number, cell.Name, new GridCell("không có đối tượng") { Across = 8 }]) : new(
        [number, cell.Name, cell.Eligible, cell.Pledges.Full, cell.Reflections.Full, cell.OnTime.Percent, cell.Attendance.Percent, cell.Checks.Plain, Received(cell.Petitions), cell.Tasks.Plain], bold);

    /// <summary>Received first here, unlike the other columns.</summary>
    private static string Received(Share petitions) => petitions.N == 0 ? "–" : $"{petitions.N}/{petitions.Done}";

    /// <summary>Made of the figures alone; "trên" only where the value is not whole (model section 12).</summary>
    private static IEnumerable<string> Sentences(IReadOnlyList<CellFigures> cells, CellFigures total, bool isBody)
    {
        foreach (var (what, of) in new (string, Func<CellFigures, Share>)[] { ("đăng ký", cell => cell.Pledges), ("nộp bài thu hoạch", cell => cell.Reflections) })
        {
            var sum = of(total);
            if (sum.N == 0) continue;
            var counted = cells.Where(cell => of(cell).N > 0).ToArray();
            var complete = counted.Count(cell => of(cell).Done == of(cell).N);
            if (isBody) yield return complete == counted.Length ? $"100% chi bộ ({complete}/{counted.Length}) có đủ đảng viên {what}." : $"{complete}/{counted.Length} chi bộ có đủ đảng viên {what}.";
            yield return $"{Figures.DocumentNumber(sum.Done)}/{Figures.DocumentNumber(sum.N)} đảng viên đã {what}, đạt {Figures.OverPercent(sum.Done, sum.N)}.";
        }
        if (total.Attendance.N > 0) yield return $"Tỷ lệ dự sinh hoạt đạt {Figures.OverPercent(total.Attendance.Done, total.Attendance.N)} ({Figures.Number(total.Attendance.Done)}/{Figures.Number(total.Attendance.N)} lượt).";
        if (total.Petitions.N > 0) yield return $"Đã trả lời {Figures.DocumentNumber(total.Petitions.Done)}/{Figures.DocumentNumber(total.Petitions.N)} kiến nghị.";
    }

    private static IEnumerable<Block> AnnexA(IReadOnlyList<CellFigures> cells, bool isBody)
    {
        var open = cells.Where(cell => cell.Pledges.Done < cell.Pledges.N || cell.Reflections.Done < cell.Reflections.N).ToArray();
        if (!isBody || open.Length == 0) yield break;
        yield return new NewPage();
        yield return new Para([new Words("PHỤ LỤC A: ĐƠN VỊ CHƯA ĐẠT 100%", Bold: true)], Align.Centre);
        yield return new Grid([new("TT", 7, true), new("Đơn vị", 43), new("Đăng ký (n/N)", 25, true), new("Thu hoạch (n/N)", 25, true)],
            [.. open.Select((cell, i) => new GridRow([i + 1, cell.Name, cell.Pledges.Plain, cell.Reflections.Plain]))]);
    }

    private static IEnumerable<Block> AnnexB(IReadOnlyList<(string Name, string Missing)> missing)
    {
        if (missing.Count == 0) yield break;
        yield return new NewPage();
        yield return new Para([new Words("PHỤ LỤC B: NHỮNG VIỆC CÒN THIẾU (chỉ dành cho bí thư)", Bold: true)], Align.Centre);
        yield return new Grid([new("TT", 7, true), new("Họ và tên", 39), new("Còn thiếu", 54)], [.. missing.Select((row, i) => new GridRow([i + 1, row.Name, row.Missing]))]);
    }
}

/// <summary>The time a report is about.</summary>
/// <param name="To">Inclusive.</param>
/// <param name="Title">"quý IV năm 2026", "6 tháng đầu năm 2027", "năm 2026".</param>
internal sealed record ReportPeriod(DateOnly From, DateOnly To, string Title)
{
    public string Code => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}");

    /// <summary>Those that somebody would want on this day: this quarter and the last, this half year, this year and the last.</summary>
    public static IReadOnlyList<ReportPeriod> Around(DateOnly today)
    {
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        return [Quarter(quarter), Quarter(quarter.AddMonths(-3)), Half(today.Year, today.Month <= 6), Year(today.Year), Year(today.Year - 1)];
    }

    /// <summary>The time that a campaign belongs to: the year of pledges, the quarter in which a study ends.</summary>
    public static ReportPeriod Of(ICampaign campaign)
    {
        var due = campaign.DueAt.ToOffset(TimeSpan.FromHours(7));
        return campaign.DutyKind is ObligationKind.Pledge ? Year(due.Year) : Quarter(new DateOnly(due.Year, (due.Month - 1) / 3 * 3 + 1, 1));
    }

    public static ReportPeriod? Parse(string? code) => code?.Split("..") is [var from, var to] && DateOnly.TryParse(from, System.Globalization.CultureInfo.InvariantCulture, out var begins) && DateOnly.TryParse(to, System.Globalization.CultureInfo.InvariantCulture, out var ends)
        ? (ends.DayNumber - begins.DayNumber) switch { < 100 => Quarter(begins), < 200 => Half(begins.Year, begins.Month == 1), _ => Year(begins.Year) }
        : null;

    private static ReportPeriod Quarter(DateOnly first) => new(first, first.AddMonths(3).AddDays(-1), $"quý {Roman.Of((first.Month + 2) / 3)} năm {first.Year}");

    private static ReportPeriod Half(int year, bool first) => first ? new(new(year, 1, 1), new(year, 6, 30), $"6 tháng đầu năm {year}") : new(new(year, 7, 1), new(year, 12, 31), $"6 tháng cuối năm {year}");

    private static ReportPeriod Year(int year) => new(new(year, 1, 1), new(year, 12, 31), $"năm {year}");
}
