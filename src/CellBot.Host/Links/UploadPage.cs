using System.Text;
using System.Text.Encodings.Web;
using CellBot.Domain.Delivery;

namespace CellBot.Host.Links;

/// <summary>
/// The page behind an upload link. Without a script it is one form that sends small files at once; the script (Assets/upload.js) makes of it a list of files that are sent in
/// pieces. It names nobody: whoever finds the link learns nothing from it.
/// </summary>
internal static class UploadPage
{
    private const string Types = "image/jpeg,image/png,image/webp,.docx,.pdf";

    /// <param name="problems">What was wrong with the files of the form, a line for each.</param>
    public static IResult Show(FileLink link, IReadOnlyList<string>? problems = null, int status = 200)
    {
        var until = link.ExpiresAt.ToOffset(Clock.CellClock.Offset);
        var told = problems is not { Count: > 0 } ? "" : $"<ul class=\"problems\" role=\"alert\">{string.Concat(problems.Select(problem => $"<li>{HtmlEncoder.Default.Encode(problem)}</li>"))}</ul>";
        return Results.Content($$"""
            <!doctype html>
            <html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light">
            <title>Gửi bài cho trợ lý chi bộ</title><link rel="icon" href="data:,"><link rel="stylesheet" href="upload.css"><script src="upload.js" defer></script></head>
            <body data-piece="{{UploadPieces.Largest}}" data-most="{{UploadIntake.MostFiles}}" data-megabytes="{{UploadIntake.MostMegabytes}}">
            <main id="work">
              <h1>Gửi bài cho trợ lý chi bộ</h1>
              <p>Chụp từng trang, hoặc chọn ảnh, tệp Word (docx), PDF có sẵn. Dùng được đến {{until:HH\:mm}} ngày {{until:dd/MM}}.</p>
              {{told}}
              <form method="post" enctype="multipart/form-data">
                <label class="button first live"><span id="camera">Chụp ảnh trang giấy</span><input type="file" accept="image/*" capture="environment" data-testid="camera"></label>
                <label class="button"><span>Chọn ảnh hoặc tệp có sẵn</span><input type="file" name="files" multiple accept="{{Types}}" data-testid="files"></label>
                <button class="button first plain">Gửi</button>
              </form>
              <p id="status" class="live" role="status" data-testid="status"></p>
              <button id="again" class="button live" type="button" hidden data-testid="again">Thử lại ngay</button>
              <ul id="list" class="live" aria-label="Các tệp"></ul>
              <button id="send" class="button first live" type="button" disabled data-testid="send">Gửi</button>
              <p class="small">Mỗi tệp đến {{UploadIntake.MostMegabytes}} MB, mỗi lần nhiều nhất {{UploadIntake.MostFiles}} tệp. Xin không gửi tài liệu mật.</p>
            </main>
            <main id="done" hidden data-testid="done">
              <h1>Đã gửi xong</h1>
              <p>Trợ lý đã nhận và trả lời trong cuộc trò chuyện. Đồng chí đóng trang này và quay lại tin nhắn.</p>
            </main>
            </body></html>
            """, "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    /// <summary>After the form was sent without a script.</summary>
    public static IResult Done() => LinkPage.Show("Đã gửi xong", "Trợ lý đã nhận và trả lời trong cuộc trò chuyện. Đồng chí đóng trang này và quay lại tin nhắn.");

    /// <summary>Nothing can be sent here: what to do instead.</summary>
    public static IResult Closed(LinkFinding why) => why switch
    {
        LinkFinding.Used => LinkPage.Show("Đã gửi xong rồi",
            "Bài gửi bằng liên kết này đã đến nơi, trợ lý đã trả lời trong cuộc trò chuyện. Muốn gửi thêm, xin gửi tệp vào cuộc trò chuyện, trợ lý sẽ đưa liên kết mới.", status: StatusCodes.Status410Gone),
        LinkFinding.Expired => LinkPage.Show("Liên kết đã hết hạn",
            "Những gì đã nộp không mất. Xin quay lại cuộc trò chuyện, gửi lại tệp vào đó, trợ lý sẽ đưa liên kết mới.", status: StatusCodes.Status410Gone),
        _ => LinkPage.Show("Không mở được liên kết", "Có thể địa chỉ bị thiếu hoặc sai vài chữ. Xin quay lại cuộc trò chuyện và bấm thẳng vào liên kết trợ lý đã gửi.", status: StatusCodes.Status404NotFound),
    };

    public static IResult TryLater() => LinkPage.Show("Chưa gửi được", "Trợ lý đang bận. Xin đợi một phút rồi thử lại.", status: StatusCodes.Status503ServiceUnavailable);

    /// <summary>Beyond those of every link: its own script and style, pictures of what was chosen, and its own calls.</summary>
    public static void Guard(HttpResponse response)
    {
        LinkPage.Guard(response);
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
