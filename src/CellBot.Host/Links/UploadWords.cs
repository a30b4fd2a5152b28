using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;

namespace CellBot.Host.Links;

/// <summary>What the upload page says of one file, and the name that it shows.</summary>
internal static class UploadWords
{
    private const int LongestName = 120;

    /// <summary>What the page's script says by itself, by the last part of the key; it fills the placeholders.</summary>
    private static readonly string[] OfScript =
    [
        "page.camera", "page.cameraNext", "page.send", "page.sendWait", "page.sendOpen", "page.sendReady", "page.sending", "page.offline", "page.retrying", "page.photo", "page.picture",
        "page.drop", "page.dropOne", "page.percent", "page.half", "page.unreadable", "page.refused", "page.tooLarge", "page.tooMany",
    ];

    public static string TooMany => LinkPage.Words.Say("page.tooMany", ("Most", UploadIntake.MostFiles));

    /// <summary>For the script, as JSON.</summary>
    public static string ForScript { get; } = new JsonObject(OfScript.Select(key => KeyValuePair.Create(key[(key.IndexOf('.') + 1)..], (JsonNode?)Phrasebook.Vietnamese[key].Text))).ToJsonString();

    public static string Of(UploadVerdict verdict, long size, Attachment? file) => verdict switch
    {
        UploadVerdict.Coming => LinkPage.Words.Say("page.coming"),
        UploadVerdict.Good => file?.Pages is { } pages ? LinkPage.Words.Say("page.goodPages", ("Pages", pages)) : LinkPage.Words.Say("page.good"),
        UploadVerdict.TooLarge => LinkPage.Words.Say("page.tooLarge",
            ("Size", (size / 1024.0 / 1024.0).ToString("0.#", CultureInfo.InvariantCulture).Replace('.', ',')), ("Megabytes", UploadIntake.MostMegabytes)),
        UploadVerdict.Empty => LinkPage.Words.Say("page.empty"),
        _ => LinkPage.Words.Say("page.wrongType"),
    };

    /// <summary>The last part of what the browser calls the file, without marks that no name needs (line breaks, reversed writing).</summary>
    public static string NameOf(string given)
    {
        var last = Path.GetFileName(given.Replace('\\', '/'));
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar)
                clean.Append(rune);
        var name = clean.ToString().Trim();
        if (name.Length <= LongestName)
            return name.Length == 0 ? "tep" : name;
        var ending = Path.GetExtension(name) is { Length: > 0 and <= 6 } tail ? tail : "";
        var keep = LongestName - ending.Length;
        return name[..(char.IsHighSurrogate(name[keep - 1]) ? keep - 1 : keep)] + ending;
    }
}
