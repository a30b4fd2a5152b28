namespace CellBot.Domain.Dates.Reading;

/// <summary>Recognises days known by name and the marks of a calendar: rằm, giao thừa, Giỗ Tổ, âm lịch (D12).</summary>
internal static class FestivalForms
{
    public static DateSlots? Read(Tokens tokens, int index, bool first, out int next)
    {
        next = index;
        if (tokens.Is(index, "rằm"))
        {
            next = index + 1;
            var full = new DateSlots { Day = 15, Lunar = true, ShowsLunar = true };
            if (CalendarForms.Month(tokens, next, afterDay: true, out var afterMonth) is not { } month) return full;
            next = afterMonth;
            return full.With(month);
        }

        if (Named(tokens, index, ["giao", "thừa"], out next)) return LunarDay(RecurrenceRule.LastDay, 12);
        if (Named(tokens, index, ["ông", "công", "ông", "táo"], out next) || Named(tokens, index, ["ông", "táo"], out next) || Named(tokens, index, ["táo", "quân"], out next)) return LunarDay(23, 12);
        if (Named(tokens, index, ["giỗ", "tổ", "hùng", "vương"], out next) || Named(tokens, index, ["giỗ", "tổ"], out next)) return LunarDay(10, 3);
        if (Named(tokens, index, ["tết", "trung", "thu"], out next) || Named(tokens, index, ["trung", "thu"], out next)) return LunarDay(15, 8);
        if (Named(tokens, index, ["tết", "đoan", "ngọ"], out next)) return LunarDay(5, 5);
        if (Named(tokens, index, ["tết", "nguyên", "tiêu"], out next) || Named(tokens, index, ["nguyên", "tiêu"], out next)) return LunarDay(15, 1);
        if (Named(tokens, index, ["vu", "lan"], out next)) return LunarDay(15, 7);
        if (Named(tokens, index, ["tết", "dương", "lịch"], out next) || Named(tokens, index, ["tết", "dương"], out next) || Named(tokens, index, ["tết", "tây"], out next)) return new() { Day = 1, Month = 1 };
        if (Named(tokens, index, ["quốc", "khánh"], out next)) return new() { Day = 2, Month = 9 };
        if (Named(tokens, index, ["tết", "nguyên", "đán"], out next) || Named(tokens, index, ["tết", "âm", "lịch"], out next) || Named(tokens, index, ["tết", "âm"], out next) || Named(tokens, index, ["tết", "ta"], out next)) return Tet(tokens, index);
        if ((first || tokens.IsAny(index - 1, "sau", "giáp", "ra", "qua", "cận")) && Named(tokens, index, ["tết"], out next)) return Tet(tokens, index);
        next = index;
        return null;
    }

    /// <summary>"âm lịch", "âm", "ÂL", "ta"; "dương lịch", "dương".</summary>
    /// <param name="adjacent">A date stands right before, or is looked for right after.</param>
    public static DateSlots? Calendar(Tokens tokens, int index, bool adjacent, out int next)
    {
        next = index;
        if (tokens.Is(index, "lịch") && tokens.IsAny(index + 1, "âm", "dương")) return Mark(tokens.Is(index + 1, "âm"), index + 2, out next);
        if (tokens.Is(index, "âm") && tokens.Is(index + 1, "lịch")) return Mark(true, index + 2, out next);
        if (tokens.Is(index, "dương") && tokens.Is(index + 1, "lịch")) return Mark(false, index + 2, out next);
        if (!adjacent) return null;
        if (tokens.IsAny(index, "âm", "âl", "ta")) return Mark(true, index + 1, out next);
        return tokens.IsAny(index, "dương", "dl") ? Mark(false, index + 1, out next) : null;
    }

    private static DateSlots Mark(bool lunar, int to, out int next)
    {
        next = to;
        return new() { Lunar = lunar, ShowsLunar = lunar ? true : null };
    }

    private static DateSlots LunarDay(int day, int month) => new() { Day = day, Month = month, Lunar = true, ShowsLunar = true };

    /// <summary>"trước Tết", "ra Tết" name a season, not a day: it has to be asked.</summary>
    private static DateSlots Tet(Tokens tokens, int index) =>
        tokens.IsAny(index - 1, "trước", "sau", "giáp", "ra", "qua", "gần", "cận", "nghỉ", "dịp", "ăn") ? new() { Month = 1, Lunar = true, ShowsLunar = true } : LunarDay(1, 1);

    private static bool Named(Tokens tokens, int index, ReadOnlySpan<string> words, out int next)
    {
        next = index + words.Length;
        for (var i = 0; i < words.Length; i++)
            if (!tokens.Is(index + i, words[i]))
                return false;
        return true;
    }
}
