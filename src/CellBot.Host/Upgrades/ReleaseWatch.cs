using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Host.Upgrades;

/// <summary>
/// Keeps this node in agreement with the others on what is written (see <see cref="Store.Agree"/>), and stops the host when the store has outgrown it: what only
/// a newer release can read must not be guessed at.
/// </summary>
internal sealed partial class ReleaseWatch(Store store, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ReleaseWatch> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Task.Delay(store.Engine.IsSoleWriter ? Timeout.InfiniteTimeSpan : Between, time, stoppingToken);
            if (await Task.WhenAny(store.Outgrown, pause) == store.Outgrown)
            {
                LogOutgrown((await store.Outgrown).Message);
                lifetime.StopApplication();
                return;
            }

            await Agree(stoppingToken);
        }
    }

    private async Task Agree(CancellationToken cancel)
    {
        try
        {
            if (!cancel.IsCancellationRequested)
                await store.Agree(cancel);
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            LogFailed(accident); // a store that is down is told of by the turns; what is too new comes by the other way
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(LogLevel.Critical, "This host stops: {Reason}")]
    private partial void LogOutgrown(string reason);

    [LoggerMessage(LogLevel.Warning, "The nodes could not agree on what is written; tried again in a few seconds.")]
    private partial void LogFailed(Exception accident);
}
