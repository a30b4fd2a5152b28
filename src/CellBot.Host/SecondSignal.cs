using System.Runtime.InteropServices;

namespace CellBot.Host;

/// <summary>
/// The first SIGTERM or Ctrl+C lets the host drain: intake ends, sends in flight get ten seconds. Whoever asks a second time does not want to wait: the process
/// ends at once, which is as safe as being killed. What comes within a second is the same request: <c>timeout</c>, shells and containers signal the process and
/// then its whole group.
/// </summary>
internal sealed class SecondSignal : IDisposable
{
    /// <summary>What a shell shows for a process that SIGTERM ended.</summary>
    private const int Terminated = 128 + 15;

    private static readonly TimeSpan SameRequest = TimeSpan.FromSeconds(1);

    private readonly PosixSignalRegistration[] registrations;
    private long first;

    public SecondSignal() => registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Count), PosixSignalRegistration.Create(PosixSignal.SIGINT, Count)];

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }

    private void Count(PosixSignalContext signal)
    {
        var before = Interlocked.CompareExchange(ref first, TimeProvider.System.GetTimestamp(), 0);
        if (before != 0 && TimeProvider.System.GetElapsedTime(before) > SameRequest)
            Environment.Exit(Terminated);
    }
}
