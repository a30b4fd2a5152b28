namespace CellBot.Domain.Dates.Reading;

/// <summary>Numbers from 0 to 99 in words (D2): "năm", "mười hai", "hai mươi mốt", "hăm ba", "ba mốt".</summary>
internal static class NumberWords
{
    /// <summary>A number of at most three digits, or in words.</summary>
    public static bool TryReadAny(Tokens tokens, int index, out int value, out int next)
    {
        if (tokens.IsNumber(index))
        {
            value = tokens[index].Value;
            next = index + 1;
            return tokens[index].Digits <= 3;
        }

        return TryRead(tokens, index, out value, out next);
    }

    public static bool TryRead(Tokens tokens, int index, out int value, out int next)
    {
        next = index;
        value = 0;
        if (tokens.Is(index, "mười"))
        {
            var units = Unit(tokens, index + 1, afterTen: true);
            value = 10 + Math.Max(units, 0);
            next = index + (units > 0 ? 2 : 1);
            return true;
        }

        if (tokens.IsAny(index, "hăm", "băm"))
        {
            var units = Unit(tokens, index + 1, afterTen: true);
            if (units <= 0) return false;
            value = (tokens.Is(index, "hăm") ? 20 : 30) + units;
            next = index + 2;
            return true;
        }

        var first = Unit(tokens, index, afterTen: false);
        if (first < 0) return false;
        if (first > 1 && (tokens.Is(index + 1, "mươi") || tokens.Is(index + 1, "mười")))
        {
            var units = Unit(tokens, index + 2, afterTen: true);
            value = first * 10 + Math.Max(units, 0);
            next = index + (units > 0 ? 3 : 2);
            return true;
        }

        if (first is 2 or 3 && tokens.IsAny(index + 1, "mốt", "lăm", "nhăm") && !tokens[index + 1].Word.IsPlain)
        {
            value = first * 10 + (tokens.Is(index + 1, "mốt") ? 1 : 5);
            next = index + 2;
            return true;
        }

        value = first;
        next = index + 1;
        return true;
    }

    private static int Unit(Tokens tokens, int index, bool afterTen)
    {
        if (!tokens[index].IsWord) return -1;
        return tokens[index].Word.Letters switch
        {
            "khong" when tokens.Is(index, "không") => 0,
            "mot" when tokens.Is(index, "một") || (afterTen && tokens.Is(index, "mốt")) => 1,
            "hai" when tokens.Is(index, "hai") => 2,
            "ba" when tokens.Is(index, "ba") => 3,
            "bon" when tokens.Is(index, "bốn") => 4,
            "tu" when tokens.Is(index, "tư") => 4,
            "nam" when tokens.Is(index, "năm") => 5,
            "lam" when afterTen && tokens.Is(index, "lăm") => 5,
            "nham" when afterTen && tokens.Is(index, "nhăm") => 5,
            "sau" when tokens.Is(index, "sáu") => 6,
            "bay" when tokens.Is(index, "bảy") || tokens.Is(index, "bẩy") => 7,
            "tam" when tokens.Is(index, "tám") => 8,
            "chin" when tokens.Is(index, "chín") => 9,
            _ => -1,
        };
    }
}
