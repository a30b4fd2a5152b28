using System.Diagnostics;
using System.Globalization;

namespace CellBot.Testing.Disks;

/// <summary>Where the power goes.</summary>
public enum Cut
{
    /// <summary>Never by itself; whoever kills the process cuts the power.</summary>
    None,

    /// <summary>In the middle of the n-th write to a database file.</summary>
    Write,

    /// <summary>Just before the n-th flush reaches the disk: its commit must not have been told to anybody.</summary>
    BeforeFlush,

    /// <summary>Just behind the n-th flush: its commit must be there, although nobody was told.</summary>
    AfterFlush,
}

/// <summary>How a <see cref="FragileDisk"/> behaves.</summary>
/// <param name="Seed">Of what the disk writes early, before it is asked to.</param>
/// <param name="Count">The n of the cut, from 1.</param>
/// <param name="Lies">Flushes of the log are acknowledged and not done: what a test must find out, or it can find nothing.</param>
public sealed record DiskPlan(int Seed, Cut Cut = Cut.None, int Count = 0, bool Lies = false)
{
    /// <summary>The environment variable that carries a plan to a process.</summary>
    public const string Variable = "CELLBOT_DISK";

    private int left = Count;

    /// <summary>Null: the process has an ordinary disk.</summary>
    public static DiskPlan? FromEnvironment() => Environment.GetEnvironmentVariable(Variable)?.Split(' ') is [var seed, var cut, var count, var lies]
        ? new DiskPlan(int.Parse(seed, CultureInfo.InvariantCulture), Enum.Parse<Cut>(cut), int.Parse(count, CultureInfo.InvariantCulture), bool.Parse(lies))
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed} {Cut} {Count} {Lies}");

    internal bool IsNow(Cut moment) => moment == Cut && Interlocked.Decrement(ref left) == 0;

    /// <summary>SIGKILL to the own process: what it has in memory only is gone. Never returns.</summary>
    internal static void CutPower()
    {
        Process.GetCurrentProcess().Kill();
        new ManualResetEventSlim(false).Wait();
    }
}
