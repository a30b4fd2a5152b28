using System.Security.Cryptography;
using System.Text;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Delivery;
using CellBot.Host.Channels.Telegram;
using CellBot.Host.Links;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels;

/// <summary>Tells dialogs what the channels of this host can do. An account whose bot is not served any more can do what the other bots of its platform can.</summary>
/// <param name="services">The channels, asked for at first use: they themselves take turns, and so need the dialogs.</param>
internal sealed class ChannelGuide(IServiceProvider services, FileLinks links, Store store) : IChannelGuide
{
    private readonly byte[] secret = store.SecretFor("invite codes");

    private readonly Lazy<IReadOnlyDictionary<string, Capabilities>> known = new(() =>
        services.GetServices<IChannel>().GroupBy(channel => channel.Name).ToDictionary(bots => bots.Key, bots => bots.First().Capabilities));

    public Capabilities Of(string accountId) =>
        known.Value.GetValueOrDefault(accountId.IndexOf('/') is > 0 and var end ? accountId[..end] : accountId) ?? IChannelGuide.Able.Of(accountId);

    public byte[] SecretOf(string words) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(words));

    public string? JoinUrl(string token) =>
        services.GetServices<IChannel>().OfType<TelegramChannel>().FirstOrDefault(bot => bot.Username is not null)?.Username is { } name ? $"https://t.me/{name}?start={token}" : null;

    public string? UploadUrl(string linkId) => links.UrlOf(LinkPurpose.Upload, linkId);
}
