using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using Telegram.Bot.Requests;

namespace Telegram.Bot.Serialization
{
    /// <summary>Everything that crosses the wire, known at compile time.</summary>
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(bool))]
    [JsonSerializable(typeof(User))]
    [JsonSerializable(typeof(Message))]
    [JsonSerializable(typeof(Message[]))]
    [JsonSerializable(typeof(Update))]
    [JsonSerializable(typeof(Update[]))]
    [JsonSerializable(typeof(UpdateIdOnly))]
    [JsonSerializable(typeof(TGFile))]
    [JsonSerializable(typeof(WebhookInfo))]
    [JsonSerializable(typeof(ResponseParameters))]
    [JsonSerializable(typeof(ChatMemberOwner))]
    [JsonSerializable(typeof(ChatMemberAdministrator))]
    [JsonSerializable(typeof(ChatMemberMember))]
    [JsonSerializable(typeof(ChatMemberRestricted))]
    [JsonSerializable(typeof(ChatMemberLeft))]
    [JsonSerializable(typeof(ChatMemberBanned))]
    [JsonSerializable(typeof(ChatMemberUnknown))]
    [JsonSerializable(typeof(GetMeRequest))]
    [JsonSerializable(typeof(GetUpdatesRequest))]
    [JsonSerializable(typeof(SetWebhookRequest))]
    [JsonSerializable(typeof(DeleteWebhookRequest))]
    [JsonSerializable(typeof(GetWebhookInfoRequest))]
    [JsonSerializable(typeof(SendMessageRequest))]
    [JsonSerializable(typeof(SendPhotoRequest))]
    [JsonSerializable(typeof(SendDocumentRequest))]
    [JsonSerializable(typeof(SendMediaGroupRequest))]
    [JsonSerializable(typeof(SendChatActionRequest))]
    [JsonSerializable(typeof(EditMessageTextRequest))]
    [JsonSerializable(typeof(EditMessageReplyMarkupRequest))]
    [JsonSerializable(typeof(AnswerCallbackQueryRequest))]
    [JsonSerializable(typeof(GetFileRequest))]
    [JsonSerializable(typeof(SetMyCommandsRequest))]
    [JsonSerializable(typeof(GetMyCommandsRequest))]
    [JsonSerializable(typeof(BotCommand[]))]
    [JsonSerializable(typeof(DeleteMyCommandsRequest))]
    [JsonSerializable(typeof(LeaveChatRequest))]
    internal sealed partial class BotJson : JsonSerializerContext;

    /// <summary>How a type is read and written, looked up once.</summary>
    internal static class Shape<T>
    {
        public static JsonTypeInfo<T> Info { get; } = (JsonTypeInfo<T>)JsonBotAPI.Options.GetTypeInfo(typeof(T));
    }
}

namespace Telegram.Bot
{
    /// <summary>How the Bot API's JSON is read and written; also for the body of a webhook: <c>JsonSerializer.Deserialize&lt;Update&gt;(body, JsonBotAPI.Options)</c>.</summary>
    public static class JsonBotAPI
    {
        public static JsonSerializerOptions Options { get; } = Make();

        private static JsonSerializerOptions Make()
        {
            var options = new JsonSerializerOptions(Serialization.BotJson.Default.Options)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                TypeInfoResolver = Serialization.BotJson.Default.WithAddedModifier(AcceptWhatIsMissing),
            };
            options.Converters.Add(new Serialization.UpdatesConverter());
            options.MakeReadOnly();
            return options;
        }

        // "required" is for whoever writes a keyboard; in what the server echoes, a missing text is no reason to lose the message.
        private static void AcceptWhatIsMissing(JsonTypeInfo type)
        {
            foreach (var property in type.Properties)
                property.IsRequired = false;
        }
    }
}
