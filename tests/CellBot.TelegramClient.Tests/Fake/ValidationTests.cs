using System.Net;
using System.Text;
using CellBot.Testing.Telegram;

namespace CellBot.TelegramClient.Tests.Fake;

/// <summary>Requests that break the specification are refused and remembered.</summary>
public sealed class ValidationTests : IAsyncLifetime
{
    private readonly FakeBotApi api = FakeBotApi.Start();
    private readonly HttpClient http = new();
    private readonly FakeUser an;

    public ValidationTests()
    {
        an = api.NewUser("An", id: 7);
        an.Starts();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Theory]
    [InlineData("sendMessag", "{}", "sendMessag: no such method")]
    [InlineData("sendMessage", """{"chat_id":7}""", "text: sendMessage requires it")]
    [InlineData("sendMessage", """{"chat_id":7,"text":"a","colour":1}""", "colour: sendMessage has no such field")]
    [InlineData("sendMessage", """{"chat_id":true,"text":"a"}""", "chat_id: True is no")]
    [InlineData("sendMessage", """{"chat_id":7,"text":""}""", "text: 0 characters, not 1-4096")]
    [InlineData("sendMessage", """{"chat_id":7,"text":"a","disable_notification":"yes"}""", "disable_notification: String is no Boolean")]
    [InlineData("sendMessage", """{"chat_id":7,"text":"a","reply_parameters":{"message":1}}""", "reply_parameters.message: ReplyParameters has no such field")]
    [InlineData("sendMessage", """{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"a"}]]}}""", "a button does exactly one thing, not 0")]
    [InlineData("sendMessage", """{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":""}]]}}""", "callback_data: 0 bytes, not 1-64")]
    [InlineData("sendMessage", """{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"a","style":"red"}]]}}""", "style: red is none")]
    [InlineData("sendPhoto", """{"chat_id":7}""", "photo: sendPhoto requires it")]
    [InlineData("sendMediaGroup", """{"chat_id":7,"media":[{"type":"photo","media":"a"}]}""", "media: 1 items, not 2-10")]
    [InlineData("sendMediaGroup", """{"chat_id":7,"media":[{"type":"photo","media":"a"},{"type":"phot","media":"a"}]}""", "must be")]
    [InlineData("setMyCommands", """{"commands":[{"command":"a","description":""}]}""", "description: 0 characters, not 1-256")]
    [InlineData("setMyCommands", """{"commands":[],"scope":{"type":"chat"}}""", "scope")]
    [InlineData("getUpdates", """{"limit":101}""", "limit: 101 value, not 1-100")]
    [InlineData("sendMessage", "{\"chat_id\":", "the body is not JSON")]
    public async Task A_request_against_the_specification_is_a_violation(string method, string body, string violation)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await Post(method, body));
        Assert.True(Assert.Single(api.Violations).Contains(violation, StringComparison.Ordinal), api.Violations[0]);
        Assert.DoesNotContain(an.Transcript, entry => entry.Kind == TranscriptKind.Received);
    }

    [Theory]
    [InlineData(4096, "", true)]
    [InlineData(4097, "", false)]
    [InlineData(4096, "HTML", true)]
    public async Task Lengths_are_counted_as_the_reader_sees_them(int length, string parseMode, bool accepted)
    {
        var (open, close) = parseMode.Length > 0 ? ("<b>", "</b>") : ("", "");
        var mode = parseMode.Length > 0 ? $",\"parse_mode\":\"{parseMode}\"" : "";
        await Post("sendMessage", $$"""{"chat_id":7,"text":"{{open}}{{new string('a', length)}}{{close}}"{{mode}}}""");
        Assert.Equal(accepted, api.Violations.Count == 0);
    }

    [Theory]
    [InlineData(21, true)] // 21 × 3 bytes
    [InlineData(22, false)]
    public async Task Callback_data_is_counted_in_bytes(int letters, bool accepted)
    {
        await Post("sendMessage", $$$"""{"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"{{{new string('ộ', letters)}}}"}]]}}""");
        Assert.Equal(accepted, api.Violations.Count == 0);
    }

    [Fact]
    public async Task Forms_queries_and_multipart_are_read_too()
    {
        using var form = new FormUrlEncodedContent([new("chat_id", "7"), new("text", "123"), new("disable_notification", "true")]);
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync(Address("sendMessage"), form)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"{Address("sendMessage")}?chat_id=7&text=chào")).StatusCode);
        using var multipart = new MultipartFormDataContent { { new StringContent("7"), "chat_id" }, { new ByteArrayContent([1]), "document", "a.bin" }, { new ByteArrayContent([2]), "stray", "b.bin" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync(Address("sendDocument"), multipart)).StatusCode);
        Assert.Equal(["123", "chào"], an.Transcript.Where(entry => entry.Kind == TranscriptKind.Received).Select(entry => entry.Text));
        Assert.Equal(["sendDocument: stray: bytes that nothing refers to"], api.Violations);
    }

    [Fact]
    public async Task A_path_that_is_no_method_is_a_404()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"{api.BaseUrl}/nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(api.BaseUrl)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync($"{api.BaseUrl}/bot1:x/getMe")).StatusCode);
    }

    [Fact]
    public void The_specification_was_read_whole()
    {
        Assert.Equal((180, 359), (BotApiSpec.Instance.Methods.Count, BotApiSpec.Instance.Types.Count));
        Assert.Equal(new SpecSize(1, 4096, "characters"), BotApiSpec.Instance.Methods["sendMessage"].Fields["text"].Size);
        Assert.Equal(new SpecSize(0, 1024, "characters"), BotApiSpec.Instance.Methods["sendPhoto"].Fields["caption"].Size);
        Assert.Equal("kicked", BotApiSpec.Instance.Types["ChatMemberBanned"].Fields["status"].Literal);
    }

    private string Address(string method) => $"{api.BaseUrl}/bot{api.Token}/{method}";

    private async Task<HttpStatusCode> Post(string method, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(Address(method), content);
        return response.StatusCode;
    }
}
