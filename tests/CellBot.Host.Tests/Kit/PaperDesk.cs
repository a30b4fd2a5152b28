using System.Text.Json;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;

namespace CellBot.Host.Tests.Kit;

/// <summary>A catalogue with one dialog, "nộp": it takes pages until "xong".</summary>
internal static class PaperDesk
{
    public static DialogCatalog Catalog { get; } = new([new Feature([new DialogKind("papers", _ => new(new Papers())) { Phrases = ["nop"] }], [], [])]);

    /// <summary>What the open question has received so far.</summary>
    public static Said Received(Chat chat) => chat.Active!.Partial is { } partial ? JsonSerializer.Deserialize<Said>(partial)! : new Said(null, [], default);

    private sealed class Papers : IDialog
    {
        public async Task Run(IChat chat)
        {
            var said = await chat.Ask(new Question<Said>("pages", "Gửi ảnh rồi nhắn xong.")
            {
                Writing = Writing.Long, TakesMany = true,
                Read = input =>
                {
                    var before = input.Partial is null ? new Said(null, [], input.Now) : Parse(input.Partial);
                    if (input.Text?.Trim() == "xong")
                        return new Accepted<Said>(before, JsonSerializer.Serialize(before));
                    var after = before with { Attachments = [.. before.Attachments, .. input.Attachments] };
                    var words = input.Attachments switch
                    {
                        [{ Kind: AttachmentKind.Photo } photo] => $"Nhận 1 ảnh {photo.Width}x{photo.Height}",
                        [var file] => $"Nhận tệp {file.FileName} {file.Pages} trang",
                        _ => "Nhận chữ",
                    };
                    return new More<Said>(JsonSerializer.Serialize(after), words);
                },
                Restore = stored => Parse(stored),
            });
            chat.Say($"Đã xong: {string.Join(' ', said.Attachments.Select(page => page.Width))}");
        }

        private static Said Parse(string json) => JsonSerializer.Deserialize<Said>(json)!;
    }
}
