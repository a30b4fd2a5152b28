using CellBot.Host.Sending;

namespace CellBot.Host.Channels.Zalo;

/// <summary>What Zalo's refusals mean for a message. By code first; the wording is only a hint and changes.</summary>
internal static class ZaloAnswers
{
    public const int TokenRefused = 401, EmptyPoll = 408, QuotaUsedUp = 429;

    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    /// <summary>Zalo does not say how long; its quota is a month's, so hardly before this.</summary>
    public static readonly TimeSpan AfterQuota = TimeSpan.FromHours(1);

    private static readonly string[] Gone = ["not found", "blocked", "unfollow", "not exist", "no permission to send", "user_id"];

    public static Delivery Of(ZaloAnswer<ZaloSent> answer) => answer switch
    {
        ZaloAnswer<ZaloSent>.Good good => new Delivery.Sent(good.Result.MessageId),
        ZaloAnswer<ZaloSent>.NotReached => new Delivery.TryLater(null, WholeBot: true),
        ZaloAnswer<ZaloSent>.Refused refused => Of(refused.Code, refused.Description),
        _ => new Delivery.Unknown(),
    };

    // The server understood and said no: nothing was sent. Its 403 is "internal server error" (documents, 2026).
    private static Delivery Of(int code, string description) => code switch
    {
        TokenRefused => new Delivery.TryLater(AskAgain, WholeBot: true),
        QuotaUsedUp => new Delivery.TryLater(AfterQuota, WholeBot: true),
        404 => new Delivery.Unreachable(Reason(code, description)),
        400 or 403 when Gone.Any(word => description.Contains(word, StringComparison.OrdinalIgnoreCase)) => new Delivery.Unreachable(Reason(code, description)),
        403 or >= 500 => new Delivery.TryLater(null, WholeBot: false),
        EmptyPoll => new Delivery.Unknown(), // a time-out somewhere behind their door
        _ => new Delivery.GivenUp(Reason(code, description)),
    };

    private static string Reason(int code, string description) => description.Length == 0 ? $"Zalo error {code}" : $"{code} {(description.Length <= 200 ? description : description[..200])}";
}
