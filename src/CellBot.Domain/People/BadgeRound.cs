using System.Globalization;
using CellBot.Domain.Records;

namespace CellBot.Domain.People;

/// <summary>How far the cells were looked through for one award day of the Party badge. Id: "{yyyyMMdd}" of the award day.</summary>
public sealed record BadgeRound(string Id) : Record(Id)
{
    /// <summary>The last cell that was looked through, in the order of their ids; null: none yet.</summary>
    public string? Cursor { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    public DateOnly AwardDay => DateOnly.ParseExact(Id, "yyyyMMdd", CultureInfo.InvariantCulture);

    public static string IdOf(DateOnly awardDay) => $"{awardDay:yyyyMMdd}";

    /// <summary>All rounds, the oldest first. Key: the award day.</summary>
    public static readonly Index<BadgeRound> ByDay = new("by_day", round => round.Id);
}
