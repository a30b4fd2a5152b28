using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Tasks;

/// <summary>A task in words.</summary>
internal static class TaskWords
{
    public static string DueText(ActionItem task) => VietnameseDates.Long(DateOnly.FromDateTime(task.DueAt.DateTime));

    public static string Due(ActionItem task) => VietnameseDates.Short(DateOnly.FromDateTime(task.DueAt.DateTime));

    /// <summary>As the glossary has it, in the middle of a sentence.</summary>
    public static string Status(ActionItemStatus status) => status switch
    {
        ActionItemStatus.Acknowledged => "đã nhận",
        ActionItemStatus.InProgress => "đang thực hiện",
        ActionItemStatus.Blocked => "gặp vướng mắc",
        ActionItemStatus.ReportedDone => "báo hoàn thành",
        ActionItemStatus.Done => "hoàn thành",
        ActionItemStatus.Dropped => "dừng thực hiện",
        _ => "đã giao",
    };

    /// <summary>What its owner is told of it; lines with nothing in them are left out.</summary>
    public static Screen Assigned(Voice voice, ActionItem task, IReadOnlyList<string> coWorkers)
    {
        var screen = voice.Screen("task.assigned",
            [("Source", task.SourceTitle ?? "phân công của chi bộ"), ("Content", task.Content), ("DueText", DueText(task)), ("CoWorkers", string.Join(", ", coWorkers)), ("Guidance", task.Target ?? task.Guidance)],
            Start.Of(TaskReceived.Name, ("task", task.Id)), Start.Of(TaskBlocked.Name, ("task", task.Id)));
        return screen with { Text = string.Join('\n', screen.Text.Split('\n').Where(line => !line.EndsWith(':'))), Topic = TaskBook.DutyOf(task) };
    }

    /// <summary>"Xong", "Chưa xong", "Gặp vướng mắc": under everything that asks how far it is.</summary>
    public static Pick[] Answers(ActionItem task) => [Start.Of(TaskDone.Name, ("task", task.Id)), Start.Of(TaskNotYet.Name, ("task", task.Id)), Start.Of(TaskBlocked.Name, ("task", task.Id))];

    /// <summary>What a stage of its ladder says.</summary>
    /// <param name="more">Of the word before the secretary is told: when, and who.</param>
    public static Screen OfStage(Voice voice, Stage stage, ActionItem task, Obligation duty, DateTimeOffset now, params IEnumerable<(string, object?)> more) => voice.Screen(
        stage switch { Stage.N3 => "task.beforeEscalation", Stage.N1 or Stage.N2 => "task.overdue", Stage.R0 => "task.lastDay", _ => DutyWords.DaysLate(duty, now) > 0 ? "task.overdue" : "task.due" },
        [.. DutyWords.Args(duty, now), ("Content", task.Content), .. more], Answers(task)) with { Topic = duty.Id };

    /// <summary>A line of a list of duties: "Việc “thăm 5 hộ nghèo”, còn 3 ngày (hạn 20/12/2026)".</summary>
    public static string Line(ActionItem task, Obligation duty, DateTimeOffset now) => DutyWords.Line(duty with { Item = $"việc “{task.Content}”" }, now);
}
