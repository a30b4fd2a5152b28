namespace CellBot.Host.Channels.Zalo;

/// <summary>What became of one call. A closed set: nothing on the wire is an exception for the caller.</summary>
public abstract record ZaloAnswer<T>
{
    private ZaloAnswer() { }

    public sealed record Good(T Result) : ZaloAnswer<T>;

    /// <summary>The server understood and said no: nothing was done.</summary>
    /// <param name="Description">Zalo's own words; never a person's.</param>
    public sealed record Refused(int Code, string Description) : ZaloAnswer<T>;

    /// <summary>No connection was ever made: nothing was done.</summary>
    public sealed record NotReached(string Reason) : ZaloAnswer<T>;

    /// <summary>The request was written, and no answer came that can be understood.</summary>
    public sealed record Unclear(string Reason) : ZaloAnswer<T>;
}
