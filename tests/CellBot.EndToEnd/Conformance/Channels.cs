namespace CellBot.EndToEnd.Conformance;

public sealed class TelegramConformance : ChannelConformance
{
    internal override Place NewPlace() => new TelegramPlace();
}

public sealed class TelegramWebhookConformance : ChannelConformance
{
    internal override Place NewPlace() => new TelegramPlace { ByWebhook = true };
}

public sealed class ZaloConformance : ChannelConformance
{
    internal override Place NewPlace() => new ZaloPlace();
}

public sealed class WebChatConformance : ChannelConformance
{
    internal override Place NewPlace() => new WebPlace();
}
