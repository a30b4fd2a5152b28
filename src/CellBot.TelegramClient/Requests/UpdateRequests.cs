namespace Telegram.Bot.Requests;

public sealed class GetMeRequest() : ParameterlessRequest<User>("getMe");

public sealed class GetUpdatesRequest() : RequestBase<Update[]>("getUpdates")
{
    public int? Offset { get; set; }

    public int? Limit { get; set; }

    public int? Timeout { get; set; }

    public IEnumerable<UpdateType>? AllowedUpdates { get; set; }
}

public sealed class SetWebhookRequest() : FileRequestBase<bool>("setWebhook")
{
    public required string Url { get; set; }

    public InputFileStream? Certificate { get; set; }

    public string? IpAddress { get; set; }

    public int? MaxConnections { get; set; }

    public IEnumerable<UpdateType>? AllowedUpdates { get; set; }

    public bool DropPendingUpdates { get; set; }

    public string? SecretToken { get; set; }

    private protected override IEnumerable<InputFile?> Files => [Certificate];
}

public sealed class DeleteWebhookRequest() : RequestBase<bool>("deleteWebhook")
{
    public bool DropPendingUpdates { get; set; }
}

public sealed class GetWebhookInfoRequest() : ParameterlessRequest<WebhookInfo>("getWebhookInfo");
