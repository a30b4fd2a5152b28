namespace CellBot.Domain.Dates.Reading;

/// <summary>Recognises calendar dates: 3/12, 2026-12-03, ngày 3 tháng 12 năm 2026, mùng 3 tháng sau, tháng Chạp (D7–D10, D12).</summary>
internal static class CalendarForms
{
    private static readonly string[] Stems = ["giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy"];
    private static readonly string[] Branches = ["ty", "suu", "dan", "mao", "thin", "ti", "ngo", "mui", "than", "dau", "tuat", "hoi"];

    /// <summary>Words that show a pair such as 3-5 or 8.5 to be a count or a mark.</summary>
    private static readonly HashSet<string> Counted = new(StringComparer.Ordinal)
        { "dong", "nguoi", "diem", "trieu", "ty", "phan", "cau", "viec", "noi", "lan", "cuon", "ban", "cai", "m", "km", "kg", "nam", "tuoi", "ngay", "thang", "gio", "h", "phut", "tieng", "muc", "trang", "bai", "to" };

    public static DateSlots? Read(Tokens tokens, int index, out int next)
    {
        var at = index;
        var prefixed = false;
        var first = false; // mùng, mồng
        if (tokens.IsAny(at, "ngày", "hôm", "bữa") && !IsCommonWord(tokens, at))
        {
            prefixed = true;
            at++;
        }

        if (tokens.IsAny(at, "mùng", "mồng") && !(tokens.HasMarks && tokens[at].Word is { IsPlain: true, Letters: "mong" }))
        {
            prefixed = first = true;
            at++;
        }

        var read = Numeric(tokens, at, prefixed, out next) ?? InWords(tokens, at, prefixed, first, out next);
        return read is null || !first ? read : read with { ShowsLunar = true };
    }

    /// <summary>"ngay" alone in marked text is "immediately"; "ngày thứ Ba" belongs to the weekday.</summary>
    private static bool IsCommonWord(Tokens tokens, int at) => tokens.HasMarks && tokens[at].Word.IsPlain && !tokens.IsNumber(at + 1);

    private static DateSlots? Numeric(Tokens tokens, int at, bool prefixed, out int next)
    {
        next = at;
        if (!tokens.IsNumber(at)) return null;
        var a = tokens[at];
        if (at > 0 && a.Glued && (tokens.IsSign(at - 1, '/') || tokens.IsSign(at - 1, '.') || tokens.IsSign(at - 1, '+'))) return null; // inside a longer number

        var slash = tokens.IsSign(at + 1, '/');
        var glued = tokens[at + 1].Glued && tokens[at + 2].Glued;
        var dash = tokens.IsSign(at + 1, '-') && (glued || prefixed);
        var dot = tokens.IsSign(at + 1, '.') && glued;
        if (!slash && !dash && !dot) return null;
        var sign = slash ? '/' : dash ? '-' : '.';

        // "5/T12"
        var b = at + 2;
        if (slash && tokens.IsAny(b, "t", "tháng")) b++;
        if (!tokens.IsNumber(b)) return null;
        var hasThird = tokens.IsSign(b + 1, sign) && tokens.IsNumber(b + 2) && (slash || tokens[b + 2].Glued);
        if (a.Digits == 4)
        {
            if (!hasThird || dot || tokens[b].Digits > 2 || tokens[b + 2].Digits > 2) return null;
            next = b + 3;
            if (tokens.Is(next, "t") && tokens[next].Glued && tokens.IsNumber(next + 1)) next++;
            return new() { Year = a.Value, Month = tokens[b].Value, Day = tokens[b + 2].Value };
        }

        if (a.Digits > 2) return null;
        if (slash && tokens[b].Digits == 4 && !hasThird && !prefixed)
        {
            next = b + 1;
            return a.Value is >= 1 and <= 12 && IsYear(tokens[b].Value) ? new() { Month = a.Value, Year = tokens[b].Value } : new() { Invalid = true };
        }

        if (tokens[b].Digits > 2) return null;
        if (hasThird)
        {
            var year = tokens[b + 2];
            if (dot && year.Digits == 3) return null; // 12.345.678
            next = b + 3;
            var full = year.Digits switch { 2 => 2000 + year.Value, 4 when IsYear(year.Value) => year.Value, _ => 0 };
            return full == 0 ? new() { Invalid = true } : new() { Day = a.Value, Month = tokens[b].Value, Year = full };
        }

        if (!slash)
        {
            if (!prefixed && (tokens[b].Value > 12 || Counted.Contains(tokens[b + 1].Word.Letters ?? "") || tokens.IsSign(b + 1, '%'))) return null;
            if (tokens.IsSign(b + 1, '/') || tokens.IsSign(b + 1, ':')) return null; // 3-5/12 is a range
            if (tokens.IsSign(b + 1, '.') && tokens[b + 1].Glued && tokens.IsNumber(b + 2)) return null;
        }

        next = b + 1;
        if (slash && tokens.IsSign(next, '%')) return null;
        if (a.Value is < 1 or > 31 || tokens[b].Value is < 1 or > 12) return new() { Invalid = true };
        return WithYear(tokens, new() { Day = a.Value, Month = tokens[b].Value }, ref next);
    }

    private static DateSlots? InWords(Tokens tokens, int at, bool prefixed, bool first, out int next)
    {
        next = at;
        if (!NumberWords.TryReadAny(tokens, at, out var day, out var after)) return null;
        if (prefixed && !tokens.IsNumber(at) && tokens[at].Word.IsPlain && !first && tokens[at].Word.Letters is "sau" or "tu" or "mot" && !tokens.Is(after, "tháng")) return null;

        // "23 Chạp", "mùng 2 Tết", "30 Tết"
        if (tokens.Is(after, "tết") && (first ? day is >= 1 and <= 30 : day is >= 23 and <= 30))
        {
            next = after + 1;
            var month = day <= 10 ? 1 : 12;
            var tet = new DateSlots { Day = day, Month = month, Lunar = true, ShowsLunar = true };
            return WithYearName(tokens, tet, ref next);
        }

        if (tokens.Is(after, "chạp"))
        {
            next = after + 1;
            return new() { Day = day, Month = 12, Lunar = true, ShowsLunar = true };
        }

        var comma = tokens.IsSign(after, ',') || (tokens.IsSign(after, '/') && tokens.Is(after + 1, "tháng")) ? after + 1 : after;
        if (Month(tokens, comma, afterDay: true, out var monthEnd) is { } named && (prefixed || named.Month is not null || named.MonthOffset is not null && (first || named.MonthOffset == 0)))
        {
            next = monthEnd;
            return named with { Day = day };
        }

        if (!prefixed || day == 0) return null;
        next = after;
        if (day > 31) return new() { Invalid = true };
        return new() { Day = day };
    }

    /// <summary>"tháng 12 (năm 2026)", "tháng Giêng", "tháng sau", "T12".</summary>
    public static DateSlots? Month(Tokens tokens, int at, bool afterDay, out int next)
    {
        next = at;
        if (tokens.Is(at, "t") && tokens.IsNumber(at + 1) && tokens[at + 1].Glued)
        {
            // D3: T2…T7 are weekdays unless a year follows.
            var value = tokens[at + 1].Value;
            var yearFollows = tokens.IsSign(at + 2, '/') && tokens[at + 3].Digits == 4;
            if (tokens[at + 1].Digits > 2 || value is < 1 or > 12 || !(value is 1 or >= 8 || yearFollows)) return null;
            next = at + 2;
            return WithYear(tokens, new() { Month = value }, ref next);
        }

        if (!tokens.Is(at, "tháng")) return null;
        var word = at + 1;
        if (tokens.IsAny(word, "giêng", "chạp"))
        {
            next = word + 1;
            return WithYear(tokens, new() { Month = tokens.Is(word, "giêng") ? 1 : 12, Lunar = true, ShowsLunar = true }, ref next);
        }

        if (Turn(tokens, word, out next) is { } turn && !(tokens.Is(word, "sáu") && !tokens[word].Word.IsPlain)) return new() { MonthOffset = turn };
        if (tokens.Is(word, "t") && tokens.IsNumber(word + 1)) word++;
        if (!NumberWords.TryReadAny(tokens, word, out var month, out next) || (tokens.IsNumber(word) && tokens[word].Digits > 2) || month == 0)
        {
            next = at;
            return null;
        }

        if (month > 12) return afterDay ? new() { Month = month, Invalid = true } : null;
        var slots = new DateSlots { Month = month };
        if (tokens.Is(next, "nhuận"))
        {
            slots = slots with { Leap = true, Lunar = true, ShowsLunar = true };
            next++;
        }

        return WithYear(tokens, slots, ref next);
    }

    /// <summary>này, nay 0; sau, tới 1, with "nữa" 2; trước, qua, rồi −1.</summary>
    public static int? Turn(Tokens tokens, int at, out int next)
    {
        next = at + 1;
        if (tokens.IsAny(at, "này", "nay", "ni")) return 0;
        if (tokens.IsAny(at, "sau", "tới"))
        {
            if (!tokens.Is(at + 1, "nữa")) return 1;
            next = at + 2;
            return 2;
        }

        if (tokens.IsAny(at, "trước", "qua", "rồi")) return -1;
        if (tokens.Is(at, "vừa") && tokens.IsAny(at + 1, "rồi", "qua"))
        {
            next = at + 2;
            return -1;
        }

        next = at;
        return null;
    }

    /// <summary>"năm 2027", "năm nay", "năm sau", "năm Đinh Mùi", "sang năm".</summary>
    public static DateSlots? Year(Tokens tokens, int at, out int next)
    {
        next = at;
        if (tokens.Is(at, "sang") && tokens.Is(at + 1, "năm") && !tokens.IsNumber(at + 2))
        {
            next = at + 2;
            return new() { YearOffset = 1 };
        }

        if (!tokens.Is(at, "năm")) return null;
        if (tokens[at + 1] is { Digits: 4 } number)
        {
            next = at + 2;
            return IsYear(number.Value) ? new() { Year = number.Value } : new() { Invalid = true };
        }

        if (tokens.Is(at + 1, "ngoái"))
        {
            next = at + 2;
            return new() { YearOffset = -1 };
        }

        if (Turn(tokens, at + 1, out next) is { } turn) return new() { YearOffset = turn };
        next = at + 1;
        if (WithYearName(tokens, new(), ref next) is { Year: not null } named) return named;
        next = at;
        return null;
    }

    /// <summary>Can and chi name one year of sixty: of 1984–2043 the one that is meant today.</summary>
    private static DateSlots WithYearName(Tokens tokens, DateSlots slots, ref int next)
    {
        var stem = Array.IndexOf(Stems, tokens[next].Word.Letters);
        var branch = Array.IndexOf(Branches, tokens[next + 1].Word.Letters);
        // Tý and Tỵ are both "ty" without marks; the stem's parity decides.
        if (branch is 0 or 5 && stem >= 0) branch = stem % 2 == 0 ? 0 : 5;
        if (stem < 0 || branch < 0 || stem % 2 != branch % 2) return slots;
        for (var year = 1984; year < 2044; year++)
        {
            if ((year + 6) % 10 != stem || (year + 8) % 12 != branch) continue;
            next += 2;
            return slots with { Year = year };
        }

        return slots;
    }

    private static DateSlots WithYear(Tokens tokens, DateSlots slots, ref int next)
    {
        if (tokens.IsSign(next, '/') && tokens[next + 1].Digits == 4)
        {
            var value = tokens[next + 1].Value;
            next += 2;
            return IsYear(value) ? slots with { Year = value } : slots with { Invalid = true };
        }

        if (Year(tokens, next, out var after) is not { } year)
        {
            // "3/12 này", "tháng 12 tới" say no more than the date itself; "3/12 tới 5/12" does.
            if (tokens.Is(next, "này") || (tokens.Is(next, "tới") && !tokens.IsNumber(next + 1) && !tokens.Is(next + 1, "ngày"))) next++;
            return slots;
        }

        next = after;
        return slots with { Year = year.Year, YearOffset = year.YearOffset, Invalid = slots.Invalid ?? year.Invalid };
    }

    private static bool IsYear(int value) => value is >= 1900 and <= 2150;
}
