using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Tasks;

/// <summary>Tasks: who does what by when, how far it is, and that it is done.</summary>
internal static class TaskFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(AssignTasks.Name, AssignTasks.Open) { Title = "Giao việc", Phrases = ["giao viec", "/giaoviec", "phan cong", "giao nhiem vu", "phan cong nhiem vu"], Match = AssignTasks.Says, For = me => me.LeadsCell },
            new(TaskList.Name, TaskList.Open) { Title = "việc đã giao", Phrases = ["viec da giao", "cac viec da giao", "tien do viec", "viec cua chi bo"], For = me => me.LeadsCell },
            new(TaskOne.Name, async opening => new TaskOne(await TaskView.Load(opening))) { For = me => me.LeadsCell },
            new(TaskConfirm.Name, async opening => new TaskConfirm(await TaskView.Load(opening))) { For = me => me.LeadsCell },
            new(TaskBack.Name, async opening => new TaskBack(await TaskView.Load(opening))) { Title = "Xem việc báo xong", For = me => me.LeadsCell },
            new(TaskReassign.Name, async opening => new TaskReassign(await TaskView.Load(opening))) { Title = "Đổi người thực hiện", For = me => me.LeadsCell },
            new(TaskDrop.Name, async opening => new TaskDrop(await TaskView.Load(opening))) { Title = "Dừng việc", For = me => me.LeadsCell },
            new(TaskReply.Name, async opening => new TaskReply(await TaskView.Load(opening))) { Title = "Trả lời vướng mắc", For = me => me.LeadsCell },
            new(TaskCard.Name, TaskCard.Open),
            new(TaskReceived.Name, async opening => new TaskReceived(await OwnTask.Load(opening))),
            new(TaskDone.Name, async opening => new TaskDone(await OwnTask.Load(opening))),
            new(TaskNotYet.Name, async opening => new TaskNotYet(await OwnTask.Load(opening))),
            new(TaskBlocked.Name, async opening => new TaskBlocked(await OwnTask.Load(opening))) { Title = "Báo vướng mắc" },
        ],
        Outcomes:
        [
            Outcome.Of<TasksAssigned>(TaskOutcomes.Assigned), Outcome.Of<TaskProgress>(TaskOutcomes.Progressed), Outcome.Of<TaskJudged>(TaskOutcomes.Judged),
            Outcome.Of<TaskMoved>(TaskOutcomes.Moved), Outcome.Of<TaskAnswered>(TaskOutcomes.Answered),
        ],
        Ticks: []);
}
