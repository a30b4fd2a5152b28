namespace CellBot.Storage.Engines;

/// <summary>What became of a write set. A closed set: <see cref="Committed"/> or <see cref="Conflict"/>; accidents are exceptions.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    public static CommitResult Done { get; } = new Committed();

    /// <summary>All of it is on disk and visible to every reader.</summary>
    public sealed record Committed : CommitResult;

    /// <summary>None of it is written: this document no longer has the version that the decision rested on. Decide again on fresh data.</summary>
    public sealed record Conflict(string Type, string Id) : CommitResult;
}
