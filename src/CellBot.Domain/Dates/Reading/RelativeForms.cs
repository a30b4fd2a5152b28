namespace CellBot.Domain.Dates.Reading;

/// <summary>Recognises days told from today and from the week: mai, mốt, thứ Năm tuần sau, 3 ngày nữa, cuối tháng, hàng tuần (D3–D6, D18–D20).</summary>
internal static class RelativeForms
{
    private static readonly string[] Roman = ["i", "ii", "iii", "iv"];

    /// <summary>"3 ngày nữa", "nửa tiếng nữa", "2 giờ rưỡi nữa", "sau 3 ngày".</summary>
    public static DateSlots? Later(Tokens tokens, int index, out int next)
    {
        next = index;
        var at = index;
        var after = tokens.Is(at, "sau") && (tokens.IsNumber(at + 1) || tokens.Is(at + 1, "nửa")) && !tokens.Is(at - 1, "tuần") && !tokens.Is(at - 1, "tháng");
        if (after) at++;
        var half = tokens.Is(at, "nửa");
        var count = 1;
        if (half) at++;
        else if (NumberWords.TryReadAny(tokens, at, out count, out var afterNumber)) at = afterNumber;
        else if (tokens.IsAny(at, "tuần", "tháng") && tokens.Is(at + 1, "nữa")) count = 1; // "tuần nữa": one week
        else return null;

        var unit = tokens[at].Word.Letters;
        if (!tokens.IsAny(at, "phút", "p", "tiếng", "giờ", "h", "ngày", "hôm", "bữa", "tuần", "tháng", "năm") && !tokens.IsSign(at, '\'')) return null;
        at++;
        var plusHalf = tokens.Is(at, "rưỡi");
        if (plusHalf) at++;
        var minutes = 0;
        if (unit is "tieng" or "gio" or "h" && tokens.IsNumber(at) && tokens[at] is { Digits: <= 2 } extra)
        {
            minutes = extra.Value;
            at++;
            if (tokens.IsAny(at, "phút", "p")) at++;
        }

        if (tokens.IsAny(at, "đồng") && tokens.Is(at + 1, "hồ")) at += 2;
        if (tokens.Is(at, "nữa")) at++;
        else if (!after && !(tokens.Is(at, "sau") && unit is "ngay" or "tuan" or "thang" or "nam" && !half)) return null;
        else if (!after) at++;

        next = at;
        switch (unit)
        {
            case "phut" or "p" or "'":
                return new() { FromNow = TimeSpan.FromMinutes(count) };
            case "tieng" or "gio" or "h":
                return new() { FromNow = TimeSpan.FromMinutes((half ? 30 : count * 60) + (plusHalf ? 30 : 0) + minutes) };
            case "tuan":
                return half ? null : new() { Later = (plusHalf ? count * 7 + 4 : count * 7, null) };
            case "thang":
                return half ? new() { Later = (15, null) } : plusHalf ? null : new() { Later = (count, Stretch.Month) };
            case "nam":
                return half ? new() { Later = (6, Stretch.Month) } : plusHalf ? new() { Later = (count * 12 + 6, Stretch.Month) } : new() { Later = (count, Stretch.Year) };
            default:
                return half || plusHalf ? null : new() { Later = (count, null) };
        }
    }

    /// <summary>hôm nay, mai, kia, mốt, hôm qua.</summary>
    /// <param name="adjacent">A piece of a date ends right before: "sáng mai", "chiều qua".</param>
    /// <param name="leads">A clock, a part of day or the end of the text comes right after.</param>
    public static DateSlots? Day(Tokens tokens, int index, bool adjacent, Func<int, bool> leads, out int next)
    {
        var at = index;
        var named = tokens.IsAny(at, "ngày", "hôm", "bữa");
        var yesterdayWord = tokens.IsAny(at, "hôm", "bữa");
        if (named) at++;
        next = at + 1;
        if (tokens.IsAny(at, "nay", "ni") && (yesterdayWord || (!named && (adjacent || (index == 0 && leads(next)))))) return new() { Offset = 0 };
        if (tokens.IsAny(at, "qua") && (yesterdayWord || adjacent)) return new() { Offset = -1 };
        if (tokens.Is(at, "mai") && !IsName(tokens, at, adjacent || named))
        {
            if (tokens.Is(at + 1, "mốt") && !tokens[at + 1].Word.IsPlain || tokens.Is(at + 1, "kia") && !adjacent || tokens.Is(at + 1, "sau")) return null; // "mai mốt", "mai kia": some day
            return new() { Offset = 1 };
        }

        var third = tokens.Is(at, "kìa") && !tokens[at].Word.IsPlain;
        var second = tokens.Is(at, "kia") || (tokens.Is(at, "mốt") && !(tokens.Is(at + 1, "tháng") && tokens[at].Word.IsPlain));
        if ((second || third) && (named || adjacent || leads(next)) && !tokens.Is(at - 1, "mai"))
        {
            if (!named && !adjacent && index > 0 && !tokens[index - 1].IsSign) return null; // "việc kia 9h"
            var days = third ? 3 : 2;
            return new() { Offset = yesterdayWord && tokens[at].Word.Letters == "kia" && tokens.Is(at - 1, "hôm") ? -days : days };
        }

        next = index;
        return null;
    }

    /// <summary>Mai is a name too: "chị Mai", "Nguyễn Thị Mai".</summary>
    private static bool IsName(Tokens tokens, int at, bool surelyDay)
    {
        if (surelyDay) return false;
        if (tokens.IsAny(at - 1, "chị", "anh", "cô", "bác", "chú", "em", "bà", "ông", "chí", "thị", "hoa")) return true;
        return tokens[at].Capital && at > 0 && tokens[at - 1].IsWord && tokens[at - 1].Capital && !tokens.IsAny(at - 1, "họp", "sáng", "trưa", "chiều", "tối", "đêm");
    }

    /// <summary>A weekday with what is said about its week or month.</summary>
    public static DateSlots? Weekday(Tokens tokens, int index, out int next)
    {
        next = index;
        if (WeekdayName(tokens, index, out var at) is not { } weekday) return null;
        var slots = new DateSlots { Weekday = weekday };

        // D19: đầu tiên, cuối cùng, thứ hai … của tháng
        var ordinal = at;
        if (tokens.Is(ordinal, "tuần") && tokens.IsAny(ordinal + 1, "đầu", "cuối", "thứ")) ordinal++;
        int? nth = tokens.Is(ordinal, "đầu") && tokens.Is(ordinal + 1, "tiên") ? 1
            : tokens.Is(ordinal, "cuối") && tokens.Is(ordinal + 1, "cùng") ? RecurrenceRule.LastDay
            : tokens.IsAny(ordinal, "thứ", "lần") && NumberWords.TryReadAny(tokens, ordinal + 1, out var n, out var end) && n is >= 1 and <= 4 && IsOfMonth(tokens, end) ? n
            : ordinal > at && tokens.IsAny(ordinal, "đầu", "cuối") && IsOfMonth(tokens, ordinal + 1) ? (tokens.Is(ordinal, "đầu") ? 1 : RecurrenceRule.LastDay)
            : null;
        if (nth is not null)
        {
            next = ordinal > at && tokens.IsAny(ordinal, "đầu", "cuối") && !tokens.IsAny(ordinal + 1, "tiên", "cùng") ? ordinal + 1 : ordinal + 2;
            return slots with { Ordinal = nth };
        }

        next = at;
        if (tokens.IsAny(at, "này", "nay", "ni")) return Advance(slots with { Turn = WeekdayTurn.This }, at + 1, out next);
        if (tokens.Is(at, "tới")) return Advance(slots with { Turn = WeekdayTurn.Coming }, at + 1, out next);
        if (tokens.Is(at, "sau") && !tokens.IsNumber(at + 1)) return Advance(slots with { Turn = WeekdayTurn.After }, at + 1, out next);
        // "thứ Sáu trước 17h": the word belongs to the clock.
        if (tokens.IsAny(at, "trước", "qua", "rồi") && !tokens.IsNumber(at + 1)) return Advance(slots with { Week = -1 }, at + 1, out next);
        if (tokens.Is(at, "vừa") && tokens.IsAny(at + 1, "rồi", "qua")) return Advance(slots with { Week = -1 }, at + 2, out next);
        return slots;
    }

    private static DateSlots Advance(DateSlots slots, int to, out int next)
    {
        next = to;
        return slots;
    }

    private static bool IsOfMonth(Tokens tokens, int at) => tokens.IsAny(at, "tháng", "hàng", "hằng", "mỗi") || (tokens.Is(at, "của") && tokens.Is(at + 1, "tháng"));

    private static DayOfWeek? WeekdayName(Tokens tokens, int at, out int next)
    {
        next = at + 2;
        if (tokens.IsAny(at, "chủ", "chúa") && tokens.Is(at + 1, "nhật")) return DayOfWeek.Sunday;
        if (tokens.Is(at, "thứ") && !tokens.IsAny(at - 1, "lần", "tuần", "người", "điều", "khóa", "hạng", "quý", "tháng", "năm", "chí"))
        {
            if (tokens.IsNumber(at + 1))
            {
                var plainInMarked = tokens.HasMarks && tokens[at].Word.IsPlain && !tokens[at + 1].Glued && tokens[at + 2].IsWord && !DateWord.HasLetters(tokens[at + 2].Word.Letters);
                return tokens[at + 1] is { Digits: 1, Value: >= 2 and <= 7 } && !plainInMarked && !tokens.IsSign(at + 2, '/') ? (DayOfWeek)(tokens[at + 1].Value - 1) : null;
            }

            if (tokens[at + 1].Word.Letters is "hai" or "ba" or "tu" or "nam" or "sau" or "bay" && NumberWords.TryRead(tokens, at + 1, out var words, out _) && words is >= 2 and <= 7)
                return (DayOfWeek)(words - 1);
            return null;
        }

        if (tokens.Is(at, "t") && tokens.IsNumber(at + 1) && tokens[at + 1] is { Digits: 1, Glued: true, Value: >= 2 and <= 7 } day)
            return tokens.Is(at - 1, "tháng") || (tokens.IsSign(at + 2, '/') && tokens.IsNumber(at + 3)) ? null : (DayOfWeek)(day.Value - 1);

        next = at + 1;
        return tokens.Is(at, "cn") ? DayOfWeek.Sunday : null;
    }

    /// <summary>"tuần sau", "tuần sau nữa".</summary>
    public static DateSlots? Week(Tokens tokens, int index, out int next)
    {
        next = index;
        return tokens.Is(index, "tuần") && CalendarForms.Turn(tokens, index + 1, out next) is { } week ? new() { Week = week } : null;
    }

    /// <summary>D18: đầu, giữa, cuối, hết of a week, month, quarter, year; "6 tháng đầu năm".</summary>
    public static DateSlots? Edges(Tokens tokens, int index, out int next)
    {
        next = index;
        if (NumberWords.TryReadAny(tokens, index, out var six, out var months) && six == 6 && tokens.Is(months, "tháng") && tokens.IsAny(months + 1, "đầu", "cuối") && tokens.Is(months + 2, "năm"))
        {
            var half = new DateSlots { Edge = Edge.End, EdgeOf = Stretch.Quarter, Quarter = tokens.Is(months + 1, "đầu") ? 2 : 4 };
            next = months + 2;
            if (CalendarForms.Year(tokens, next, out var afterYear) is not { } year)
            {
                next = months + 3;
                return half;
            }

            next = afterYear;
            return half.With(year);
        }

        var at = index;
        var aDay = tokens.Is(at, "ngày") && tokens.IsAny(at + 1, "đầu", "cuối");
        if (aDay) at++;
        var until = tokens.Is(at, "hết");
        Edge edge;
        if (tokens.Is(at, "đầu")) edge = aDay ? Edge.FirstDay : Edge.Start;
        else if (tokens.Is(at, "giữa")) edge = Edge.Middle;
        else if (tokens.Is(at, "cuối")) edge = aDay ? Edge.LastDay : Edge.End;
        else if (until) edge = Edge.LastDay;
        else return null;
        at++;
        if (tokens.IsAny(at, "tiên", "cùng")) at++;
        if (tokens.IsAny(at, "của", "trong")) at++;

        var slots = new DateSlots { Edge = edge, Deadline = until ? true : null };
        DateSlots? which = null;
        if (tokens.Is(at, "tuần"))
        {
            slots = slots with { EdgeOf = Stretch.Week };
            which = Week(tokens, at, out next);
        }
        else if (tokens.Is(at, "tháng"))
        {
            slots = slots with { EdgeOf = Stretch.Month };
            which = CalendarForms.Month(tokens, at, afterDay: false, out next);
        }
        else if (tokens.Is(at, "quý"))
        {
            slots = slots with { EdgeOf = Stretch.Quarter };
            which = QuarterOf(tokens, at + 1, out next);
        }
        else if (tokens.Is(at, "năm"))
        {
            slots = slots with { EdgeOf = Stretch.Year };
            which = CalendarForms.Year(tokens, at, out next);
        }
        else
        {
            return null;
        }

        if (which is not null) return slots.With(which);
        next = at + 1;
        return slots;
    }

    private static DateSlots? QuarterOf(Tokens tokens, int at, out int next)
    {
        var roman = Array.IndexOf(Roman, tokens[at].Word.Letters);
        if (roman >= 0) next = at + 1;
        else if (CalendarForms.Turn(tokens, at, out next) is { } turn) return new() { QuarterOffset = turn };
        else if (NumberWords.TryReadAny(tokens, at, out var number, out next) && number is >= 1 and <= 4) roman = number - 1;
        else return null;

        var slots = new DateSlots { Quarter = roman + 1 };
        if (tokens.IsSign(next, '/') && tokens[next + 1] is { Digits: 4, Value: >= 1900 and <= 2150 } year)
        {
            next += 2;
            return slots with { Year = year.Value };
        }

        if (CalendarForms.Year(tokens, next, out var after) is not { } words) return slots;
        next = after;
        return slots.With(words);
    }

    /// <summary>D20: hàng, hằng, mỗi.</summary>
    public static DateSlots? Every(Tokens tokens, int index, out int next)
    {
        next = index;
        if (!tokens.IsAny(index, "hàng", "hằng", "mỗi")) return null;
        RecurrenceUnit? unit =
            tokens.Is(index + 1, "ngày") ? RecurrenceUnit.Day
            : tokens.Is(index + 1, "tuần") ? RecurrenceUnit.Week
            : tokens.Is(index + 1, "tháng") ? RecurrenceUnit.Month
            : tokens.Is(index + 1, "quý") ? RecurrenceUnit.Quarter
            : tokens.Is(index + 1, "năm") ? RecurrenceUnit.Year
            : null;
        if (unit is { } every)
        {
            next = index + 2;
            return new() { Every = every };
        }

        if (!tokens.Is(index, "mỗi") || WeekdayName(tokens, index + 1, out _) is null) return null;
        next = index + 1;
        return new() { Every = RecurrenceUnit.Week };
    }
}
