namespace CellBot.Testing.Telegram;

/// <summary>The API says no, in its own words.</summary>
internal sealed class ApiRefusal(int code, string description, int? retryAfter = null, long? migrateTo = null) : Exception(description)
{
    public int Code => code;

    public int? RetryAfter => retryAfter;

    public long? MigrateTo => migrateTo;

    public static ApiRefusal BadRequest(string reason) => new(400, $"Bad Request: {reason}");
}
