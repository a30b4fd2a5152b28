using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Months;

namespace CellBot.Dialogs.Aids;

/// <param name="Month">Its first day.</param>
/// <param name="Undo">Takes the tick away.</param>
internal sealed record MonthTicked(DateOnly Month, string Work, bool Undo) : Fact;

/// <summary>"việc trong tháng": the usual work of a month with its ticks; a number does what is left, or ticks it.</summary>
internal sealed partial class MonthList(MonthWork? work) : IDialog
{
    public const string Name = "month";

    public Task Run(IChat chat)
    {
        chat.Say(work is null ? chat.Voice.Say("error.noPermission") : Screen(chat.Voice, work));
        return Task.CompletedTask;
    }

    public static Screen Screen(Voice voice, MonthWork work)
    {
        var left = work.Lines.Where(line => !line.IsDone).ToArray();
        var done = string.Concat(work.Lines.Where(line => line.IsDone).Select(line => "\n✓ " + line.Text));
        return (left.Length == 0 ? voice.Say("month.done", ("Month", work.Month.Month), ("All", work.Lines.Count))
            : voice.Screen("month.list", [("Month", work.Month.Month), ("Done", work.Lines.Count - left.Length), ("All", work.Lines.Count), ("Ticked", done)], Pick.Many(left.Select(line => new Choice("go", line.Text, Start.Of(MonthTickDialog.Name, ("month", $"{work.Month:yyyy-MM-dd}"), ("work", line.Code))))))) with { Topic = Name };
    }

    public static async ValueTask<IDialog> Open(Opening opening) => new MonthList(await Load(opening));

    /// <summary>The month named in the start, else this one; null for those who lead no cell.</summary>
    public static async ValueTask<MonthWork?> Load(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell: { } cell }) return null;
        var month = DateOnly.TryParseExact(opening.ArgOrNull("month"), "yyyy-MM-dd", out var named) ? named
            : int.TryParse(opening.ArgOrNull("number"), out var number) && number is >= 1 and <= 12 ? Nearest(number, opening.Today) : opening.Today;
        return await MonthWork.Load(opening.Reader, cell, month, opening.Now);
    }

    /// <summary>The month of that number that is nearest to today: in January "tháng 12" is last month.</summary>
    private static DateOnly Nearest(int number, DateOnly today) =>
        new[] { -1, 0, 1 }.Select(years => new DateOnly(today.Year + years, number, 1)).MinBy(month => Math.Abs((month.Year - today.Year) * 12 + month.Month - today.Month));

    public static Start? Asks(string folded, string text, View.Me me) =>
        Asked().Match(folded) is { Success: true } found ? Start.Of(Name, ("number", found.Groups["n"].Value)) : null;

    [GeneratedRegex(@"^viec (?:cua chi bo |chi bo )?(?:trong )?thang (?<n>\d{1,2})$")]
    private static partial Regex Asked();
}

/// <summary>One line of the list: done here, or done elsewhere and ticked.</summary>
internal sealed class MonthTickDialog(MonthWork? work, string code) : IDialog
{
    public const string Name = "month.tick";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (work?.Lines.FirstOrDefault(line => line.Code == code) is not { } line) { chat.Say(voice.Say(work is null ? "error.noPermission" : "month.gone")); return; }
        if (line.IsDone) { chat.Say(MonthList.Screen(voice, work)); return; }
        if (line.Go is { } go)
        {
            var answer = await chat.Ask(Questions.Choice("how", voice.Screen("month.how", [("Text", line.Text)], "now", "done", "later"), ("lam", "now"), ("xong", "done"), ("da lam", "done"), ("de sau", "later")));
            if (answer == "now") await chat.GoTo(go);
            if (answer == "later") { chat.Say(voice.Say("meeting.later")); return; }
        }
        chat.Record(new MonthTicked(work.Month, code, Undo: false));
        chat.OfferUndo(Start.Of(MonthUntick.Name, ("month", $"{work.Month:yyyy-MM-dd}"), ("work", code)), chat.Now.AddMinutes(10));
        chat.Say(voice.Say("month.ticked", ("Text", line.Text)));
        chat.Say(MonthList.Screen(voice, work with { Lines = [.. work.Lines.Select(each => each.Code == code ? each with { IsDone = true } : each)] }));
    }

    public static async ValueTask<IDialog> Open(Opening opening) => new MonthTickDialog(await MonthList.Load(opening), opening.Arg("work"));

    public static async ValueTask Ticked(MonthTicked fact, Effects effects)
    {
        if (effects.Me is not { LeadsCell: true, Cell: { } cell }) return;
        var id = MonthTicks.IdOf(cell.Id, fact.Month);
        var before = await effects.Desk.Get<MonthTicks>(id) ?? new MonthTicks(id) { UnitId = cell.Id };
        var others = before.Ticks.Where(tick => tick.Work != fact.Work);
        effects.Desk.Put(before with { Ticks = [.. fact.Undo ? others : others.Append(new MonthTick(fact.Work, effects.Me.Id, effects.Now))] });
        effects.Audit(fact.Undo ? "month-unticked" : "month-ticked", id);
    }
}

/// <summary>"0" right after a tick.</summary>
internal sealed class MonthUntick(MonthWork? work, string code) : IDialog
{
    public const string Name = "month.untick";

    public Task Run(IChat chat)
    {
        if (work is null) { chat.Say(chat.Voice.Say("error.noPermission")); return Task.CompletedTask; }
        chat.Record(new MonthTicked(work.Month, code, Undo: true));
        chat.Say(MonthList.Screen(chat.Voice, work with { Lines = [.. work.Lines.Select(line => line.Code == code ? line with { IsDone = false } : line)] }));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening) => new MonthUntick(await MonthList.Load(opening), opening.Arg("work"));
}
