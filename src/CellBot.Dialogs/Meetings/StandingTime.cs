using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <param name="Rule">null: there is no standing meeting any more.</param>
internal sealed record StandingTimeSet(string UnitId, RecurrenceRule? Rule) : Fact;

/// <summary>"họp mùng 3 hàng tháng 19h30": from then on the secretary is asked once a month, with everything as last time.</summary>
/// <param name="taken">Regular meetings that are announced.</param>
internal sealed class StandingTime(OrgUnit cell, IReadOnlyList<DateTimeOffset> taken, string? typed) : IDialog
{
    public const string Name = "meeting.standing";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var rule = (typed is null || chat.Has("ask-rule") ? null : Read(typed, chat.StartedAt, cell.Settings)) ?? await chat.Ask(Rule(voice, chat.StartedAt));
        var settings = cell.Settings with { MeetingRule = rule };
        var next = MeetingDefaults.NextRegular(chat.Now, cell.Settings.MeetingTime, settings, settings.Holidays(), taken);
        if (await chat.Ask(Questions.Choice("sure", voice.Screen("standing.confirm", [("RuleText", Words(rule)), ("When", VietnameseDates.When(next)), ("Days", settings.StandingAskDays)], "edit", "set"), ("sua", "edit"), ("ghi", "set"), ("dong y", "set"))) == "edit")
            await chat.Rewrite(new() { Forget = ["sure"], Revise = ["rule"], Set = [("ask-rule", "yes")] });
        chat.Record(new StandingTimeSet(cell.Id, rule));
        chat.Say(voice.Say("standing.set", ("RuleText", Words(rule)), ("AskAt", VietnameseDates.When(StandingPrompt.AskAt(next, settings, chat.Now)))));
    }

    /// <summary>Stored as it was typed: it is the same rule whenever it is read.</summary>
    private Question<RecurrenceRule> Rule(Voice voice, DateTimeOffset now) => new("rule", voice.Say("standing.ask", ("NowText", cell.Settings.MeetingRule is { } set ? $"Đang là: {Words(set)}." : "")))
    {
        Title = "lịch họp thường kỳ",
        Read = input => input.IsText(out var text) && Read(text, now, cell.Settings) is { } rule ? new Accepted<RecurrenceRule>(rule, text) : new Refused<RecurrenceRule>(voice.Say("standing.example")),
        Restore = stored => Read(stored, now, cell.Settings) is { } rule ? rule : Kept<RecurrenceRule>.Gone,
    };

    /// <summary>A monthly rule; of another one there is no regular meeting of a month.</summary>
    private static RecurrenceRule? Read(string text, DateTimeOffset now, CellSettings settings) =>
        VietnameseDateReader.Read(text, now, DateReadingOptions.Future).Rule is { Every: RecurrenceUnit.Month } rule && rule.NextOnOrAfter(DateOnly.FromDateTime(now.DateTime)) is not null
            ? rule.Clock is null ? rule with { Clock = settings.MeetingTime } : rule
            : null;

    /// <summary>"mùng 3 hằng tháng, 19 giờ 30", "thứ Hai đầu tiên hằng tháng, 14 giờ".</summary>
    public static string Words(RecurrenceRule rule)
    {
        var day = (rule.Weekday, rule.Day) switch
        {
            ({ } weekday, _) => $"{VietnameseDates.Weekday(weekday)} {rule.Ordinal switch { 1 => "đầu tiên", 2 => "thứ hai", 3 => "thứ ba", 4 => "thứ tư", _ => "cuối cùng" }}",
            (_, RecurrenceRule.LastDay) => "ngày cuối",
            (_, { } number) => number <= 10 ? $"mùng {number}" : $"ngày {number}",
            _ => "",
        };
        return $"{day} hằng tháng{(rule.Lunar ? " âm lịch" : "")}{(rule.Clock is { } clock ? $", {VietnameseDates.Hour(clock)}" : "")}";
    }

    public static async ValueTask<IDialog> Open(Opening opening) => opening.Me is { LeadsCell: true, Cell: { } cell }
        ? new StandingTime(cell, await StandingPrompt.Taken(opening.Reader, cell.Id, opening.Now), opening.ArgOrNull("typed"))
        : new NotForYou();
}

/// <summary>"bỏ lịch họp thường kỳ".</summary>
internal sealed class StandingEnd(OrgUnit cell) : IDialog
{
    public const string Name = "meeting.standing-end";

    public Task Run(IChat chat)
    {
        if (cell.Settings.MeetingRule is null)
        {
            chat.Say(chat.Voice.Say("standing.none"));
            return Task.CompletedTask;
        }
        chat.Record(new StandingTimeSet(cell.Id, null));
        chat.Say(chat.Voice.Say("standing.ended"));
        return Task.CompletedTask;
    }

    public static ValueTask<IDialog> Open(Opening opening) => ValueTask.FromResult<IDialog>(opening.Me is { LeadsCell: true, Cell: { } cell } ? new StandingEnd(cell) : new NotForYou());
}
