using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>Tells the sender how the notice went: when nothing waits any more, or two minutes after it began.</summary>
internal static class ReportNotice
{
    /// <summary>What "In giấy mời" under the report begins.</summary>
    public const string Invitations = "meeting.invitation";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Tick Tick { get; } = new("meeting.report", Due, Settle) { Next = Next };

    private static async ValueTask<IReadOnlyList<string>> Due(IReader reader, DateTimeOffset now, int most)
    {
        var due = new List<string>();
        foreach (var notice in await Unreported(reader))
            if (due.Count < most && notice.SendAt <= now && (now >= notice.SendAt + Patience || !await NoticeLedger.IsMoving(reader, notice.Id)))
                due.Add(notice.Id);
        return due;
    }

    private static async ValueTask<DateTimeOffset?> Next(IReader reader)
    {
        DateTimeOffset? soonest = null;
        foreach (var notice in await Unreported(reader))
        {
            var at = await NoticeLedger.IsMoving(reader, notice.Id) ? notice.SendAt + Patience : notice.SendAt;
            if (soonest is null || at < soonest) soonest = at;
        }
        return soonest;
    }

    private static async ValueTask<IEnumerable<Notice>> Unreported(IReader reader) =>
        (await reader.Range(Notice.ByDue, "0", "9", 1000)).Where(notice => notice is { State: NoticeState.Spread, Reported: false });

    private static async ValueTask Settle(TickRun run)
    {
        if (await run.Desk.Get<Notice>(run.Id) is not { State: NoticeState.Spread, Reported: false } notice) return;
        run.Desk.Put(notice with { Reported = true });
        var ledger = await NoticeLedger.Of(run.Desk, notice.Id);
        var names = (await run.Desk.Get<Participant>([.. ledger.Unreached, .. ledger.Unknown])).ToDictionary(person => person.Id, person => person.FullName);
        var id = notice.Id + "/report";
        var row = await run.Because(id).Post.Send(notice.SenderId, voice => Words(voice, notice, ledger, ids => Sorted(ids, names)), Lane.Urgent,
            new PostOptions { Id = id, AccountId = notice.SenderAccountId });
        if (row is not null && notice.Kind is not NoticeKind.Cancel && run.Guide.Of(row.AccountId).Edit) await LiveCounts.Begin(run.Desk, notice, row, run.Now);
    }

    private static Screen Words(Voice voice, Notice notice, NoticeLedger ledger, Func<IReadOnlyList<string>, string> names)
    {
        (string, object?)[] args = [("Sent", ledger.Sent), ("Count", ledger.All), ("Failed", ledger.Unreached.Count), ("Names", names(ledger.Unreached))];
        Pick[] then = [Start.Of(InPerson.Name, ("notice", notice.Id)), Start.Of(Invitations, ("meeting", notice.MeetingId)), Start.Of(Later.Name)];
        var change = notice.Kind is not NoticeKind.Announce;
        Screen screen = (change, ledger.Unreached.Count) switch
        {
            (true, 0) => voice.Say("meeting.change.sentAll", args),
            (true, _) => voice.Say("meeting.change.sent", args),
            (false, 0) => voice.Say("meeting.sentAll", args),
            _ => voice.Screen("meeting.sent", args, then) with { Topic = notice.Id },
        };
        var more = new List<string>();
        if (ledger.Waiting > 0) more.Add(voice.Say("broadcast.waiting", ("Waiting", ledger.Waiting)));
        if (ledger.Unknown.Count > 0) more.Add(voice.Say("broadcast.unknown", ("Unknown", ledger.Unknown.Count), ("Names", names(ledger.Unknown))));
        return more.Count == 0 ? screen : screen with { Text = screen.Text + "\n" + string.Join('\n', more) };
    }

    private static string Sorted(IReadOnlyList<string> ids, Dictionary<string, string> names) =>
        NameList.Named(ids.Select(id => names.GetValueOrDefault(id, "")));
}
