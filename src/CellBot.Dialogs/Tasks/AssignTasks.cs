using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Tasks;

/// <summary>"giao việc Quyên: thăm 5 hộ nghèo, hạn 20/12": a line for each task, one summary, and the owners are told.</summary>
/// <param name="typed">What stood behind the command.</param>
internal sealed class AssignTasks(string unitId, IReadOnlyList<Participant> people, string? typed) : IDialog
{
    public const string Name = "task.assign";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var question = TaskLine.Ask("tasks", voice.Say("task.ask"), people, voice, chat.StartedAt);
        IReadOnlyList<TaskLine>? tasks = null;
        if (typed is not null && !chat.Has("tasks"))
        {
            var read = question.Read(new Input(typed, null, [], null, chat.StartedAt));
            if (read is Accepted<IReadOnlyList<TaskLine>> taken) tasks = taken.Value;
            else if (read is Refused<IReadOnlyList<TaskLine>> { Because: { } why }) question = question with { Prompt = question.Prompt.After(why) };
        }
        tasks ??= await chat.Ask(question);
        var names = people.ToDictionary(person => person.Id, person => person.FullName);
        if (await chat.Ask(Questions.Choice("summary", voice.Screen("task.summary", [("List", List(tasks, names))], "edit", "send"), ("sua", "edit"), ("giao", "send"), ("dong y", "send"))) == "edit")
            await chat.Rewrite(new() { Forget = ["summary"], Revise = ["tasks"], Set = chat.Has("tasks") ? [] : [("tasks", string.Join('\n', tasks.Select(task => task.Canonical)))] });
        chat.Record(new TasksAssigned(unitId, null, tasks));
        chat.Say(voice.Say("task.sent", ("Count", tasks.Count)));
    }

    /// <summary>"– Võ Thu Quyên: thăm 5 hộ nghèo (hạn 20/12/2026)", a line each.</summary>
    public static string List(IReadOnlyList<TaskLine> tasks, IReadOnlyDictionary<string, string> names) => string.Join('\n', tasks.Select(task =>
        $"– {names.GetValueOrDefault(task.OwnerId, "")}: {task.Content}{(task.Target is null ? "" : $", chỉ tiêu {task.Target}")} (hạn {VietnameseDates.Short(task.DueOn)}{(task.CoWorkerIds.Count == 0 ? "" : $"; phối hợp: {string.Join(", ", task.CoWorkerIds.Select(id => names.GetValueOrDefault(id, "")))}")})"));

    /// <summary>Members of the cell, by their names.</summary>
    public static async ValueTask<IReadOnlyList<Participant>> People(IReader reader, string cellId) =>
        [.. (await reader.Find(Participant.ByCell, cellId + "/", 10_000)).Where(person => person.Kind is ParticipantKind.PartyMember).OrderBy(person => person.FullName, PersonName.Order)];

    public static async ValueTask<IDialog> Open(Opening opening) =>
        opening.Me is { LeadsCell: true, Cell: { } cell } ? new AssignTasks(cell.Id, await People(opening.Reader, cell.Id), opening.ArgOrNull("typed")) : new NotForYou();

    /// <summary>"giao việc {name}: {what}, hạn {day}", also "giao việc cho …".</summary>
    public static Start? Says(string folded, string text, Me me)
    {
        if (!me.LeadsCell || !folded.StartsWith("giao viec ", StringComparison.Ordinal) || !text.Contains(':')) return null;
        return Start.Of(Name, ("typed", MeetingCommand.After(text, folded.StartsWith("giao viec cho ", StringComparison.Ordinal) ? 3 : 2)));
    }
}
