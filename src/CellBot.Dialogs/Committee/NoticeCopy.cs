using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Committee;

/// <summary>
/// The watcher of the body above has a copy of what a cell announces about its meetings (rules 2.2, model section 6): one message next morning for all cells, since messages are scarce; at once what
/// is over by then. Times and places only: who is invited and who answers is the cell's own.
/// </summary>
internal static class NoticeCopy
{
    public static StageWriter Stages { get; } = new([Stage.CellNotices], Write);

    public static async ValueTask Plan(Effects effects, Notice notice, Meeting meeting)
    {
        if (meeting.Kind is MeetingKind.CellCommittee || await effects.Desk.Get<OrgUnit>(meeting.UnitId) is not { IsCell: true, ParentId: { } above } cell) return;
        if (await Officers.WatcherOf(effects.Desk, above, effects.Today, except: notice.SenderId) is not { } watcher) return;
        var morning = (await Ladder.SettingsOf(effects.Desk, above)).NextMorning(effects.Now);
        if (meeting.StartsAt <= morning)
        {
            var line = Line(cell.Name, notice, meeting);
            await effects.Post.Send(watcher.Id, voice => voice.Say("committee.cellNotices", ("List", "– " + line)), options: new PostOptions { NotAfter = meeting.StartsAt });
            return;
        }
        var id = Reminder.IdOf(watcher.Id, Stage.CellNotices, above, QuietHours.Day(morning).DayNumber);
        if (await effects.Desk.Get<Reminder>(id) is null)
            effects.Desk.Put(new Reminder(id) { PersonId = watcher.Id, Stage = Stage.CellNotices, ObjectId = above, Version = QuietHours.Day(morning).DayNumber, DueAt = morning });
    }

    /// <summary>What left in the day before the morning it was planned for.</summary>
    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        if (!run.Me.Bodies.Contains(run.Reminder.ObjectId)) return new StageVerdict.Skip("handed over");
        var until = QuietHours.On(DateOnly.FromDayNumber(run.Reminder.Version), (await Ladder.SettingsOf(desk, run.Reminder.ObjectId)).ReminderTime, run.Now.Offset);
        var lines = new List<string>();
        foreach (var unit in await desk.Find(OrgUnit.ByParent, run.Reminder.ObjectId, 100_000))
        {
            if (!unit.IsCell || unit.ParentId != run.Reminder.ObjectId) continue;
            foreach (var meeting in await desk.Range(Meeting.ByUnit, $"{unit.Id}/{until.UtcDateTime:yyyyMMddHHmm}", $"{unit.Id}/9"))
                if (meeting.Kind is not MeetingKind.CellCommittee && await desk.Get<Notice>(Notice.IdOf(meeting.Id, meeting.NoticeVersion)) is { State: NoticeState.Spread or NoticeState.Spreading } last && last.SendAt < until && last.SendAt >= until.AddDays(-1))
                    lines.Add("– " + Line(unit.Name, last, meeting));
        }
        return lines.Count == 0 ? new StageVerdict.Skip("nothing to tell") : new StageVerdict.Say(run.Voice.Say("committee.cellNotices", ("List", string.Join('\n', lines))), "", null, Merges: false);
    }

    private static string Line(string cell, Notice notice, Meeting meeting) => notice.Kind switch
    {
        NoticeKind.Cancel => $"{cell} không tổ chức {meeting.Title}, {MeetingWords.When(meeting)}.",
        NoticeKind.Change => $"{cell} đổi {meeting.Title}: {MeetingWords.When(meeting)}, tại {MeetingWords.Place(meeting)}.",
        _ => $"{cell}: {meeting.Title}, {MeetingWords.When(meeting)}, tại {MeetingWords.Place(meeting)}. Nội dung: {MeetingWords.AgendaShort(meeting)}.",
    };
}
