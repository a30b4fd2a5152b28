using CellBot.Domain.Text;

namespace CellBot.Domain.Dates.Reading;

/// <summary>The words of Vietnamese dates. Those listed here are the ones that a leftover of a Telex or VNI keyboard is decoded to.</summary>
internal static class DateWord
{
    private const string All =
        "thứ chủ chúa nhật tuần tháng ngày năm quý giờ phút tiếng rưỡi kém nửa nữa " +
        "một hai ba bốn tư sáu bảy bẩy tám chín mười mươi mốt lăm nhăm hăm linh lẻ " +
        "hôm nay mai kia kìa mốt qua này tới sau trước bữa ni sang " +
        "sáng trưa chiều tối đêm khuya sớm rạng buổi " +
        "mùng mồng rằm giêng chạp tết nhuận âm lịch dương ta giao thừa " +
        "đầu giữa cuối hết tiên cùng hàng hằng mỗi của " +
        "lúc vào hồi từ đến tới hạn chậm nhất muộn trong và là khoảng tầm đúng ngay ";

    private static readonly Dictionary<string, Syllable> Known = new(StringComparer.Ordinal);
    private static readonly ILookup<string, Syllable> ByLetters;

    static DateWord()
    {
        foreach (var word in All.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Known.TryAdd(word, Syllable.Of(word));
        ByLetters = Known.Values.ToLookup(word => word.Letters, StringComparer.Ordinal);
    }

    public static Syllable Of(string word) => Known.TryGetValue(word, out var known) ? known : Syllable.Of(word);

    public static bool HasLetters(string letters) => ByLetters.Contains(letters);

    /// <summary>
    /// D25: what a Telex or VNI keyboard left undone, if it is a date word with at least its tone in place. "toois" is tối; "mais" stays what it is.
    /// </summary>
    public static Syllable? FromKeys(string typed)
    {
        if (Syllable.FromKeys(typed) is not { } decoded) return null;
        foreach (var word in ByLetters[decoded.Letters])
            if (decoded.CanBe(word))
                return decoded;
        return null;
    }
}
