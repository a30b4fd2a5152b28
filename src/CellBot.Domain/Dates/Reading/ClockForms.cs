namespace CellBot.Domain.Dates.Reading;

/// <summary>Recognises clock times and parts of day where they stand: D13, D14, D17, D21.</summary>
internal static class ClockForms
{
    /// <summary>A clock time or an interval of two, or null.</summary>
    public static DateSlots? Read(Tokens tokens, int index, out int next)
    {
        if (Interval(tokens, index, out next) is { } interval) return interval;
        return Clock(tokens, index, out next) is { } clock ? new() { Clock = clock } : Midnight(tokens, index, out next);
    }

    private static DateSlots? Interval(Tokens tokens, int index, out int next)
    {
        next = index;
        var start = Clock(tokens, index, out var at);
        if (start is null)
        {
            // "14-16h", "từ 14 đến 16 giờ": the first hour borrows the unit of the second.
            if (!NumberWords.TryReadAny(tokens, index, out var hour, out at) || hour > 24 || (tokens.IsNumber(index) && tokens[index].Digits > 2)) return null;
            start = new(hour, 0);
            if (!IsUntil(tokens, at)) return null;
        }

        if (!IsUntil(tokens, at)) return null;
        at += tokens.IsDash(at) && tokens.IsSign(at + 1, '>') ? 2 : 1;
        if (tokens.IsAny(at, "lúc", "khoảng")) at++;
        if (Clock(tokens, at, out next) is not { } end)
        {
            next = index;
            return null;
        }

        return new() { Clock = start, ClockEnd = end };
    }

    private static bool IsUntil(Tokens tokens, int index) => tokens.IsDash(index) || tokens.IsAny(index, "đến", "tới");

    /// <summary>14h30, 14g30, 14:30, 14 giờ 30 phút, 7 rưỡi, 8 giờ kém 15; with the part of day that follows.</summary>
    private static ClockWords? Clock(Tokens tokens, int index, out int next)
    {
        next = index;
        if (!NumberWords.TryReadAny(tokens, index, out var hour, out var at) || (tokens.IsNumber(index) && tokens[index].Digits > 2)) return null;
        var minute = 0;
        if (tokens.Is(at, "rưỡi"))
        {
            minute = 30;
            at++;
        }
        else if (tokens.Is(at, "kém") && NumberWords.TryReadAny(tokens, at + 1, out var less, out var afterLess) && less <= 59)
        {
            minute = -less;
            at = SkipMinuteWord(tokens, afterLess);
        }
        else if ((tokens.IsSign(at, ':') || tokens.IsSign(at, '.')) && tokens[at].Glued && tokens.IsNumber(at + 1) && tokens[at + 1].Glued)
        {
            // 14.30 is a clock only where it cannot be a date; the date forms were tried before.
            if (tokens[at + 1].Digits > 2 || (tokens.IsSign(at, '.') && (tokens[at + 1] is not { Digits: 2, Value: <= 59 } || hour > 24 || tokens.IsSign(at + 2, '.')))) return null;
            minute = tokens[at + 1].Value;
            at += 2;
            if (tokens.IsSign(at, ':') && tokens[at].Glued && tokens.IsNumber(at + 1)) at += 2; // seconds
            if (IsHourWord(tokens, at)) at++;
        }
        else if (IsHourWord(tokens, at))
        {
            at++;
            if (tokens.IsSign(at, ':') && tokens.IsNumber(at + 1)) at++;
            at = Minutes(tokens, at, out minute);
        }
        else if (!IsAmPm(tokens, at))
        {
            return null;
        }

        if (IsAmPm(tokens, at))
        {
            if (hour is < 1 or > 12) return null;
            next = at + 1;
            return new(hour % 12 + (tokens.Is(at, "pm") ? 12 : 0), minute) { Fixed = true };
        }

        next = at;
        return new(hour, minute, Part(tokens, at, afterClock: true, out next));
    }

    private static bool IsHourWord(Tokens tokens, int index) =>
        tokens.Is(index, "giờ") || tokens.Is(index, "h") || (tokens.Is(index, "g") && tokens[index].Glued);

    private static bool IsAmPm(Tokens tokens, int index) => tokens.IsAny(index, "am", "pm") && !tokens.Is(index + 1, "lịch");

    private static int Minutes(Tokens tokens, int at, out int minute)
    {
        minute = 0;
        if (tokens.Is(at, "rưỡi"))
        {
            minute = 30;
            return at + 1;
        }

        if (tokens.Is(at, "kém") && NumberWords.TryReadAny(tokens, at + 1, out var less, out var after) && less <= 59)
        {
            minute = -less;
            return SkipMinuteWord(tokens, after);
        }

        if (tokens.IsNumber(at))
        {
            if (tokens[at].Glued ? IsDateAhead(tokens, at) && !IsHourWord(tokens, at + 1) && tokens.IsSign(at + 1, '/') : tokens[at].Digits != 2 || IsDateAhead(tokens, at)) return at;
            minute = tokens[at].Value < 0 ? 99 : tokens[at].Value;
            return SkipMinuteWord(tokens, at + 1);
        }

        if (!NumberWords.TryRead(tokens, at, out var words, out after) || (words < 10 && !tokens.Is(after, "phút")) || tokens.Is(after, "tháng")) return at;
        minute = words;
        return SkipMinuteWord(tokens, after);
    }

    /// <summary>"14h 30/11", "14h 30 tháng 11", "14h 16h", "14h 30 người": the number is not the minutes.</summary>
    private static bool IsDateAhead(Tokens tokens, int at) =>
        tokens.IsSign(at + 1, '/') || tokens.IsAny(at + 1, "tháng", "giờ", "h", "đồng", "người")
        || ((tokens.IsSign(at + 1, '-') || tokens.IsSign(at + 1, '.') || tokens.IsSign(at + 1, ':')) && tokens.IsNumber(at + 2) && tokens[at + 2].Glued && !IsHourWord(tokens, at + 3) && !tokens.IsSign(at + 3, ':'));

    private static int SkipMinuteWord(Tokens tokens, int at) =>
        tokens.IsAny(at, "phút", "p", "ph") || (tokens[at].Glued && (tokens.IsSign(at, '\'') || tokens.IsSign(at, '’') || tokens.IsSign(at, '′'))) ? at + 1 : at;

    private static DateSlots? Midnight(Tokens tokens, int index, out int next)
    {
        next = index;
        if (!tokens.Is(index, "nửa") || !tokens.Is(index + 1, "đêm")) return null;
        next = index + 2;
        return new() { Clock = new(12, 0, DayPart.Night) };
    }

    /// <summary>The words after "sáng, chiều, tối …" that make another word of it: sáng tạo, chiều dài, tối thiểu.</summary>
    private static readonly HashSet<string> OtherWords = new(StringComparer.Ordinal)
    {
        "tao", "kien", "suot", "lap", "tac", "sua", "lang", "dai", "rong", "cao", "huong", "thieu", "da", "uu", "mat", "tan", "hau", "cua", "duong",
    };

    /// <summary>A part of day, with "buổi" or "ban" before it.</summary>
    public static DayPart? Part(Tokens tokens, int index, bool afterClock, out int next)
    {
        next = index;
        var at = index;
        if (tokens.IsAny(at, "đầu", "cuối") && tokens.Is(at + 1, "giờ")) at += 2;
        if (tokens.IsAny(at, "buổi", "ban", "rạng", "mờ", "xế")) at++;
        var part = PartWord(tokens, at);
        if (part is null || (OtherWords.Contains(tokens[at + 1].Word.Letters ?? "") && !afterClock)) return null;
        if (tokens.Is(at + 1, "sớm")) at++;
        next = at + 1;
        return part;
    }

    private static DayPart? PartWord(Tokens tokens, int at)
    {
        if (!tokens[at].IsWord) return null;

        // D1: in a text with marks, "sang" is go and "dem" bring.
        if (tokens.HasMarks && tokens[at].Word is { IsPlain: true, Letters: "sang" or "toi" or "dem" }) return null;
        return tokens[at].Word.Letters switch
        {
            "sang" when tokens.Is(at, "sáng") => DayPart.Morning,
            "som" when tokens.Is(at, "sớm") && tokens.IsAny(at + 1, "mai") => DayPart.Morning,
            "trua" when tokens.Is(at, "trưa") => DayPart.Noon,
            "chieu" when tokens.Is(at, "chiều") => DayPart.Afternoon,
            "toi" when tokens.Is(at, "tối") => DayPart.Evening,
            "dem" when tokens.Is(at, "đêm") => DayPart.Night,
            "khuya" => DayPart.Night,
            _ => null,
        };
    }
}
