using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Study;

/// <summary>Questions that are answered with photographs of pages or with files, in any order and over several messages.</summary>
internal static partial class PageQuestions
{
    public const string Key = "pages";

    /// <summary>Photos that come within this time of one another get one answer.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    /// <summary>Pixels of the shorter side below which handwriting is hard to read.</summary>
    private const int ReadableSide = 600;

    private static readonly HashSet<string> Yes = ["dung", "dung roi", "du", "du trang roi", "phai", "phai roi", "vang", "da", "co", "ok"];
    private static readonly HashSet<string> No = ["khong", "khong phai", "sai", "ko"];

    public static bool IsSmall(Attachment item) => item is { Kind: AttachmentKind.Photo, Width: { } width, Height: { } height } && Math.Min(width, height) < ReadableSide;

    /// <summary>Pages that came without a command: whose paper they are is asked with them.</summary>
    /// <param name="sure">They were asked for, so it need not be asked.</param>
    public static Question<Pages> Unprompted(Voice voice, StudyCampaign target, Func<string, StudyCampaign?> find, bool sure) =>
        Of(Key, voice.Say("reflection.photoMode"), voice, new Pages { Study = target.Id, Sure = sure }, pages => pages.Sure
            ? Received(voice, pages)
            : Whose(voice, pages, (pages.Study is { } id ? find(id) : null) ?? target));

    /// <summary>Pages that were asked for.</summary>
    public static Question<Pages> Asked(Voice voice, string prompt) =>
        Of(Key, prompt, voice, new Pages { Sure = true }, pages => Received(voice, pages));

    /// <summary>Order of the pages, one fewer, or more of them; "xong" leaves them as they are.</summary>
    public static Question<Pages> Arrange(Voice voice, Pages pages) =>
        Of("edit-pages", ReorderScreen(voice, pages), voice, pages with { Sure = true }, more => Received(voice, more)) with { Show = null };

    private static Question<Pages> Of(string key, Screen prompt, Voice voice, Pages start, Func<Pages, Screen> received) => new(key, prompt)
    {
        TakesMany = true,
        Title = "các trang bài viết",
        Continued = partial => Pages.Read(partial) is { Items.Count: > 0 } pages ? received(pages) : prompt,
        Show = stored => Pages.Read(stored)?.FormText() ?? "",
        Restore = stored => Pages.Read(stored) is { Items.Count: > 0 } pages ? pages : Kept<Pages>.Gone,
        Read = input =>
        {
            var pages = Pages.Read(input.Partial) ?? start;
            if (input.Attachments.Count > 0)
            {
                pages = pages.With(input.Attachments, input.Text, input.Now);
                return new More<Pages>(pages.Stored(), Doubt(voice, pages) ?? received(pages) with { Settle = Quiet });
            }
            var folded = input.IsText(out var text) ? VietnameseText.ForMatching(text) : "";
            if (input.ChoiceId is "keep") return new More<Pages>((pages with { Small = null }).Stored(), received(pages));
            if (input.ChoiceId is "done" || GlobalWords.IsDone(folded) || Yes.Contains(folded))
                return pages.Items.Count > 0 ? new Accepted<Pages>(pages, pages.Stored()) : new Refused<Pages>(prompt.Text);
            if (input.ChoiceId is "other" || No.Contains(folded) && !pages.Sure)
                return new Accepted<Pages>(pages with { Other = true }, (pages with { Other = true }).Stored());
            if (input.ChoiceId is "more") return new More<Pages>((pages with { Sure = true }).Stored(), voice.Say("photo.goOn"));
            if (input.ChoiceId is "arrange") return new More<Pages>(pages.Stored(), ReorderScreen(voice, pages));
            return Rearranged(folded, pages) switch
            {
                { Items.Count: 0 } => new Refused<Pages>(voice.Say("photo.keepOne")),
                { } arranged => new More<Pages>(arranged.Stored(), received(arranged)),
                _ => new Refused<Pages>(pages.Items.Count > 0 ? null : prompt.Text),
            };
        },
    };

    private static Screen Whose(Voice voice, Pages pages, StudyCampaign study) => pages.Form() is ReflectionForm.Photos
        ? voice.Screen("photo.unprompted", [("Pages", pages.Items.Count), ("Study", study.Title)], "done", "more", "other")
        : voice.Screen("file.unprompted", [("Form", pages.FormText()), ("Study", study.Title)], "done", "more", "other");

    private static Screen Received(Voice voice, Pages pages) => pages.Items is [.., { Kind: AttachmentKind.Document } file]
        ? file.Pages is { } count
            ? voice.Screen("upload.done", [("FileName", file.FileName), ("Pages", count)], "done", "more")
            : voice.Screen("file.received", [("FileName", file.FileName)], "done", "more")
        : voice.Screen("photo.batchReceived", [("Pages", pages.Items.Count)], "done", "more", pages.Items.Count > 1 ? "arrange" : Pick.None);

    private static Screen? Doubt(Voice voice, Pages pages) =>
        pages.Small is { } place ? voice.Screen("photo.tooSmall", [("k", place + 1)], "keep") with { Settle = Quiet } : null;

    private static Screen ReorderScreen(Voice voice, Pages pages) =>
        (Screen)voice.Say("photo.reorder", ("Pages", pages.Items.Count)) with { Attachments = pages.Items };

    /// <summary>"2 1 3", "bỏ 2"; null when the text is neither.</summary>
    private static Pages? Rearranged(string folded, Pages pages)
    {
        var numbers = Digits().Matches(folded).Select(match => int.Parse(match.Value)).ToArray();
        if (numbers.Length == 0 || numbers.Any(n => n < 1 || n > pages.Items.Count) || numbers.Distinct().Count() != numbers.Length) return null;
        if (Drop().IsMatch(folded)) return pages with { Items = [.. pages.Items.Where((_, i) => !numbers.Contains(i + 1))] };
        return Order().IsMatch(folded) && numbers.Length == pages.Items.Count ? pages with { Items = [.. numbers.Select(n => pages.Items[n - 1])] } : null;
    }

    [GeneratedRegex(@"[0-9]{1,3}")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:bo|xoa)(?: trang)?(?: (?:va )?[0-9]{1,3})+$")]
    private static partial Regex Drop();

    [GeneratedRegex(@"^(?:thu tu )?[0-9]{1,3}(?: [0-9]{1,3})*$")]
    private static partial Regex Order();
}
