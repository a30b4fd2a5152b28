using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CellBot.Domain.Study;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Zalo;

/// <summary>The calls of the upload page against the real program, which is killed in the middle of them.</summary>
[Collection("Telegram")]
public sealed class UploadKillTests
{
    private const string Lien = CellStory.Lien, Key = "0123456789abcdef";
    private const int Piece = 512 << 10;

    private static readonly HttpClient Web = new();

    [Fact]
    public async Task Killed_in_the_middle_of_a_piece_a_document_goes_on_where_it_was_and_is_handed_in_once()
    {
        await using var town = ZaloTown.Build(CellStory.Begin);
        await town.Open(Seeds.Study(new DateOnly(2027, 1, 14), Lien));
        await town.Joins(Lien, byLink: false, $"Đây có phải là đồng chí {Lien}, Chi bộ Khu vực 3?");
        await town.Presses(Lien, "Đúng là tôi", "Việc đồng ý là tự nguyện");
        await town.Presses(Lien, "Tôi đồng ý", "đã kết nối xong");
        await town.SendsDocument(Lien, "bấm liên kết này để gửi");
        var told = town[Lien].Transcript.Last(entry => entry.Text.Contains("bấm liên kết này để gửi", StringComparison.Ordinal)).Text.Split('\n')[0];
        var link = told[told.IndexOf("http", StringComparison.Ordinal)..];
        var docx = Samples.Docx(4, 1800);

        Assert.Equal(Piece, (await Send(link, docx, 0)).Received);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Send(link, docx, Piece, half: town.Host.Kill));
        await town.Host.Start();
        Assert.Equal((Piece, "coming"), await HowFar(link)); // of the half, nothing

        var whole = Send(link, docx, Piece);
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        town.Host.Kill(); // before it came, after it was written, or after it was told: the phone asks
        await whole.ContinueWith(_ => { }, TaskScheduler.Default);
        await town.Host.Start();
        var (received, _) = await HowFar(link);
        Assert.Contains(received, (long[])[Piece, 2 * Piece]);
        for (FileNow? now = null; now is not { State: "good" };)
        {
            now = await Send(link, docx, now?.Received ?? received);
            Assert.NotEqual("bad", now.State);
        }

        var done = Web.PostAsync(link + "/done", new StringContent(Key));
        await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        town.Host.Kill();
        await done.ContinueWith(_ => { }, TaskScheduler.Default);
        await town.Host.Start();
        using (var again = await Web.PostAsync(link + "/done", new StringContent(Key)))
            Assert.Contains(again.StatusCode, (HttpStatusCode[])[HttpStatusCode.NoContent, HttpStatusCode.Gone]);
        await town.At(town.Now.AddMinutes(1), last: (Lien, "Đã nhận tệp “thu-hoach.docx” (4 trang)."));
        town.Saw(Lien, "Đã nhận tệp “thu-hoach.docx” (4 trang).");
        Assert.InRange(town[Lien].Transcript.Count(entry => entry.Kind is TranscriptKind.Received && entry.Text.StartsWith("Đã nhận tệp", StringComparison.Ordinal)), 1, 2); // one that was in flight may come again

        await town.Says(Lien, "1", "có đề xuất, kiến nghị gì không?");
        await town.Says(Lien, "1", "thu-hoach.docx, 4 trang, không có kiến nghị");
        await town.Presses(Lien, "Gửi", "Đã nhận bài thu hoạch của đồng chí Liên");
        Assert.Empty(town.Api.Violations);
        await town.Host.Stop();
        await using var store = await town.Host.OpenStore();
        var file = Assert.Single(Assert.Single(await store.All<Reflection>().ToListAsync()).Attachments);
        await using var content = await store.Attachments.Read(file.FileId);
        var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes);
        Assert.Equal(docx, bytes.ToArray());
    }

    /// <param name="half">Done when half of the piece is on the wire.</param>
    private static async Task<FileNow> Send(string link, byte[] file, long offset, Action? half = null)
    {
        var piece = file.AsMemory((int)offset, (int)Math.Min(Piece, file.Length - offset));
        using var request = new HttpRequestMessage(HttpMethod.Post, link + "/piece") { Content = half is null ? new ReadOnlyMemoryContent(piece) : new Broken(piece, half) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.TryAddWithoutValidation("X-File", Key);
        request.Headers.TryAddWithoutValidation("X-Name", "thu-hoach.docx");
        request.Headers.TryAddWithoutValidation("X-Size", file.Length.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-Offset", offset.ToString(CultureInfo.InvariantCulture));
        using var answer = await Web.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<FileNow>())!;
    }

    private static async Task<(long Received, string State)> HowFar(string link)
    {
        var file = Assert.Single((await Web.GetFromJsonAsync<List<FileNow>>(link + "/files"))!);
        return (file.Received, file.State);
    }

    /// <summary>A file as the server tells of it.</summary>
    private sealed record FileNow(long Received, string State);

    private sealed class Broken(ReadOnlyMemory<byte> content, Action half) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(content[..(content.Length / 2)]);
            await stream.FlushAsync();
            half();
            await stream.WriteAsync(content[(content.Length / 2)..]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = content.Length;
            return true;
        }
    }
}
