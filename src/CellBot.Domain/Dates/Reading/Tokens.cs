using System.Text;
using CellBot.Domain.Text;

namespace CellBot.Domain.Dates.Reading;

/// <summary>A word, a number or a sign of the text, with its place.</summary>
/// <param name="Value">Of a number; −1 for a word, a sign, or a number too long to be part of a date.</param>
/// <param name="Digits">How many digits; 0 for a word or a sign.</param>
/// <param name="Glued">No space stands before it.</param>
internal readonly record struct Token(int Start, int End, Syllable Word, int Value, int Digits, bool Glued, bool Capital)
{
    public bool IsNumber => Digits > 0;

    public bool IsWord => Digits == 0 && Word.Letters.Length > 0 && char.IsLetter(Word.Letters[0]);

    public bool IsSign => Digits == 0 && Word.Letters.Length > 0 && !IsWord;
}

/// <summary>The text taken apart, left to right, in one pass.</summary>
internal sealed class Tokens
{
    /// <summary>A message is at most 4,096 characters on any channel; nobody writes a date beyond this.</summary>
    private const int LongestText = 12_000;

    /// <summary>Before the first and behind the last: no word, no number, no sign.</summary>
    private static readonly Token Nothing = new(0, 0, new("", "", '.'), -1, 0, false, false);

    private readonly string text;
    private readonly List<Token> list = [];

    public Tokens(string text)
    {
        this.text = text;
        var length = Math.Min(text.Length, LongestText);
        var position = 0;
        while (position < length) position = Take(position, length);
        HasMarks = list.Exists(token => token.IsWord && !token.Word.IsPlain);
        DecodeLeftovers();
    }

    /// <summary>Whether anything was typed with Vietnamese marks: then a word without them is less likely a lazy form of one with them.</summary>
    public bool HasMarks { get; }

    public int Count => list.Count;

    public Token this[int index] => index >= 0 && index < list.Count ? list[index] : Nothing;

    /// <summary>Whether the token is this word, typed with all, some or none of its marks.</summary>
    public bool Is(int index, string word)
    {
        if (index < 0 || index >= list.Count) return false;
        var typed = list[index].Word;
        // Most questions are answered by the first letter; the rest need the word's own marks.
        return typed.Letters.Length > 0 && (word[0] == typed.Letters[0] || word[0] > 'z') && list[index].IsWord && typed.CanBe(DateWord.Of(word));
    }

    public bool IsAny(int index, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (Is(index, word))
                return true;
        return false;
    }

    public bool IsSign(int index, char sign) => index >= 0 && index < list.Count && list[index].IsSign && text[list[index].Start] == sign;

    public bool IsDash(int index) => IsSign(index, '-') || IsSign(index, '–') || IsSign(index, '—') || IsSign(index, '~');

    public bool IsNumber(int index) => index >= 0 && index < list.Count && list[index].IsNumber;

    private int Take(int start, int length)
    {
        var c = text[start];
        if (char.IsWhiteSpace(c) || VietnameseText.IsInvisible(c)) return start + 1;

        var glued = start > 0 && !char.IsWhiteSpace(text[start - 1]);
        var end = start + 1;
        if (char.IsAsciiDigit(c))
        {
            while (end < length && char.IsAsciiDigit(text[end])) end++;
            var value = end - start <= 6 ? int.Parse(text.AsSpan(start, end - start), System.Globalization.CultureInfo.InvariantCulture) : -1;
            list.Add(new(start, end, new("", "", '.'), value, end - start, glued, false));
        }
        else if (char.IsLetter(c))
        {
            while (end < length && IsPartOfWord(text[end])) end++;
            list.Add(new(start, end, end - start <= 40 ? Syllable.Of(text[start..end]) : new("x", ".", '.'), -1, 0, glued, char.IsUpper(c)));
        }
        else
        {
            list.Add(new(start, end, new(c.ToString(), ".", '.'), -1, 0, glued, false));
        }

        return end;
    }

    private static bool IsPartOfWord(char c) => char.IsLetter(c) || VietnameseText.IsMark(c) || (VietnameseText.IsInvisible(c) && !char.IsControl(c));

    /// <summary>D25. A word glued to digits is tried as VNI, a word alone as Telex; digits that form a time or a date are left alone.</summary>
    private void DecodeLeftovers()
    {
        for (var i = 0; i < list.Count; i++)
        {
            var token = list[i];
            if (!token.IsWord || !token.Word.IsPlain || !token.Word.Letters.All(char.IsAsciiLetter)) continue;

            var end = i + 1;
            while (end < list.Count && end - i <= 6 && list[end].Glued && (list[end].IsWord || list[end].IsNumber)) end++;
            if (end > i + 1)
            {
                if (Vni(i, end) is { } decoded)
                {
                    var last = list[end - 1].End;
                    list.RemoveRange(i + 1, end - i - 1);
                    list[i] = token with { End = last, Word = decoded };
                }

                continue;
            }

            if (!DateWord.HasLetters(token.Word.Letters) && DateWord.FromKeys(token.Word.Letters) is { } telex) list[i] = token with { Word = telex };
        }
    }

    private Syllable? Vni(int first, int end)
    {
        var typed = new StringBuilder();
        for (var i = first; i < end; i++)
        {
            if (list[i].Digits > 3) return null;
            typed.Append(list[i].IsNumber ? text.AsSpan(list[i].Start, list[i].Digits) : list[i].Word.Letters);
        }

        if (end < list.Count && list[end].Glued && list[end].IsSign && text[list[end].Start] is '/' or ':' && list[end - 1].IsNumber) return null;
        if (DateWord.FromKeys(typed.ToString().ToLowerInvariant()) is not { } decoded) return null;

        // "mung2 tet", "ngay2 5/12", "thang1": a word that takes a number, then one digit. It is the tone only if the number is still to come.
        var takesNumber = end == first + 2 && list[end - 1].Digits == 1 && list[first].Word.Letters is "ngay" or "mung" or "thang" or "thu" or "quy" or "gio" or "nam";
        return !takesNumber || NumberFollows(end) || DayWordFollows(end) ? decoded : null;
    }

    private bool NumberFollows(int index) => IsNumber(index) || NumberWords.TryRead(this, index, out _, out _);

    private bool DayWordFollows(int index) => IsAny(index, "mai", "kia", "mốt", "nay", "này", "sau", "tới", "giêng", "chạp", "mùng", "mồng");
}
