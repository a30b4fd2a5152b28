using System.Text;

namespace CellBot.Dialogs.Tests.Properties;

internal enum ActKind { Digit, Label, Words, Garbage, Long, Photo, Album, Document, BadFile, PressCurrent, PressOld, PressForeign, Again, Odd, Restart, Minutes, Days }

/// <summary>One thing that happens in the town.</summary>
/// <param name="Who">Index of a person; taken modulo.</param>
/// <param name="A">What exactly; taken modulo whatever there is to choose from.</param>
internal sealed record Act(ActKind Kind, int Who, int A)
{
    /// <summary>What people type: commands, global words, dates, answers that fit nowhere.</summary>
    public static readonly string[] Words =
    [
        "menu", "đăng ký", "dang ky", "/dangky", "hủy", "huy", "dừng", "quay lại", "0", "xong", "làm tiếp", "việc của tôi", "tôi còn nợ gì", "xem bản đăng ký", "sửa", "gửi",
        "thu hoạch", "nộp bài", "kiến nghị", "duyệt", "ai chưa nộp", "họp", "mấy giờ họp?", "xin vắng", "tham dự", "cảm ơn nhé", "/start", "nhắc tôi lúc 20 giờ", "sao nhắc tôi hoài?",
        "đã nộp bản giấy", "cần giúp", "4827 1936", "48271936", "thứ sáu tới", "30/2", "25/11", "hết năm", "mùng 3 tháng sau", "không", "có", "bỏ qua", "để sau", "nháp", "xin điều chỉnh",
        "Mỗi tuần quét dọn ngõ xóm một lần", "Tiếp công dân đúng giờ vào thứ Hai, không để ai đợi", "dữ liệu của tôi", "rút đồng ý", "ai đọc bài của tôi", "?", "giúp tôi với", "alo",
        "danh sách", "ai chưa kết nối", "cấp mã mời", "hủy mã mời", "ủy quyền", "thôi ủy quyền", "bàn giao", "tài khoản của tôi", "nhận tin ở đây", "Bích", "số 1 ạ", "một", "1 3", "1,2", "99999999999999999999", "-1", "1.", "TUYỆT MẬT",
    ];

    /// <summary>What nobody types and some keyboard sends.</summary>
    public static readonly string[] Garbage =
    [
        "\u200B", " ", "\n\n\n", "🙏🙏🙏", "👨‍👩‍👧‍👦 1️⃣", "\uFEFFmenu", "ｍｅｎｕ", "１", "Ðăng ký", "đa\u0306ng ky\u0301", "\u202Eunem", "ㅤ", "مرحبا", "𝕞𝕖𝕟𝕦", "\u0301\u0301\u0301", "{0} {Addr}", "</b><script>",
        "'; drop table chats; --", "NULL", "\u0000", "a\u0000b", "\uD83D", "1\u00A0", "９９", "٣", "<a href=x>1</a>", "/", "//", "/khonglenhnao", "#", "*", "-", "…",
    ];

    public static string LongText(int seed)
    {
        var text = new StringBuilder(5000);
        string[] words = ["thực hiện", "nghị quyết", "bản thân tôi", "trong năm", "gia đình", "tổ dân phố", "gương mẫu", "xong", "1", "hủy"];
        for (var at = (uint)seed; text.Length < 5000; at = at * 1664525 + 1013904223)
            text.Append(words[(at >> 8) % words.Length]).Append(at % 17 == 0 ? '\n' : ' ');
        return text.ToString(0, 5000);
    }
}
