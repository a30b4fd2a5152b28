namespace CellBot.Host.Channels.Webhooks;

/// <summary>Where a platform is told to deliver, and with which secret.</summary>
public static class WebhookAddress
{
    public static string PathOf(string name) => "/webhooks/" + name;

    /// <param name="publicUrl">How this host is reached from outside, <c>Web:PublicUrl</c>.</param>
    public static string Of(string publicUrl, string name) => publicUrl.TrimEnd('/') + PathOf(name);
}
