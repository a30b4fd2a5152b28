namespace CellBot.Host.Channels.Webhooks;

/// <summary>
/// How one bot's platform delivers its updates to this host: each one registered as a service is served at <c>POST /webhooks/{Name}</c> by <see cref="WebhookEndpoint"/>,
/// which checks what is the same for every platform. Any node of several may take an update; the reply goes out where the bot's lease is held.
/// </summary>
public interface IWebhook
{
    /// <summary>"{platform}/{bot}": the channel's name on the board, and the end of the path.</summary>
    string Name { get; }

    /// <summary>The header in which the platform repeats the secret that it was given with the address.</summary>
    string SecretHeader { get; }

    string Secret { get; }

    /// <summary>Reads one update and takes its turn. What it says is on disk when this returns <see cref="WebhookResult.Done"/>.</summary>
    /// <param name="body">Not empty, at most <see cref="WebhookEndpoint.LargestBody"/> bytes, and nothing more is known of it.</param>
    /// <param name="cancel">The host stops.</param>
    Task<WebhookResult> Take(ReadOnlyMemory<byte> body, CancellationToken cancel);
}

public enum WebhookResult
{
    /// <summary>Committed, known already, or not for us: the platform may forget it (200).</summary>
    Done,

    /// <summary>No update of this platform (400).</summary>
    Unreadable,

    /// <summary>It could not be stored: the platform is to bring it again (503).</summary>
    Later,
}
