using CellBot.Host.Health;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Clock;

/// <summary>Where several nodes share the clock: the one that ticks tells the others, so that each can say whether the clock runs.</summary>
internal sealed class TickBell(Store store, HealthBoard health) : IHostedService
{
    private const string Word = "tick";

    private readonly IStoreBell? bell = store.Engine.Bell;

    /// <summary>This node has ticked.</summary>
    public void Ring() => bell?.Ring(Word);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (bell is not null)
            bell.Rung += Hear;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (bell is not null)
            bell.Rung -= Hear;
        return Task.CompletedTask;
    }

    private void Hear(string? word)
    {
        if (word == Word)
            health.Ticked();
    }
}
