namespace CellBot.Bench;

/// <summary>Latencies of one run, in milliseconds.</summary>
internal sealed class Latencies
{
    private readonly List<double> all = [];

    public void Add(double milliseconds)
    {
        lock (all) all.Add(milliseconds);
    }

    public int Count { get { lock (all) return all.Count; } }

    public double Percentile(double p)
    {
        lock (all)
        {
            if (all.Count == 0) return 0;
            all.Sort();
            return all[Math.Min(all.Count - 1, (int)Math.Ceiling(all.Count * p) - 1)];
        }
    }

    public override string ToString() => $"p50 {Percentile(0.5):0.0} ms, p99 {Percentile(0.99):0.0} ms, max {Percentile(1):0.0} ms";
}
