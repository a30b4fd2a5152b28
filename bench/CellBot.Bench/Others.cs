using System.Diagnostics;

namespace CellBot.Bench;

/// <summary>How much of the machine neither the host nor this process used while a benchmark ran: what other programs took of it, and what stood idle.</summary>
internal sealed class Others(HostUnderTest host)
{
    private readonly (double Busy, double All, double Own) from = Now(host);
    private (double Busy, double All, double Own) to;

    public void Stop() => to = Now(host);

    private static (double Busy, double All, double Own) Now(HostUnderTest host)
    {
        // user nice system idle iowait irq softirq steal, in hundredths of a second
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(double.Parse).ToArray();
        return ((fields.Sum() - fields[3] - fields[4]) / 100, fields.Sum() / 100, (host.Cpu + Process.GetCurrentProcess().TotalProcessorTime).TotalSeconds);
    }

    public override string ToString()
    {
        var all = to.All - from.All;
        return $"of the machine {(to.Own - from.Own) / all:P0} ours, {Math.Max(0, to.Busy - from.Busy - (to.Own - from.Own)) / all:P0} others'";
    }
}
