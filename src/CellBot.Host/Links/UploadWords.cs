using System.Globalization;
using System.Text;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;

namespace CellBot.Host.Links;

/// <summary>What the upload page says of one file, and the name that it shows.</summary>
internal static class UploadWords
{
    public static readonly string TooMany = $"Mỗi lần gửi nhiều nhất {UploadIntake.MostFiles} tệp. Xin gửi số này trước, rồi xin liên kết mới.";

    private const int LongestName = 120;

    public static string Of(UploadVerdict verdict, long size, Attachment? file) => verdict switch
    {
        UploadVerdict.Coming => "Đang tải lên.",
        UploadVerdict.Good => file?.Pages is { } pages ? $"Đã tải lên, {pages} trang." : "Đã tải lên.",
        UploadVerdict.TooLarge => string.Create(CultureInfo.InvariantCulture, $"Không gửi được: nặng {size / 1024.0 / 1024.0:0.#} MB").Replace('.', ',') + $", trợ lý nhận được đến {UploadIntake.MostMegabytes} MB. Xin chụp ảnh từng trang.",
        UploadVerdict.Empty => "Không gửi được: tệp trống. Xin chọn lại.",
        _ => "Không gửi được: trợ lý chỉ nhận ảnh, tệp Word (docx) và PDF còn mở được.",
    };

    /// <summary>The last part of what the browser calls the file, without marks that no name needs (line breaks, reversed writing).</summary>
    public static string NameOf(string given)
    {
        var last = Path.GetFileName(given.Replace('\\', '/'));
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar)
                clean.Append(rune);
        var name = clean.ToString().Trim();
        if (name.Length <= LongestName)
            return name.Length == 0 ? "tep" : name;
        var ending = Path.GetExtension(name) is { Length: > 0 and <= 6 } tail ? tail : "";
        var keep = LongestName - ending.Length;
        return name[..(char.IsHighSurrogate(name[keep - 1]) ? keep - 1 : keep)] + ending;
    }
}
