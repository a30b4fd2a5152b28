using CellBot.Domain.Records;

namespace CellBot.Domain.People;

/// <summary>How far a month's look at what has been kept long enough has come. Id: "{yyyyMM}".</summary>
public sealed record RetentionRound(string Id) : Record(Id)
{
    /// <summary>The last campaign or meeting that was gone through, in the order of their ids; null: none yet.</summary>
    public string? Cursor { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    /// <param name="month">Any day of it.</param>
    public static string IdOf(DateOnly month) => $"{month:yyyyMM}";

    /// <summary>All rounds, the oldest first. Key: the month.</summary>
    public static readonly Index<RetentionRound> ByMonth = new("by_month", round => round.Id);
}
