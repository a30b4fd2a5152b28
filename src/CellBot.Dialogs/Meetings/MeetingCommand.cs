using System.Text.RegularExpressions;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>Longer commands about meetings: "họp mùng 3 tháng sau 19h30", "đổi địa điểm: hội trường phường", "ghi Quyên vắng".</summary>
internal static partial class MeetingCommand
{
    /// <summary>Any moment will do: whether a text names a time does not depend on when it is read.</summary>
    private static readonly DateTimeOffset Whenever = new(2026, 6, 15, 6, 0, 0, TimeSpan.FromHours(7));

    /// <summary>A meeting announced in one line: words that call it, then a time.</summary>
    public static Start? Compose(string folded, string text, Me me)
    {
        if (!Calls().IsMatch(folded) || text.TrimEnd().EndsWith('?') || AskWords().IsMatch(folded)) return null;
        var says = VietnameseDateReader.Read(text, Whenever, DateReadingOptions.Any);
        var rest = VietnameseText.ForMatching(says.RestOf(text));
        if (says.Rule is not null) return Start.Of(StandingTime.Name, ("typed", text));
        if (says.Spans.Count > 0 && !Named().IsMatch(rest)) return null; // "họp mùng 3 bàn về …": more was said than a time
        return says.Spans.Count > 0 || Named().IsMatch(folded) && folded is not ("hop" or "sinh hoat" or "shcb" or "hop chi bo" or "sinh hoat chi bo" or "hoi nghi")
            ? Start.Of(ComposeMeeting.Name, ("typed", text))
            : null;
    }

    /// <summary>Which kind of meeting the words name; null when they name none.</summary>
    public static MeetingKind? KindOf(string text)
    {
        var folded = VietnameseText.ForMatching(text);
        return folded.Contains("thuong ky", StringComparison.Ordinal) && folded.Contains("chuyen de", StringComparison.Ordinal) ? MeetingKind.RegularWithThematic
            : folded.Contains("chuyen de", StringComparison.Ordinal) ? MeetingKind.Thematic
            : folded.Contains("chi uy", StringComparison.Ordinal) || folded.Contains("dang uy", StringComparison.Ordinal) ? MeetingKind.CellCommittee
            : folded.Contains("dot xuat", StringComparison.Ordinal) || folded.Contains("bat thuong", StringComparison.Ordinal) ? MeetingKind.Extraordinary
            : folded.Contains("thuong ky", StringComparison.Ordinal) ? MeetingKind.Regular
            : null;
    }

    /// <summary>Whether the words call a body together: "họp toàn đảng bộ", "hội nghị đảng ủy".</summary>
    public static bool NamesBody(string text) => Body().IsMatch(VietnameseText.ForMatching(text));

    /// <summary>"đổi giờ: 20h", "đổi địa điểm: hội trường phường", "hoãn họp": what is changed, and to what if that was said.</summary>
    public static Start? Change(string folded, string text, Me me)
    {
        foreach (var (words, what) in new (string, string)[]
        {
            ("doi dia diem", "venue"), ("doi noi hop", "venue"), ("doi cho hop", "venue"), ("chuyen dia diem", "venue"),
            ("doi noi dung", "agenda"), ("doi gio", "time"), ("doi ngay", "time"), ("doi thoi gian", "time"), ("doi lich hop", "time"), ("chuyen lich hop", "time"), ("doi lich", "time"),
            ("hoan hop", "cancel"), ("huy hop", "cancel"), ("huy cuoc hop", "cancel"), ("hoan cuoc hop", "cancel"), ("khong hop nua", "cancel"), ("huy lich hop", "cancel"), ("hoan lich hop", "cancel"),
        })
        {
            if (folded != words && !folded.StartsWith(words + " ", StringComparison.Ordinal)) continue;
            var value = After(text, words.Count(letter => letter == ' ') + 1);
            if (VietnameseText.ForMatching(value) is var said && said.StartsWith("hop ", StringComparison.Ordinal)) value = After(value, 1);
            else if (said == "hop") value = "";
            return value.Length == 0 ? Start.Of(ChangeMeeting.Name, ("what", what)) : Start.Of(ChangeMeeting.Name, ("what", what), ("typed", value));
        }
        return null;
    }

    /// <summary>The text behind its first words, without the colon: "đổi địa điểm: hội trường phường" → "hội trường phường".</summary>
    public static string After(string text, int words)
    {
        var rest = text.TrimStart();
        for (var i = 0; i < words && rest.Length > 0; i++)
        {
            var space = rest.IndexOfAny([' ', ':', '\n', '\t', ',']);
            rest = space < 0 ? "" : rest[(space + 1)..].TrimStart();
        }
        return rest.TrimStart(' ', ':', '-', '–', ',').Trim();
    }

    [GeneratedRegex(@"^(?:thong bao |bao |moi |trieu tap |soan thong bao |lich )?(?:hop|sinh hoat|shcb|cuoc hop|hoi nghi)\b")]
    private static partial Regex Calls();

    [GeneratedRegex(@"^(?:thong bao |bao |moi |trieu tap |soan thong bao )?(?:hop|sinh hoat|shcb|cuoc hop|hoi nghi)(?: (?:chi bo|chi uy|dang bo|dang uy|toan|thuong ky|chuyen de|ket hop|dot xuat|bat thuong|cb|dang vien|luc|vao|ngay|hoi|toi|sang|chieu))*$")]
    private static partial Regex Named();

    [GeneratedRegex(@"\bdang (?:bo|uy)\b")]
    private static partial Regex Body();

    [GeneratedRegex(@"\b(?:may gio|khi nao|bao gio|luc nao|ngay nao|hom nao|o dau|cho nao|ai|chua|khong|gi)\b")]
    private static partial Regex AskWords();
}
