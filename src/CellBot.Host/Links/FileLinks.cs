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
    public async Task<FileLink?> Find(LinkPurpose purpose, string token, CancellationToken cancel) =>
        IdIn(purpose, token) is { } id && await store.Open(cancel).Get<FileLink>(id) is { } link && link.Purpose == purpose && link.WorksAt(clock.Now) ? link : null;

    private string? IdIn(LinkPurpose purpose, string token)
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
