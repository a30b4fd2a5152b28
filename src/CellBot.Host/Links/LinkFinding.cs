using CellBot.Domain.Delivery;

namespace CellBot.Host.Links;

/// <summary>What stands behind the address of a link.</summary>
public abstract record LinkFinding
{
    private LinkFinding() { }

    public sealed record Works(FileLink Link) : LinkFinding;

    public sealed record Used : LinkFinding;

    public sealed record Expired : LinkFinding;

    /// <summary>Made up, or not the whole address.</summary>
    public sealed record Unknown : LinkFinding;
}
