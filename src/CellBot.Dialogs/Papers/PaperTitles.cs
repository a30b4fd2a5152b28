using CellBot.Domain.Papers;

namespace CellBot.Dialogs.Papers;

/// <summary>Documents as people call them, in the middle of a sentence.</summary>
internal static class PaperTitles
{
    /// <param name="part">Of the order; a report's period.</param>
    public static string Of(PaperKind kind, string? part) => kind switch
    {
        PaperKind.Pledge => "bản cam kết",
        PaperKind.Reflection => "bài thu hoạch",
        PaperKind.Notice => "thông báo họp",
        PaperKind.Invitation => "giấy mời",
        PaperKind.Minutes => "biên bản",
        PaperKind.Resolution => "nghị quyết",
        PaperKind.Report => ReportPeriod.Parse(part) is { } period ? $"báo cáo {period.Title}" : "báo cáo",
        PaperKind.PledgeList => "danh sách đăng ký",
        PaperKind.ReflectionList => "danh sách nộp bài thu hoạch",
        PaperKind.MyData => "bản sao dữ liệu",
        PaperKind.InviteCards => "thẻ mời",
        PaperKind.Remediation => "kế hoạch khắc phục hạn chế",
        _ => "phiếu tự chấm “Chi bộ bốn tốt”",
    };
}
