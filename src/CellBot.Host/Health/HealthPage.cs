using System.Text.Json.Serialization;
using CellBot.Host.Sending;

namespace CellBot.Host.Health;

/// <summary><c>GET /healthz</c>: 200 while green or yellow, 503 when red.</summary>
internal static class HealthPage
{
    /// <summary>A clock that has not looked for so long has stopped.</summary>
    private static readonly TimeSpan TickStopped = TimeSpan.FromSeconds(30);

    public static void MapHealth(this WebApplication app) => app.MapGet("/healthz", (HealthBoard board, Outbox outbox, TimeProvider time) =>
    {
        var report = Read(board, outbox, time.GetUtcNow());
        return Results.Json(report, HealthJson.Default.HealthReport, statusCode: report.Status == Name(HealthColor.Red) ? 503 : 200);
    });

    private static HealthReport Read(HealthBoard board, Outbox outbox, DateTimeOffset now)
    {
        var clock = now - board.LastTick > TickStopped ? HealthColor.Red : HealthColor.Green;
        var worst = board.Channels.Values.Concat(board.Parts.Values).Select(state => state.Color).Append(board.Store.Color).Append(clock).Max();
        var senders = outbox.Senders.Select(sender => sender.State).ToList();
        var oldest = senders.Min(state => state.Oldest);
        return new HealthReport(
            Name(worst), Part("store", board.Store), [.. board.Channels.OrderBy(channel => channel.Key, StringComparer.Ordinal).Select(channel => Part(channel.Key, channel.Value))],
            [.. board.Parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => Part(part.Key, part.Value))],
            new OutboxReport(senders.Sum(state => state.Waiting), oldest is { } at ? Math.Max(0, Math.Round((now - at).TotalSeconds, 1)) : 0), board.LastTick);
    }

    private static PartReport Part(string name, HealthState state) => new(name, Name(state.Color), state.Reason, state.Since);

    private static string Name(HealthColor color) => color switch
    {
        HealthColor.Green => "green",
        HealthColor.Yellow => "yellow",
        _ => "red",
    };
}

internal sealed record HealthReport(string Status, PartReport Store, IReadOnlyList<PartReport> Channels, IReadOnlyList<PartReport> Parts, OutboxReport Outbox, DateTimeOffset LastTick);

internal sealed record PartReport(string Name, string Status, string? Reason, DateTimeOffset Since);

internal sealed record OutboxReport(int Waiting, double OldestSeconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
