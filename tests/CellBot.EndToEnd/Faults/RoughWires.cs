using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Faults;

/// <summary>A bad line to Telegram: refusals, resets, pages of a proxy, answers that come late or never, updates that come twice.</summary>
internal static class RoughWires
{
    public static void Lay(FaultPlan plan, Witness witness, int seed)
    {
        var random = new Random(seed);
        var gate = new Lock();
        plan.DoubleUpdate = () => Next() < 0.05;
        plan.Decide = method =>
        {
            if (!method.StartsWith("send", StringComparison.Ordinal))
                return null;
            Fault? fault = Next() switch
            {
                < 0.010 => new Fault.TooManyRequests(1),
                < 0.025 => new Fault.ServerError(),
                < 0.030 => new Fault.NotJson(),
                < 0.040 => new Fault.ResetBefore(),
                < 0.050 => new Fault.ResetAfter(),
                < 0.055 => new Fault.Slow(TimeSpan.FromMilliseconds(400)),
                < 0.057 => new Fault.Silence(),
                _ => null,
            };
            if (fault is Fault.ResetAfter or Fault.Silence)
                witness.AnswerLost();
            return fault;
        };

        double Next()
        {
            lock (gate)
                return random.NextDouble();
        }
    }

    public static void Mend(FaultPlan plan) => (plan.DoubleUpdate, plan.Decide) = (null, null);
}
