using System.Security.Cryptography;
using System.Text;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Delivery;

namespace CellBot.Testing.Towns;

/// <summary>The channels of a town: "zalo" can do as little as a channel may, any other everything.</summary>
public sealed class TownChannels : IChannelGuide
{
    private static readonly Capabilities Poor = new(Buttons: false, Edit: false, IncomingFiles: false, OutgoingFiles: false, LongestText: 2000, MonthlyQuota: 3000);

    /// <summary>Whether the town has a page for documents.</summary>
    public bool HasPage { get; set; } = true;

    public Capabilities Of(string accountId) => accountId.StartsWith("zalo/", StringComparison.Ordinal) ? Poor : IChannelGuide.Able.Of(accountId);

    public byte[] SecretOf(string words) => SHA256.HashData(Encoding.UTF8.GetBytes("town\n" + words));

    public string? JoinUrl(string token) => $"https://t.me/chibo_bot?start={token}";

    public string? UploadUrl(string linkId) => HasPage ? $"https://chibo.example.vn/u/{linkId}" : null;
}
