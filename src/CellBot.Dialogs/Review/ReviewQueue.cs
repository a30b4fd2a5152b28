using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Review;

/// <summary>What waits for a reviewer, announced once a day.</summary>
internal static class ReviewQueue
{
    public static StageWriter Writer { get; } = new([Stage.ReviewNew], Write);

    /// <summary>Plans the reviewer's next "có bản chờ xem": at the reminder time of the next day that is no day off, one for all that came in until then.</summary>
    public static async ValueTask Announce(Effects effects, Me author)
    {
        if (author.Cell is not { } cell) return;
        var reviewer = author.Reviewer?.Id ?? (cell.ParentId is { } above ? (await Officers.WatcherOf(effects.Desk, above, effects.Today, except: author.Id))?.Id : null);
        if (reviewer is null) return;
        await Plan(effects, reviewer, cell.Id, NextMorning(cell, effects.Now));
    }

    /// <summary>"Nhắc tôi lúc 20 giờ": that evening, or in the morning when it is later already.</summary>
    public static DateTimeOffset Tonight(OrgUnit cell, DateTimeOffset now)
    {
        var evening = new DateTimeOffset(now.Date.AddHours(20), now.Offset);
        return now < evening ? evening : NextMorning(cell, now);
    }

    public static async ValueTask Plan(Effects effects, string reviewerId, string unitId, DateTimeOffset at)
    {
        // A day has at most two: the morning's under its number, the evening that was asked for under its negative.
        var day = DateOnly.FromDateTime(at.DateTime).DayNumber;
        var version = at.Hour < 12 ? day : -day;
        var id = Reminder.IdOf(reviewerId, Stage.ReviewNew, unitId, version);
        if (await effects.Desk.Get<Reminder>(id) is not null) return;
        effects.Desk.Put(new Reminder(id) { PersonId = reviewerId, Stage = Stage.ReviewNew, ObjectId = unitId, Version = version, DueAt = at });
    }

    private static DateTimeOffset NextMorning(OrgUnit cell, DateTimeOffset now) =>
        new(HolidayCalendar.Default.WorkingDayFrom(DateOnly.FromDateTime(now.DateTime).AddDays(1)).ToDateTime(cell.Settings.ReminderTime), now.Offset);

    /// <summary>How many papers of a cell wait to be looked at; those of the asker, and of people who withdrew, are left out.</summary>
    public static async ValueTask<int> Pending(IReader reader, string unitId, string askerId)
    {
        string[] authors = [.. (await reader.Find(Pledge.Pending, unitId + "/")).Select(pledge => pledge.ParticipantId), .. (await reader.Find(Reflection.Pending, unitId + "/")).Select(reflection => reflection.ParticipantId)];
        var hidden = (await reader.Get<Participant>([.. authors.Distinct()])).Where(MyDataFeature.HasWithdrawn).Select(person => person.Id).Append(askerId).ToHashSet();
        return authors.Count(author => !hidden.Contains(author));
    }

    /// <summary>What this person has to decide about, the oldest first; never their own.</summary>
    /// <param name="others">If nothing waits for this person alone: what a deputy may decide in place of the secretary.</param>
    public static async ValueTask<IReadOnlyList<Paper>> Waiting(IReader reader, Me me, string unitId, DateOnly today, bool others = false)
    {
        var papers = new List<Paper>();
        foreach (var pledge in await reader.Find(Pledge.Pending, unitId + "/")) papers.Add(await Paper.Of(reader, pledge));
        foreach (var reflection in await reader.Find(Reflection.Pending, unitId + "/")) papers.Add(await Paper.Of(reader, reflection));
        var may = new List<Paper>();
        foreach (var paper in papers)
            if (await Reviewing.May(reader, me, paper, today))
                may.Add(paper);
        var sorted = may.OrderBy(paper => paper.SubmittedAt).ThenBy(paper => paper.Id, StringComparer.Ordinal).ToArray();
        Paper[] own = [.. sorted.Where(paper => me.Cell?.Id != unitId || me.ReviewerOf(paper.AuthorId) is not { } reviewer || reviewer.Id == me.Id)];
        return own.Length > 0 || !others ? own : sorted;
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var unitId = run.Reminder.ObjectId;
        var waiting = await Waiting(run.Effects.Desk, run.Me, unitId, run.Effects.Today);
        if (waiting.Count == 0) return new StageVerdict.Skip("done");
        if (await run.Effects.Desk.Get<OrgUnit>(unitId) is not { } cell) return new StageVerdict.Skip("no such unit");
        if (run.Reminder.Version > 0 && !HolidayCalendar.Default.IsWorkingDay(run.Effects.Today)) return new StageVerdict.Later(NextMorning(cell, run.Now));
        var begin = Start.Of(ReviewDialog.Name, ("unit", unitId));
        return new StageVerdict.Say(
            run.Voice.Screen("review.new", [("Pending", waiting.Count), ("Names", Names([.. waiting.Select(paper => paper.Author).Distinct()]))], begin, Start.Of(ReviewTonight.Name, ("unit", unitId))) with { Topic = "review/" + unitId },
            $"{waiting.Count} bản chờ xem", begin, Merges: false);
    }

    /// <summary>At most five, then how many more.</summary>
    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" và {names.Count - 5} đồng chí khác" : "");
}
