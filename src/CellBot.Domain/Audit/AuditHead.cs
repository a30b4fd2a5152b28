using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CellBot.Domain.Records;

namespace CellBot.Domain.Audit;

/// <summary>Where the hash chain of the audit trail ends. There is one, with the id <see cref="Only"/>.</summary>
/// <param name="Sequence">Of the last sealed entry; 0 before the first.</param>
/// <param name="Hash">Of the last sealed entry, hex; empty before the first.</param>
public sealed record AuditHead(string Id, long Sequence, string Hash) : Record(Id)
{
    public const string Only = "head";

    public static AuditHead Empty { get; } = new(Only, 0, "");

    /// <summary>Puts an entry at the end of the chain.</summary>
    public (AuditEntry Sealed, AuditHead Head) Seal(AuditEntry entry)
    {
        var next = Sequence + 1;
        var hash = HashOf(Hash, next, entry);
        return (entry with { Sequence = next, Hash = hash }, this with { Sequence = next, Hash = hash });
    }

    /// <summary>SHA-256 over the previous hash and everything the entry says, each part with its length before it, so that no two entries read alike. Hex.</summary>
    public static string HashOf(string previousHash, long sequence, AuditEntry entry)
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string>)[
            previousHash, sequence.ToString(CultureInfo.InvariantCulture), entry.Id, entry.At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            entry.ActorId, entry.Action, entry.ObjectId, entry.UnitId ?? "", .. entry.ActingFor is { } office ? [office] : Array.Empty<string>()]) // entries of before have no such part
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
