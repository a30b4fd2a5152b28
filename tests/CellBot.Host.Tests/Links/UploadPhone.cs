using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Links;
using CellBot.Host.Tests.Kit;
using CellBot.Host.Tests.Zalo;
using CellBot.Testing.Zalo;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Links;

/// <summary>A phone that opened an upload link, and makes the calls that the page's script makes.</summary>
internal sealed class UploadPhone(ZaloTest test, FakeZaloUser user, string link)
{
    private static readonly HttpClient Web = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public const int Piece = 512 << 10;

    public ZaloTest Test => test;
    public FakeZaloUser User => user;
    public string Link => link;
    public string Id => link[(link.LastIndexOf('/') + 1)..].Split('-')[0];

    /// <summary>Somebody on Zalo who was asked for a paper, sent a document in vain, and got a link.</summary>
    public static async Task<UploadPhone> Opened(ZaloTest test)
    {
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("nộp");
        await user.WaitForMessage("Gửi ảnh");
        return await NextLink(test, user);
    }

    public static async Task<UploadPhone> NextLink(ZaloTest test, FakeZaloUser user)
    {
        user.SendsDocument();
        var text = (await user.WaitForMessage("bấm liên kết này để gửi")).Split('\n')[0];
        return new UploadPhone(test, user, text[text.IndexOf("http", StringComparison.Ordinal)..]);
    }

    public Task<HttpResponseMessage> Get(string path = "") => Web.GetAsync(link + path);

    public async Task<FileNow> Sends(string key, byte[] file, long offset, int? length = null, string name = "thu-hoach.docx") =>
        (await (await Posts(key, file.Length, offset, file.AsSpan((int)offset, length ?? Math.Min(Piece, file.Length - (int)offset)).ToArray(), name)).Content.ReadFromJsonAsync<FileNow>())!;

    public async Task<HttpResponseMessage> Posts(string key, long size, long offset, byte[] piece, string name = "thu-hoach.docx")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, link + "/piece") { Content = new ByteArrayContent(piece) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.TryAddWithoutValidation("X-File", key);
        request.Headers.TryAddWithoutValidation("X-Name", Uri.EscapeDataString(name));
        request.Headers.TryAddWithoutValidation("X-Size", size.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-Offset", offset.ToString(CultureInfo.InvariantCulture));
        return await Web.SendAsync(request);
    }

    /// <summary>All of a file, piece after piece.</summary>
    public async Task<FileNow> SendsAll(string key, byte[] file, string name = "thu-hoach.docx")
    {
        var now = new FileNow(key, name, file.Length, 0, "coming", "");
        for (var pieces = 0; now.State == "coming" && pieces < 100; pieces++)
            now = await Sends(key, file, now.Received, name: name);
        return now;
    }

    public async Task<IReadOnlyList<FileNow>> HowFar() => (await Web.GetFromJsonAsync<List<FileNow>>(link + "/files"))!;

    public async Task Drops(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, link + "/drop");
        request.Headers.TryAddWithoutValidation("X-File", key);
        Assert.Equal(HttpStatusCode.NoContent, (await Web.SendAsync(request)).StatusCode);
    }

    public async Task<HttpStatusCode> Finishes(params string[] keys) => (await Web.PostAsync(link + "/done", new StringContent(string.Join(',', keys)))).StatusCode;

    /// <summary>The form, as a browser without a script sends it.</summary>
    public Task<HttpResponseMessage> SendsForm(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        return Web.PostAsync(link, form);
    }

    /// <summary>What the open question of the chat has received.</summary>
    public async Task<IReadOnlyList<Attachment>> InChat() => PaperDesk.Received((await test.Host.Read<Chat>(ZaloTest.AccountOf(user)))!).Attachments;

    public async Task<byte[]> Content(Attachment file)
    {
        await using var content = await test.Host.Store.Attachments.Read(file.FileId);
        var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>An address with a true signature whose link is not there any more.</summary>
    public string Swept() => test.Host.Host.Services.GetRequiredService<FileLinks>().UrlOf(LinkPurpose.Upload, "00112233445566aa")!;

    /// <summary>A file as the server tells of it.</summary>
    public sealed record FileNow(string Key, string Name, long Size, long Received, string State, string Words);
}
