using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Papers;

namespace CellBot.Dialogs.Secretary;

/// <summary>"ai chưa nộp": names with their last contact, and one number to remind them all. For secretary and deputy only: a group never hears a name.</summary>
internal sealed class MissingDialog(IReadOnlyList<MissingView> views, string? source, ObligationKind? kind) : IDialog
{
    public const string Name = "missing";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var meant = views.Where(view => (source is null || view.SourceId == source) && (kind is null || view.Kind == kind)).ToArray();
        chat.Say(meant switch
        {
            [] => voice.Say("missing.none"),
            [var only] => Screen(voice, only),
            _ => voice.Screen("missing.which", [], Pick.Many(meant.Select(view =>
                new Choice("go", $"{Voice.Capital(view.Item)}: còn {view.People.Count}/{view.Eligible}", Start.Of(Name, ("source", view.SourceId)))))) with { Topic = "missing" },
        });
        return Task.CompletedTask;
    }

    public static Screen Screen(Voice voice, MissingView view)
    {
        var list = string.Join('\n', view.People.Select(missing => $"– {missing.Person.FullName}: {missing.Reach}"));
        Pick all = Start.Of(NudgeDialog.Name, ("source", view.SourceId)), some = Start.Of(NudgeDialog.Name, ("source", view.SourceId), ("who", "choose"));
        Pick print = view.Kind switch
        {
            ObligationKind.Pledge => MakePaper.Start(PaperKind.PledgeList, view.SourceId), ObligationKind.Reflection => MakePaper.Start(PaperKind.ReflectionList, view.SourceId), _ => Pick.None,
        };
        var (k, n) = (view.People.Count, view.Eligible);
        return (view.Kind is ObligationKind.Reflection
            ? voice.Screen("cell.missing", [("Study", Title(view.Item)), ("k", k), ("N", n), ("List", list)], all, some, print)
            : voice.Screen("cell.missingItem", [("Item", view.Item), ("k", k), ("N", n), ("List", list)], all, some, print)) with { Topic = "missing/" + view.SourceId };
    }

    /// <summary>Of "bài thu hoạch “…”" what stands between the quotes.</summary>
    private static string Title(string item) => item.IndexOf('“') is >= 0 and var from && item.LastIndexOf('”') is var to && to > from ? item[(from + 1)..to] : item;
}

/// <summary>"Nhắc tất cả", "Chọn từng đồng chí": each is told in private; whoever had the day's message hears next morning.</summary>
internal sealed class NudgeDialog(MissingView? view, bool chooses) : IDialog
{
    public const string Name = "missing.nudge";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view is null) { chat.Say(voice.Say("missing.none")); return; }
        IReadOnlyList<MissingPerson> meant = view.People;
        if (chooses)
        {
            var ids = await chat.Ask(Several.Of("who", voice.Screen("missing.choose", [], Pick.Many(view.People.Select(missing => new Choice(missing.Person.Id, missing.Person.FullName))))));
            meant = [.. view.People.Where(missing => ids.Contains(missing.Person.Id))];
        }
        var reachable = meant.Where(missing => missing.IsReachable).ToArray();
        if (reachable.Length > 0) chat.Record(new Nudged([.. reachable.Select(missing => missing.Duty.Id)]));
        var held = reachable.Count(missing => missing.HadTodays);
        string[] rest =
        [
            held > 0 ? $"{held} đồng chí hôm nay đã có tin, sẽ nhắc sáng mai." : "",
            reachable.Length < meant.Count ? $"{NameList.Named(meant.Where(missing => !missing.IsReachable).Select(missing => missing.Person.FullName))} chưa kết nối, xin gọi điện." : "",
        ];
        chat.Say(voice.Say("nudge.sent", ("Sent", reachable.Length - held), ("HeldText", string.Join(' ', rest.Where(part => part.Length > 0)))));
    }

    public static async ValueTask Nudge(Nudged fact, Effects effects)
    {
        if (effects.Me is not { LeadsCell: true, Cell: { } cell }) return;
        foreach (var dutyId in fact.DutyIds)
        {
            if (await effects.Desk.Get<Obligation>(dutyId) is not { IsOpen: true } duty || duty.UnitId != cell.Id) continue;
            var had = await effects.Desk.Get<ReminderDay>(ReminderDay.IdOf(effects.Today, duty.OwnerId)) is not null;
            var at = had || cell.Settings.IsQuietAt(effects.Now) ? cell.Settings.NextMorning(effects.Now) : effects.Now;
            // Once a day: pressed twice it is one nudge.
            var id = Reminder.IdOf(duty.OwnerId, Stage.Nudge, duty.Id, effects.Today.DayNumber);
            if (await effects.Desk.Get<Reminder>(id) is null)
                effects.Desk.Put(new Reminder(id) { PersonId = duty.OwnerId, Stage = Stage.Nudge, ObjectId = duty.Id, Version = effects.Today.DayNumber, DueAt = at });
        }
        effects.Audit("nudge", fact.DutyIds[0]);
    }
}
