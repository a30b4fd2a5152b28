using System.Net;
using System.Text;

namespace CellBot.Testing.Telegram;

/// <summary>Texts with <c>parse_mode</c> HTML: what the reader sees, or why the server would refuse them.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "tg-emoji", "tg-time", "code", "pre", "blockquote",
    };

    /// <summary>The text without its marks.</summary>
    /// <exception cref="FormatException">A tag or a named entity that the server does not know, or tags that do not match.</exception>
    public static string Read(string html)
    {
        var seen = new StringBuilder(html.Length);
        var open = new Stack<string>();
        for (var at = 0; at < html.Length;)
        {
            switch (html[at])
            {
                case '<':
                    at = ReadTag(html, at, open);
                    break;
                case '&' when html.IndexOf(';', at) is > 0 and var end && end - at <= 10:
                    var entity = html[at..(end + 1)];
                    if (entity is not ("&lt;" or "&gt;" or "&amp;" or "&quot;") && !entity.StartsWith("&#", StringComparison.Ordinal))
                        throw new FormatException($"unsupported entity {entity}");
                    seen.Append(WebUtility.HtmlDecode(entity));
                    at = end + 1;
                    break;
                default:
                    seen.Append(html[at++]);
                    break;
            }
        }

        return open.Count == 0 ? seen.ToString() : throw new FormatException($"can't find end tag corresponding to start tag \"{open.Peek()}\"");
    }

    private static int ReadTag(string html, int at, Stack<string> open)
    {
        var end = html.IndexOf('>', at);
        if (end < 0)
            throw new FormatException($"unclosed start tag at byte offset {at}");
        var closing = html[at + 1] == '/';
        var name = html[(closing ? at + 2 : at + 1)..end].Split(' ', 2)[0].ToLowerInvariant();
        if (!Known.Contains(name))
            throw new FormatException($"unsupported start tag \"{name}\" at byte offset {at}");
        if (!closing)
            open.Push(name);
        else if (!open.TryPop(out var opened) || opened != name)
            throw new FormatException($"unmatched end tag at byte offset {at}, found \"</{name}>\"");
        return end + 1;
    }
}
