namespace CellBot.Testing.Telegram;

/// <summary>What can go wrong with one call.</summary>
public abstract record Fault
{
    /// <summary>Refused with 429 and this <c>retry_after</c>; nothing is done.</summary>
    /// <param name="WholeBot">Every other message is refused so as well, until then; the answers look the same.</param>
    public sealed record TooManyRequests(int RetryAfterSeconds, bool WholeBot = false) : Fault;

    /// <summary>Refused with a well-formed 500; nothing is done.</summary>
    public sealed record ServerError : Fault;

    /// <summary>A proxy's page with status 502; nothing is done.</summary>
    public sealed record NotJson : Fault;

    /// <summary>The connection breaks before the call is looked at.</summary>
    public sealed record ResetBefore : Fault;

    /// <summary>The call is done, and the connection breaks before the answer.</summary>
    public sealed record ResetAfter : Fault;

    /// <summary>The call is done, the answer comes that much later (real time).</summary>
    public sealed record Slow(TimeSpan Delay) : Fault;

    /// <summary>The call is done, the answer never comes.</summary>
    public sealed record Silence : Fault;
}

/// <summary>Faults to come. Those arranged by <see cref="Next"/> go first, in order; then <see cref="Decide"/> is asked about every call.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly List<(Fault Fault, string? Method)> next = [];

    /// <summary>Asked with the method's name for each call but getUpdates and getFile; null is no fault. A random one should be seeded.</summary>
    public Func<string, Fault?>? Decide { get; set; }

    /// <summary>Asked for each update: whether it comes a second time after it was acknowledged.</summary>
    public Func<bool>? DoubleUpdate { get; set; }

    /// <summary>The next calls of that method fail so; of any that sends or edits, when no method is named.</summary>
    public void Next(Fault fault, int count = 1, string? method = null)
    {
        lock (gate)
            next.AddRange(Enumerable.Repeat((fault, method), count));
    }

    /// <summary>How many arranged faults have not happened yet.</summary>
    public int Left
    {
        get
        {
            lock (gate)
                return next.Count;
        }
    }

    internal Fault? For(string method)
    {
        lock (gate)
        {
            var index = next.Count == 0 ? -1 : next.FindIndex(plan => plan.Method is null ? Sends(method) : plan.Method == method);
            if (index >= 0)
            {
                var fault = next[index].Fault;
                next.RemoveAt(index);
                return fault;
            }
        }

        return method is "getUpdates" or "getFile" ? null : Decide?.Invoke(method);
    }

    internal static bool Sends(string method) =>
        (method.StartsWith("send", StringComparison.Ordinal) && method != "sendChatAction") || method.StartsWith("edit", StringComparison.Ordinal);
}
