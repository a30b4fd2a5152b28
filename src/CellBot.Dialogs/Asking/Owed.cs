using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Tasks;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Tasks;

namespace CellBot.Dialogs.Asking;

/// <summary>One thing a person still has to do.</summary>
/// <param name="Line">As a numbered line says it.</param>
/// <param name="Brief">In a sentence, with its day: "bản đăng ký năm 2027 (31/01)".</param>
internal sealed record OwedThing(string Line, string Brief, DateTimeOffset At, Start Go);

/// <summary>Duties, invitations without an answer, and drafts of one person.</summary>
internal sealed record Owed(IReadOnlyList<OwedThing> Duties, IReadOnlyList<OwedThing> Meetings, IReadOnlyList<OwedThing> Drafts)
{
    public static async ValueTask<Owed> Load(Opening opening)
    {
        var me = opening.Me!;
        var duties = new List<OwedThing>();
        foreach (var duty in (await opening.Reader.Find(Obligation.OpenByOwner, me.Id + "/")).Where(duty => duty.OpensAt <= opening.Now))
        {
            // A task is named by its own words, which its owner may read.
            var task = duty.Kind is ObligationKind.ActionItem ? await opening.Reader.Get<ActionItem>(duty.SourceId) : null;
            duties.Add(new OwedThing(task is null ? DutyWords.Line(duty, opening.Now) : TaskWords.Line(task, duty, opening.Now),
                $"{(task is null ? duty.Item : $"việc “{task.Content}”")} ({VietnameseDates.DayMonth(DutyWords.DueDay(duty))})", duty.DueAt, DutyWords.Go(duty)));
        }
        return new Owed(duties, await Invitations(opening), await Unfinished(opening));
    }

    /// <summary>Duties and invitations, the nearest first.</summary>
    public IReadOnlyList<OwedThing> ByDate => [.. Duties.Concat(Meetings).OrderBy(thing => thing.At)];

    /// <summary>Drafts first; a duty that has been begun is listed as its draft.</summary>
    public IReadOnlyList<OwedThing> Everything => [.. Drafts, .. ByDate.Where(thing => !Drafts.Any(draft => Begins(draft, thing.Go)))];

    /// <summary>A draft begun by its command has no campaign in its start: then the dialog alone tells.</summary>
    private static bool Begins(OwedThing draft, Start go) => draft.Brief == go.Dialog + "/" || draft.Brief == $"{go.Dialog}/{go.Args.GetValueOrDefault("campaign")}";

    private static async ValueTask<IReadOnlyList<OwedThing>> Invitations(Opening opening)
    {
        var me = opening.Me!;
        var open = new List<OwedThing>();
        foreach (var (meeting, answer) in await UpcomingMeetings.Of(opening.Reader, me, opening.Now))
        {
            if (answer is { Answer: not RsvpAnswer.NoAnswer } && answer.TimeVersion == meeting.TimeVersion) continue;
            var day = DateOnly.FromDateTime(meeting.StartsAt.DateTime);
            open.Add(new OwedThing($"Trả lời dự họp: {meeting.Title}, {VietnameseDates.When(meeting.StartsAt)}", $"trả lời dự họp ({VietnameseDates.DayMonth(day)})", meeting.StartsAt, Start.Of("meeting.ask")));
        }
        return open;
    }

    private static async ValueTask<IReadOnlyList<OwedThing>> Unfinished(Opening opening)
    {
        var drafts = new List<OwedThing>();
        // One that went idle is a draft too, until the next turn parks it.
        foreach (var parked in opening.Chat.Active is { Answers.Count: > 0 } idle ? opening.Chat.Parked.Prepend(idle) : opening.Chat.Parked)
        {
            if (Product.Catalog.Find(parked.Dialog) is not { } kind || await kind.Open(opening with { Args = parked.Args, Mid = false }) is not IDraft draft) continue;
            drafts.Add(new OwedThing($"{draft.Title}, đang làm dở: {draft.Progress(parked).Done}", $"{parked.Dialog}/{parked.Args.GetValueOrDefault("campaign")}", parked.LastAt, Start.Of("resume", ("run", parked.RunId))));
        }
        return drafts;
    }
}
