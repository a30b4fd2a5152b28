using System.Text;

namespace CellBot.Domain.Text;

/// <summary>
/// A written syllable taken apart: its bare letters, the mark of each letter, its tone. Where the tone stands (òa, oà) makes no difference.
/// </summary>
/// <param name="Letters">Lower case, without marks, đ as d.</param>
/// <param name="Marks">One character a letter: '^' of â ê ô, '(' of ă, '+' of ơ ư, '-' of đ, '.' none.</param>
/// <param name="Tone">'f' huyền, 's' sắc, 'r' hỏi, 'x' ngã, 'j' nặng, '.' none: the Telex letters.</param>
internal readonly record struct Syllable(string Letters, string Marks, char Tone)
{
    public bool IsPlain => Tone == '.' && !Marks.AsSpan().ContainsAnyExcept('.');

    public static Syllable Of(string word)
    {
        var letters = new StringBuilder(word.Length);
        var marks = new StringBuilder(word.Length);
        var tone = '.';
        foreach (var c in VietnameseText.ForStorage(word).Normalize(NormalizationForm.FormD))
        {
            switch (c)
            {
                case '\u0300': tone = 'f'; break;
                case '\u0301': tone = 's'; break;
                case '\u0309': tone = 'r'; break;
                case '\u0303': tone = 'x'; break;
                case '\u0323': tone = 'j'; break;
                case '\u0302' when marks.Length > 0: marks[^1] = '^'; break;
                case '\u0306' when marks.Length > 0: marks[^1] = '('; break;
                case '\u031B' when marks.Length > 0: marks[^1] = '+'; break;
                case 'đ' or 'Đ': letters.Append('d'); marks.Append('-'); break;
                default:
                    if (VietnameseText.IsMark(c)) break;
                    letters.Append(char.ToLowerInvariant(c));
                    marks.Append('.');
                    break;
            }
        }

        return new(letters.ToString(), marks.ToString(), tone);
    }

    /// <summary>
    /// Whether what was typed can be this word. Typed with no marks at all it can; with marks the tone must be the word's and no mark may contradict it:
    /// "tôi" (I) is not "tối" (evening), "tuàn" is a hurried "tuần".
    /// </summary>
    public bool CanBe(in Syllable word)
    {
        if (!string.Equals(Letters, word.Letters, StringComparison.Ordinal)) return false;
        if (IsPlain) return true;
        if (Tone != word.Tone) return false;
        for (var i = 0; i < Marks.Length; i++)
            if (Marks[i] != '.' && Marks[i] != word.Marks[i])
                return false;
        return true;
    }

    /// <summary>
    /// The syllable that a Telex ("tuaanf") or VNI ("tua62n") keyboard would have made of these letters; null where the letters hold no such leftover or make no syllable.
    /// </summary>
    /// <param name="typed">Lower-case ASCII letters and digits.</param>
    public static Syllable? FromKeys(string typed) => typed.Length is < 2 or > 12 ? null : typed.Any(char.IsAsciiDigit) ? FromVni(typed) : FromTelex(typed);

    private static Syllable? FromTelex(string typed)
    {
        var keys = new Keys(typed.Length);
        foreach (var c in typed)
        {
            var done = c switch
            {
                's' or 'f' or 'r' or 'x' or 'j' when keys.HasVowel => keys.SetTone(c),
                'a' or 'e' or 'o' => keys.Mark(c.ToString(), '^', mustRepeat: true),
                'd' => keys.Mark("d", '-', mustRepeat: true),
                'w' => keys.Horn(),
                _ => false,
            };
            if (!done) keys.Add(c);
        }

        return keys.Result;
    }

    private static Syllable? FromVni(string typed)
    {
        var keys = new Keys(typed.Length);
        foreach (var c in typed)
        {
            if (!char.IsAsciiDigit(c))
            {
                keys.Add(c);
                continue;
            }

            var done = c switch
            {
                '1' => keys.SetTone('s'),
                '2' => keys.SetTone('f'),
                '3' => keys.SetTone('r'),
                '4' => keys.SetTone('x'),
                '5' => keys.SetTone('j'),
                '6' => keys.Mark("aeo", '^', mustRepeat: false),
                '7' => keys.Mark("uo", '+', mustRepeat: false),
                '8' => keys.Mark("a", '(', mustRepeat: false),
                '9' => keys.Mark("d", '-', mustRepeat: false),
                _ => false,
            };
            if (!done) return null;
        }

        return keys.Result;
    }

    /// <summary>The keyboard's state while a syllable is typed.</summary>
    private sealed class Keys(int capacity)
    {
        private readonly StringBuilder letters = new(capacity);
        private readonly StringBuilder marks = new(capacity);
        private char tone = '.';
        private bool touched;

        public bool HasVowel => letters.ToString().AsSpan().ContainsAny("aeiouy");

        public Syllable? Result => touched ? new Syllable(letters.ToString(), marks.ToString(), tone) : null;

        public void Add(char c)
        {
            letters.Append(c);
            marks.Append('.');
        }

        /// <summary>A second tone is not a syllable any more: a number stands there.</summary>
        public bool SetTone(char t)
        {
            if (!HasVowel || tone != '.') return false;
            tone = t;
            return touched = true;
        }

        /// <summary>Puts the mark on the last unmarked letter among <paramref name="on"/>; with <paramref name="mustRepeat"/> only if the same letter was typed before in this syllable.</summary>
        public bool Mark(string on, char mark, bool mustRepeat)
        {
            for (var i = letters.Length - 1; i >= 0; i--)
            {
                if (!on.Contains(letters[i])) continue;
                if (marks[i] != '.') return false;
                if (mustRepeat && i != letters.Length - 1 && letters.Length - i > 3) return false;
                marks[i] = mark;
                return touched = true;
            }

            return false;
        }

        /// <summary>Telex w: ư and ơ (both of "uo"), ă.</summary>
        public bool Horn()
        {
            var done = false;
            for (var i = letters.Length - 1; i >= 0 && !done; i--)
            {
                if (marks[i] is not ('.' or '^')) continue; // "naawm": the w takes the hat off again
                if (letters[i] == 'o')
                {
                    marks[i] = '+';
                    if (i > 0 && letters[i - 1] == 'u' && i < letters.Length - 1) marks[i - 1] = '+';
                    done = true;
                }
                else if (letters[i] == 'u')
                {
                    marks[i] = '+';
                    done = true;
                }
                else if (letters[i] == 'a')
                {
                    marks[i] = '(';
                    done = true;
                }
            }

            return done && (touched = true);
        }
    }
}
