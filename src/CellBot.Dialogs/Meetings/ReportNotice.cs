using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Meetings;

/// <summary>
/// Tells the sender how the notice went: when nothing waits any more, or two minutes after it began. What still waits then is followed up: in the same message
/// where the channel can edit, else in one more message when the last row has left. A long notice is told at once where it can be edited, and shows how far it is.
/// </summary>
internal static class ReportNotice
{
    /// <summary>What "In giấy mời" under the report begins.</summary>
    public const string Invitations = "meeting.invitation";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Early = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2), LookAtEdited = TimeSpan.FromSeconds(5), LookAgain = TimeSpan.FromSeconds(30);

    /// <summary>A notice to more people than this shows its progress.</summary>
    private const int Long = 100;

    public static Tick Tick { get; } = new("meeting.report", Due, Settle) { Next = Next };

    private static async ValueTask<IReadOnlyList<string>> Due(IReader reader, DateTimeOffset now, int most) =>
        [.. (await Reporting(reader, Notice.KeyOf(now))).Select(notice => notice.Id).Take(most)];

    private static async ValueTask<DateTimeOffset?> Next(IReader reader) =>
        (await Reporting(reader, "9")).Select(notice => (DateTimeOffset?)(notice.LookAt ?? notice.SendAt)).Min();

    private static async ValueTask<IEnumerable<Notice>> Reporting(IReader reader, string until) => (await reader.Range(Notice.ByDue, "0", until, 1000)).Where(notice => notice.IsReporting);

    private static async ValueTask Settle(TickRun run)
    {
        if (await run.Desk.Get<Notice>(run.Id) is not { IsReporting: true } notice || string.CompareOrdinal(Notice.KeyOf(notice.LookAt ?? notice.SendAt), Notice.KeyOf(run.Now)) > 0) return;
        var ledger = await NoticeLedger.Of(run.Desk, notice.Id);
        var edits = run.Guide.Of(notice.SenderAccountId).Edit;
        var moving = ledger.Waiting > 0;
        if (!notice.Reported && moving && notice.SendAt + (edits && ledger.All > Long ? Early : Patience) is var told && run.Now < told)
        {
            run.Desk.Put(notice with { LookAt = run.Now + Look < told ? run.Now + Look : told });
            return;
        }
        if (!notice.Reported) await Send(run, notice, ledger, notice.Id + "/report");
        else if (edits && (moving || !await LacksChoices(run.Desk, notice, ledger))) await LiveCounts.Refresh(run.Desk, notice.MeetingId, run.Now);
        else if (!moving) await Send(run, notice, ledger, notice.Id + "/report-end");
        run.Desk.Put(notice with { Reported = true, Follows = moving, LookAt = run.Now + (edits ? LookAtEdited : LookAgain) });
    }

    /// <summary>Told before anything had failed: a message without choices cannot be given some by an edit.</summary>
    private static async ValueTask<bool> LacksChoices(IReader reader, Notice notice, NoticeLedger ledger) =>
        notice.Kind is NoticeKind.Announce && ledger.Unreached.Count > 0 && await reader.Get<OutboxMessage>(notice.Id + "/report") is { List: null };

    private static async ValueTask Send(TickRun run, Notice notice, NoticeLedger ledger, string id)
    {
        var names = await Names(run.Desk, ledger);
        var row = await run.Because(id).Post.Send(notice.SenderId, voice => Words(voice, notice, ledger, names), Lane.Urgent, new PostOptions { Id = id, AccountId = notice.SenderAccountId });
        if (row is not null && notice.Kind is not NoticeKind.Cancel && run.Guide.Of(row.AccountId).Edit) await LiveCounts.Begin(run.Desk, notice, row);
    }

    /// <summary>The report as it is now.</summary>
    public static async ValueTask<Screen> Words(IReader reader, Voice voice, Notice notice)
    {
        var ledger = await NoticeLedger.Of(reader, notice.Id);
        return Words(voice, notice, ledger, await Names(reader, ledger));
    }

    private static async ValueTask<Dictionary<string, string>> Names(IReader reader, NoticeLedger ledger) =>
        (await reader.Get<Participant>([.. ledger.Unreached, .. ledger.Unknown])).ToDictionary(person => person.Id, person => person.FullName);

    private static Screen Words(Voice voice, Notice notice, NoticeLedger ledger, Dictionary<string, string> known)
    {
        string Named(IEnumerable<string> ids) => NameList.Named(ids.Select(id => known.GetValueOrDefault(id, "")));
        (string, object?)[] args = [("Sent", ledger.Sent), ("Count", ledger.All), ("Failed", ledger.Unreached.Count), ("Names", Named(ledger.Unreached))];
        // Sheets are printed for a cell's own people; a body's are told through their cells.
        Pick[] then = [Start.Of(InPerson.Name, ("notice", notice.Id)), notice.Meeting.Organiser is null ? Start.Of(Invitations, ("meeting", notice.MeetingId)) : Pick.None, Start.Of(Later.Name)];
        var change = notice.Kind is not NoticeKind.Announce;
        Screen screen = (change, ledger.Unreached.Count, ledger.Waiting + ledger.Unknown.Count) switch
        {
            (true, 0, 0) => voice.Say("meeting.change.sentAll", args),
            (true, 0, _) => voice.Say("meeting.change.sentSome", args),
            (true, _, _) => voice.Say("meeting.change.sent", args),
            (false, 0, 0) => voice.Say("meeting.sentAll", args),
            (false, 0, _) => voice.Say("meeting.sentSome", args),
            _ => voice.Screen("meeting.sent", args, then) with { Topic = notice.Id },
        };
        var more = new List<string>();
        if (ledger.Waiting > 0) more.Add(voice.Say("broadcast.waiting", ("Waiting", ledger.Waiting)));
        if (ledger.Unknown.Count > 0) more.Add(voice.Say("broadcast.unknown", ("Unknown", ledger.Unknown.Count), ("Names", Named(ledger.Unknown))));
        return more.Count == 0 ? screen : screen with { Text = screen.Text + "\n" + string.Join('\n', more) };
    }
}
