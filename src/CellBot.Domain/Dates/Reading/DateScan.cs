namespace CellBot.Domain.Dates.Reading;

/// <summary>
/// Goes through the text once, left to right, and gathers the pieces of the first date in it. Words that belong to no date may stand between, but behind such a gap only
/// what is still missing is taken (the clock of a day, the day of a clock), so that "họp thứ Năm tại phường 14h, báo vắng trước ngày 25/11" reads the meeting.
/// </summary>
internal sealed class DateScan
{
    private readonly Tokens tokens;
    private readonly List<(int From, int To)> pieces = [];
    private bool gap;
    private int pieceEnd = -1;
    private int? deadline;

    public DateScan(Tokens tokens)
    {
        this.tokens = tokens;
        var at = 0;
        while (at < tokens.Count)
        {
            if (Piece(at, out var next) is { } piece)
            {
                if (!Accept(piece, at, next)) break;
                at = next;
            }
            else if (!Pass(ref at))
            {
                break;
            }
        }
    }

    public DateSlots Slots { get; private set; } = new();

    /// <summary>A form such as 23/45 was met and nothing better.</summary>
    public bool Impossible { get; private set; }

    /// <summary>Another day comes right behind, joined by "hoặc", "và" or a comma: where it begins.</summary>
    public int? Alternative { get; private set; }

    /// <summary>What was read, with the small words that belong to it, as places in the text.</summary>
    public IReadOnlyList<TextSpan> Spans()
    {
        var spans = new List<TextSpan>();
        foreach (var (from, to) in pieces)
        {
            var (start, end) = (tokens[from].Start, tokens[to - 1].End);
            spans.Add(new(start, end - start));
        }

        return spans;
    }

    private bool IsAdjacent => pieceEnd >= 0 && !gap;

    private DateSlots? Piece(int at, out int next)
    {
        if (tokens[at].IsSign)
        {
            next = at;
            return null;
        }

        return RelativeForms.Every(tokens, at, out next)
            ?? RelativeForms.Later(tokens, at, out next)
            ?? RelativeForms.Edges(tokens, at, out next)
            ?? FestivalForms.Read(tokens, at, first: pieces.Count == 0 && !gap, out next)
            ?? CalendarForms.Read(tokens, at, out next)
            ?? RangeStart(at, out next)
            ?? ClockForms.Read(tokens, at, out next)
            ?? RelativeForms.Weekday(tokens, at, out next)
            ?? RelativeForms.Day(tokens, at, pieceEnd == at, IsLeading, out next)
            ?? RelativeForms.Week(tokens, at, out next)
            ?? CalendarForms.Month(tokens, at, afterDay: false, out next)
            ?? CalendarForms.Year(tokens, at, out next)
            ?? FestivalForms.Calendar(tokens, at, IsAdjacent && Slots.HasDay && !tokens.IsSign(at - 1, '('), out next)
            ?? Part(at, out next);
    }

    /// <summary>The first number of "3-5/12".</summary>
    private DateSlots? RangeStart(int at, out int next)
    {
        next = at;
        if (tokens[at] is not { Digits: 1 or 2, Value: >= 1 and <= 31 } day || !tokens.IsDash(at + 1) || !tokens.IsNumber(at + 2) || !tokens.IsSign(at + 3, '/')) return null;
        if (CalendarForms.Read(tokens, at + 2, out var end) is not { Day: not null, Month: not null } until) return null;
        next = end;
        return until with { Day = day.Value, Until = until };
    }

    private DateSlots? Part(int at, out int next)
    {
        if (ClockForms.Part(tokens, at, afterClock: false, out next) is not { } part) return null;

        // Typed without marks, "sang", "toi", "dem" are everyday words (go, I, bring): a piece of the date must touch them.
        var plain = tokens[next - 1].Word.IsPlain && tokens[at].Word.Letters is "sang" or "toi" or "dem" or "trua" or "chieu";
        var touched = pieceEnd == at || IsLeading(next);
        if (plain && !touched && !(at == 0 && next == tokens.Count)) return null;
        if (plain && tokens.Is(at, "tối") && (!IsLeading(next) || (IsMe(at) && !tokens.IsAny(next, "nay", "mai")))) return null; // "mai toi vang": I, not evening
        if (gap && pieces.Count > 0 && !tokens.IsAny(at - 1, "vào", "lúc") && !tokens.Is(at, "buổi")) return null;
        return new() { Part = part };
    }

    /// <summary>"nhac toi", "bao toi": me.</summary>
    private bool IsMe(int at) => tokens[at].Word is { IsPlain: true, Letters: "toi" } && tokens.IsAny(at - 1, "nhắc", "cho", "báo", "mời", "của", "giúp");

    /// <summary>Whether a piece begins here (or the text ends, or a sign stands here).</summary>
    private bool IsLeading(int at) =>
        at >= tokens.Count || tokens[at].IsSign
        || tokens.IsAny(at, "nay", "mai", "kia", "mốt", "hôm", "qua", "ngày", "lúc", "vào")
        || ClockForms.Read(tokens, at, out _) is not null
        || RelativeForms.Weekday(tokens, at, out _) is not null
        || CalendarForms.Read(tokens, at, out _) is not null
        || ClockForms.Part(tokens, at, afterClock: true, out _) is not null;

    /// <summary>Adds the piece to what was gathered; false where it belongs to another date, so that this one is complete.</summary>
    private bool Accept(DateSlots piece, int at, int next)
    {
        if (piece.Invalid == true && piece is { Day: null, Clock: null })
        {
            Impossible = true;
            return true;
        }

        var range = Range(piece, next, out var rangeEnd);
        if (range is not null) (piece, next) = (range, rangeEnd);
        if (deadline is not null) piece = piece with { Deadline = true };

        var merged = gap && !MayFollowGap(piece) ? null : Slots.With(piece);
        if (merged is null && Slots.HasDay && !Slots.NamesDay && piece.NamesDay)
        {
            // "sinh hoạt tháng 11 họp ngày 3/12": the month was about something else.
            merged = new DateSlots { Clock = Slots.Clock, ClockEnd = Slots.ClockEnd, Part = Slots.Part }.With(piece);
            if (merged is not null && !Slots.HasTime) pieces.Clear();
        }

        if (merged is null)
        {
            // "ngày 3, ngày 5", and not "3/12 (25 tháng Mười âm lịch)"
            if (!gap && deadline is null && at == pieceEnd + 1 && tokens.IsSign(pieceEnd, ',') && piece.NamesDay && Slots.NamesDay) Alternative = at;
            return pieces.Count == 0;
        }

        Slots = merged;
        var from = deadline ?? Leading(at);
        if (!gap && pieces.Count > 0 && pieceEnd >= 0) pieces[^1] = (pieces[^1].From, next);
        else pieces.Add((from, next));
        gap = false;
        deadline = null;
        pieceEnd = next;
        return true;
    }

    private bool MayFollowGap(DateSlots piece) => (piece.HasDay && !Slots.NamesDay && piece.NamesDay && !piece.HasTime) || (piece.HasTime && !piece.HasDay && !Slots.HasTime) || pieces.Count == 0;

    /// <summary>"3/12 đến 5/12", "từ ngày 3 đến ngày 5/12", "thứ Hai đến thứ Sáu": the second day, from which the first may borrow its month.</summary>
    private DateSlots? Range(DateSlots piece, int at, out int next)
    {
        next = at;
        if (piece is { Day: null, Weekday: null } or { HasTime: true } or { Until: not null } || !(tokens.IsDash(at) || tokens.IsAny(at, "đến", "tới"))) return null;
        at++;
        if (tokens.Is(at, "hết")) at++;
        if (piece.Day is null) return RelativeForms.Weekday(tokens, at, out next) is { Ordinal: null, Week: null } weekday ? piece with { Until = weekday } : null;
        if (CalendarForms.Read(tokens, at, out next) is not { Day: not null, Invalid: null } until) return null;
        var first = piece.Month is null && piece.MonthOffset is null ? piece with { Month = until.Month, MonthOffset = until.MonthOffset, Year = until.Year, YearOffset = until.YearOffset, Lunar = until.Lunar } : piece;
        return first with { Until = until };
    }

    /// <summary>Takes in the small words before a piece: "vào hồi", "lúc", "từ", "chậm nhất".</summary>
    private int Leading(int at)
    {
        while (at > 0 && at > pieceEnd && tokens.IsAny(at - 1, "lúc", "vào", "hồi", "khoảng", "tầm", "đúng", "từ", "ngày", "trong")) at--;
        return at;
    }

    /// <summary>Steps over what is no piece; false where the date is over.</summary>
    private bool Pass(ref int at)
    {
        var deadlineWords = DeadlineWords(at);
        if (deadlineWords > 0)
        {
            if (pieces.Count > 0 && gap && Slots.NamesDay) return false; // another clause
            deadline ??= at;
            at += deadlineWords;
            return true;
        }

        if (tokens.IsAny(at, "hoặc", "hay", "và") && pieceEnd == at && Slots.NamesDay && Piece(at + 1, out _) is { NamesDay: true })
        {
            Alternative = at + 1;
            return false;
        }

        var small = tokens[at].IsSign || tokens.IsAny(at, "lúc", "vào", "hồi", "khoảng", "tầm", "đúng", "ngày", "của", "là", "từ", "buổi", "nhằm", "trong", "này", "tới", "ngay");
        if (!small)
        {
            gap = true;
            deadline = null;
        }

        at++;
        return true;
    }

    private int DeadlineWords(int at)
    {
        if (tokens.IsAny(at, "chậm", "muộn", "trễ") && tokens.Is(at + 1, "nhất")) return 2;
        if (tokens.Is(at, "hạn") && !tokens.Is(at - 1, "gia")) return tokens.IsAny(at + 1, "chót", "cuối", "chậm") ? 2 : 1;
        if (tokens.Is(at, "không") && tokens.Is(at + 1, "quá")) return 2;
        if (tokens.Is(at, "đến") && tokens.IsAny(at + 1, "hết", "trước")) return RelativeForms.Edges(tokens, at + 1, out _) is null ? 2 : 1; // "hết tuần" is a day of its own
        return tokens.IsAny(at, "trước", "đến", "hết") || (tokens.Is(at, "tới") && !tokens.Is(at - 1, "tuần") && !IsMe(at)) ? 1 : 0;
    }
}
