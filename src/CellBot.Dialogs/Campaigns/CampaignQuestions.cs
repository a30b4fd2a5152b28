using CellBot.Dialogs.Dates;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Campaigns;

/// <summary>What opening and moving a campaign ask.</summary>
internal static class CampaignQuestions
{
    /// <summary>The last day. Stored as yyyy-MM-dd.</summary>
    /// <param name="suggested">Offered as choices, soonest first.</param>
    /// <param name="refuse">Why a day will not do; null if it will.</param>
    public static Question<DateOnly> Due(Voice voice, Screen head, DateTimeOffset now, IReadOnlyList<DateOnly> suggested, Func<DateOnly, string?> refuse)
    {
        var prompt = new Screen(head.Text, [.. suggested.Select(day => new Choice($"{day:yyyy-MM-dd}", Voice.Capital(VietnameseDates.Long(day)))), new Choice("other", "Ngày khác (xin nhắn ngày)")]);
        var question = DayQuestions.Day("due", prompt, voice, now, other: "other", title: "hạn nộp");
        return new("due", prompt)
        {
            Title = question.Title,
            Read = input => question.Read(input) switch
            {
                Accepted<DateOnly?> { Value: { } day } taken => refuse(day) is { } reason ? new Refused<DateOnly>(reason) : new Accepted<DateOnly>(day, taken.Canonical),
                More<DateOnly?> more => new More<DateOnly>(more.Partial, more.Reply),
                Offer<DateOnly?> offer => new Offer<DateOnly>(offer.Screen),
                Refused<DateOnly?> refused => new Refused<DateOnly>(refused.Because),
                _ => new Refused<DateOnly>(null),
            },
            // A day kept overnight may have passed.
            Restore = stored => question.Restore(stored) is { Fits: true, Value: { } day } && day >= QuietHours.Day(now) && refuse(day) is null ? day : Kept<DateOnly>.Gone,
            Show = question.Show,
        };
    }

    /// <summary>A day off is allowed once it was seen; "another day" asks for the date again.</summary>
    public static async Task<DateOnly> Sure(IChat chat, Question<DateOnly> question, CellSettings settings)
    {
        var day = await chat.Ask(question);
        if (DayOff(settings, day) is { } name && await chat.Ask(Questions.Choice("day-off", chat.Voice.Screen("date.holiday", [("Date", VietnameseDates.Short(day)), ("Holiday", name)], "keep", "other"))) == "other")
            await chat.Rewrite(new() { Forget = ["due", "day-off"] });
        return day;
    }

    public static Question<Written> Title(Voice voice, Func<string, string?> refuse) => Questions.Text("title", voice.Say("campaign.askTitle"),
        text => text.Trim().Length is < 5 or > 120 ? voice.Say("campaign.titleLength") : refuse(Clean(text)), title: "tên đợt");

    /// <summary>Without the quotes that stand around it wherever it is spoken of.</summary>
    public static string Clean(string title) => VietnameseText.ForStorage(title).Trim().Trim('“', '”', '"', '\'', '.').Trim();

    private static string? DayOff(CellSettings settings, DateOnly day)
    {
        var days = settings.Holidays();
        return days.Name(day) ?? (days.IsWorkingDay(day) ? null : day.DayOfWeek is DayOfWeek.Sunday ? "Chủ nhật" : "thứ Bảy");
    }
}
