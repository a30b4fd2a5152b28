using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Pledges;

/// <summary>States as people read them (glossary section 8).</summary>
internal static class StatusWords
{
    public static string Of(PledgeStatus status) => status switch
    {
        PledgeStatus.NotStarted => "chưa đăng ký",
        PledgeStatus.Draft => "đang soạn",
        PledgeStatus.Submitted => "đã gửi, chờ xem",
        PledgeStatus.Returned => "cần bổ sung",
        PledgeStatus.Approved => "đã xác nhận",
        PledgeStatus.Amending => "đang xin điều chỉnh",
        _ => "đã chốt",
    };

    public static string Of(ReflectionStatus status) => status switch
    {
        ReflectionStatus.NotStarted => "chưa nộp",
        ReflectionStatus.Draft => "đang soạn",
        ReflectionStatus.Submitted => "đã nộp",
        ReflectionStatus.Returned => "cần bổ sung",
        ReflectionStatus.Accepted => "đạt yêu cầu",
        _ => "được miễn",
    };
}
