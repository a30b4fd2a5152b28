using CellBot.Domain.Delivery;
using CellBot.Host.Channels;
using CellBot.Host.Demo;
using CellBot.Host.Sending;

namespace CellBot.Host.Web;

/// <summary>The web chat as a channel: a message is sent when it stands in the chat, from where the open pages show it.</summary>
internal sealed class WebChannel(WebChats chats, TimeProvider time) : IChannel
{
    public string Name => DemoCell.Channel;

    public string Bot => DemoCell.Bot;

    public Capabilities Capabilities { get; } = new(Buttons: true, Edit: true, IncomingFiles: true, OutgoingFiles: true, LongestText: 100_000, MayWriteFirst: true);

    public Pace Pace => Pace.Free;

    public async Task<Delivery> Send(Outgoing message, CancellationToken cancel)
    {
        await chats.Write(message.Row, message.EditsPlatformId, time.GetUtcNow());
        return new Delivery.Sent(message.EditsPlatformId ?? message.Row.Id);
    }

    /// <summary>Pages bring what people write to <see cref="WebTalk"/> themselves.</summary>
    public Task Receive(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
}
