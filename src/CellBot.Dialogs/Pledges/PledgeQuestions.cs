using CellBot.Dialogs.Dates;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>What the pledge dialog asks, in its order. Keys of an item begin with "item-{n}/"; n is never reused.</summary>
internal static class PledgeQuestions
{
    public static Question<string> Begin(Voice voice, PledgeView view) => Questions.Choice("begin",
        voice.Screen("pledge.start", [("Year", view.Campaign.Year)], "begin", view.LastYear is null ? Pick.None : "reuse", "photo"),
        ("bat dau", "begin"), ("chup anh", "photo"));

    public static Question<string> Late(Voice voice, PledgeView view) => Questions.Choice("late",
        voice.Screen("pledge.windowClosed", [("Date", $"{view.Campaign.ClosesAt:dd/MM/yyyy}")], "late", "help"));

    public static Question<string> Common(Voice voice, PledgeView view) => Questions.Choice("common",
        voice.Screen("pledge.commonStandards", [("CommonShort", string.Join("; ", view.Campaign.CommonStandards.Select(standard => standard.Short)))], "agree", "read", "discuss"),
        ("co", "agree"), ("dong y", "agree"), ("cam ket", "agree"), ("nhat tri", "agree"), ("vang", "agree"), ("da", "agree"));

    public static Question<string> CommonInFull(Voice voice, PledgeView view) => Questions.Choice("common-full",
        voice.Screen("pledge.commonDetail", [("CommonList", string.Join('\n', view.Campaign.CommonStandards.Select(standard => "– " + standard.Text)))], "agree", "discuss"),
        ("co", "agree"), ("dong y", "agree"), ("cam ket", "agree"));

    /// <summary>Own standards, several at once: "1 3", "1,3", "1 và 3". Stored as their ids, joined by a space.</summary>
    public static Question<IReadOnlyList<string>> OwnStandards(Voice voice, PledgeView view) => Several.Of("own",
        voice.Screen("pledge.ownStandards", [], Pick.Many(view.Campaign.OwnStandards.Select(standard => new Choice(standard.Id, standard.Text)))));

    public static Question<string> Area(Voice voice, PledgeCampaign campaign, int n, int position) => Questions.Choice($"item-{n}/area",
        voice.Screen("pledge.chooseArea", [("k", position)], Pick.Many(campaign.Areas.Select(area => new Choice(area.Code, area.Title)))));

    public static Question<string> Sample(Voice voice, PledgeArea area, int n) => Questions.Choice($"item-{n}/sample",
        voice.Screen("pledge.chooseSample", [("Area", area.Title)], Pick.Many(area.Samples.Select(sample => new Choice(sample.Id, sample.Content))), "own"),
        ("tu viet", "own"));

    public static Question<Written> Content(Voice voice, int n) => Questions.Words($"item-{n}/content", voice.Say("pledge.askContent"), voice, "pledge.contentTooVague", least: 10, most: 1000, title: "nội dung việc");

    public static Question<Written> Measure(Voice voice, int n) => Questions.Words($"item-{n}/measure", voice.Screen("pledge.askMeasure", [], "same"), voice, "text.needed", least: 1, most: 300, title: "kết quả cần đạt");

    /// <summary>All through the year (null), or a day of the campaign's year.</summary>
    public static Question<DateOnly?> Due(Voice voice, PledgeCampaign campaign, int n, DateTimeOffset now)
    {
        var year = campaign.Year;
        return DayQuestions.Day($"item-{n}/due",
            voice.Screen("pledge.askDue", [], "all-year", $"{year}-06-30", $"{year}-12-31", "other"), voice, now,
            last: new DateOnly(year, 12, 31), without: "all-year", other: "other", title: "thời gian hoàn thành");
    }

    public static Question<string> Next(Voice voice, PledgeCampaign campaign, PledgeItem? item, int n, int position) => Questions.Choice($"item-{n}/next",
        voice.Screen("pledge.itemSaved", [("k", position), ("Content", item?.Content), ("DueText", item?.DueText)],
            position < campaign.MaxItems ? "add" : Pick.None, "edit", "review"),
        ("them", "add"), ("sua", "edit"), ("xem lai", "review"), ("gui", "review"), ("xong", "review"));

    public static Question<string> Review(Voice voice, PledgeView view, IReadOnlyList<PledgeItem> items, Screen? opening) => Questions.Choice("review",
        voice.Screen("pledge.review", [("Year", view.Campaign.Year), ("ItemList", Lines(items))], "edit", "send", "later"),
        ("gui", "send"), ("dong y", "send"), ("xac nhan", "send"), ("sua", "edit"), ("de sau", "later")) with { Opening = opening };

    /// <summary>Which line of the summary to change.</summary>
    public static Question<string> EditWhich(Voice voice, IReadOnlyList<(int Ordinal, PledgeItem Item)> items, bool more) => Questions.Choice("edit-which",
        voice.Screen("review.editWhich", [], Pick.Many(
        [
            .. items.Select((entry, i) => new Choice($"item-{entry.Ordinal}", $"Việc {i + 1}: {entry.Item.Content}")),
            .. more ? [new Choice("add", "Thêm một việc")] : Array.Empty<Choice>(),
            new Choice("back", "Không sửa nữa"),
        ])));

    public static Question<string> EditHow(Voice voice, PledgeItem item, bool mayRemove) => Questions.Choice("edit-how",
        voice.Screen("pledge.editHow", [("Content", item.Content)], "change", mayRemove ? "remove" : Pick.None, "back"));

    /// <summary>Whether an item taken over or recorded before has been removed on the summary; never asked, only set.</summary>
    public static string GoneKey(int n) => $"gone-{n}";

    /// <summary>Set when an item is added to those taken over.</summary>
    public const string MoreKey = "more";

    public static string Lines(IReadOnlyList<PledgeItem> items) => string.Join('\n', items.Select((item, i) => $"Việc {i + 1}: {item.Content} ({item.DueText})"));
}
