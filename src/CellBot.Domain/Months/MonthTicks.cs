using CellBot.Domain.Records;

namespace CellBot.Domain.Months;

/// <summary>What those who lead a cell ticked by hand of a month's usual work; what is stored ticks itself. Id: "{unit}/{yyyyMM}".</summary>
public sealed record MonthTicks(string Id) : Record(Id)
{
    public required string UnitId { get; init; }
    public IReadOnlyList<MonthTick> Ticks { get; init; } = [];

    /// <param name="month">Any day of it.</param>
    public static string IdOf(string unitId, DateOnly month) => $"{unitId}/{month:yyyyMM}";
}

/// <param name="Work">Which: "story", "check" …</param>
public sealed record MonthTick(string Work, string By, DateTimeOffset At);
