using CellBot.Domain.Records;

namespace CellBot.Domain.Delivery;

/// <summary>How many messages one bot has sent in a calendar month of the cell's time, for platforms that count them. Id: "{channel}/{bot}/{yyyy-MM}".</summary>
public sealed record MonthlyCount(string Id) : Record(Id)
{
    public int Sent { get; init; }

    public static string IdOf(string bot, DateTimeOffset local) => $"{bot}/{local:yyyy-MM}";
}
