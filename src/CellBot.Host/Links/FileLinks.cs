using System.Security.Cryptography;
using System.Text;
using CellBot.Domain.Delivery;
using CellBot.Host.Clock;
using CellBot.Host.Settings;
using CellBot.Storage.Records;

namespace CellBot.Host.Links;

/// <summary>Addresses of <see cref="FileLink"/>s: <c>{Web:PublicUrl}/d/{id}-{signature}</c> for a download, <c>/u/…</c> for an upload. Signed with a secret of the store's key, so any node makes and reads them.</summary>
public sealed class FileLinks(Store store, WebSettings web, CellClock clock)
{
    private const int SignatureBytes = 16;

    private readonly byte[] secret = store.SecretFor("file links");

    /// <summary>Whether there is an address at all.</summary>
    public bool IsPossible => web.PublicUrl is not null;

    /// <returns>Null: the host has no public address.</returns>
    public string? UrlOf(LinkPurpose purpose, string id) => web.PublicUrl is { } root ? $"{root.TrimEnd('/')}{PathOf(purpose)}{id}-{SignatureOf(purpose, id)}" : null;

    public static string PathOf(LinkPurpose purpose) => purpose is LinkPurpose.Download ? "/d/" : "/u/";

    /// <summary>The link behind the last part of an address.</summary>
    /// <returns>Null: forged, expired, used, or never given out; the caller tells all of these alike.</returns>
    public async Task<FileLink?> Find(LinkPurpose purpose, string token, CancellationToken cancel) => await Look(purpose, token, cancel) is LinkFinding.Works(var link) ? link : null;

    /// <summary>The link behind the last part of an address, or why there is none. Who has a signed address was given it, so that used and expired may be told apart.</summary>
    public async Task<LinkFinding> Look(LinkPurpose purpose, string token, CancellationToken cancel) => IdIn(purpose, token) is not { } id
        ? new LinkFinding.Unknown()
        : await store.Open(cancel).Get<FileLink>(id) switch
        {
            { } link when link.Purpose != purpose => new LinkFinding.Unknown(),
            { UsedAt: not null } => new LinkFinding.Used(),
            { } link when link.WorksAt(clock.Now) => new LinkFinding.Works(link),
            _ => new LinkFinding.Expired(), // maybe so long ago that it was swept
        };

    /// <returns>The link's id; null: this host never signed it.</returns>
    internal string? IdIn(LinkPurpose purpose, string token)
    {
        var dash = token.IndexOf('-');
        if (dash is < 1 or > 64)
            return null;
        var id = token[..dash];
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SignatureOf(purpose, id)), Encoding.UTF8.GetBytes(token[(dash + 1)..])) ? id : null;
    }

    private string SignatureOf(LinkPurpose purpose, string id) =>
        System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{purpose}/{id}")).AsSpan(0, SignatureBytes));
}
