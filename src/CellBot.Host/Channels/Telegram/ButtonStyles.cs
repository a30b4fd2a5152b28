using Telegram.Bot.Types.ReplyMarkups;

namespace CellBot.Host.Channels.Telegram;

/// <summary>The colour of a button, by its words, since words are all that a screen has: what confirms is green, what throws away red. Older apps show them alike.</summary>
internal static class ButtonStyles
{
    private static readonly HashSet<string> Confirming = new(StringComparer.OrdinalIgnoreCase)
    {
        "Gửi", "Xác nhận", "Đúng", "Đúng là tôi", "Tôi đồng ý", "Tôi cam kết", "Tham dự", "Đạt yêu cầu", "Đã đọc", "Làm ngay",
    };

    private static readonly string[] Discarding = ["Hủy", "Huỷ", "Xóa", "Xoá"];

    /// <returns>Null: like any other.</returns>
    public static KeyboardButtonStyle? Of(string label) =>
        Confirming.Contains(label) ? KeyboardButtonStyle.Success
        : Discarding.Any(word => label.StartsWith(word, StringComparison.OrdinalIgnoreCase)) ? KeyboardButtonStyle.Danger
        : null;
}
