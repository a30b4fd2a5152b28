using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CellBot.Domain.Delivery;
using CellBot.Host.Channels;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Sending;

/// <summary>
/// Sends the outbox of one bot under one epoch of its lease. One loop owns all that waits; each request runs beside it and comes back as mail. Answers are sent
/// as they come, one after another in each chat; time-critical messages and bulk are claimed, a quarter of a second's worth at a time, and paced.
/// </summary>
public sealed partial class OutboxSender
{
    /// <summary>Requests at once: the rest waits here, where a time-out does not count against it.</summary>
    private const int MostInFlight = 128;

    /// <summary>So many can be looked through for the oldest each time.</summary>
    private const int FewLines = 16;

    private static readonly TimeSpan ClaimAhead = TimeSpan.FromMilliseconds(250);
    /// <summary>Where other hosts write to the same store, what they committed is looked for.</summary>
    private static readonly TimeSpan LookForOthers = TimeSpan.FromSeconds(1);

    /// <summary>Of one answer in one run, on the wire's account: with every hundredth request lost before it arrives, one answer in a million is.</summary>
    private const int MostRepeats = 2;

    /// <summary>Requests for one answer over all runs: each kill in the middle of one allows another.</summary>
    private const int MostAttempts = 20;

    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(200);

    private readonly IChannel channel;
    private readonly Store store;
    private readonly OutcomeWriter outcomes;
    private readonly TimeProvider time;
    private readonly ILogger<OutboxSender> log;
    private readonly RetrySchedule retries;
    private readonly Pacer pacer;
    private readonly IStoreLease lease;

    private readonly Channel<Mail> mail = System.Threading.Channels.Channel.CreateUnbounded<Mail>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SendLane answers = new();
    private readonly SendLane[] paced = [new(), new()];
    private readonly Queue<(ChatLine Line, Parcel Parcel)> claimed = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource outOfTime = new();
    private ITimer? alarm;
    private ITimer? others;
    private DateTimeOffset alarmAt = DateTimeOffset.MaxValue;
    private int inFlight;
    private int claiming;
    private volatile bool stopping;
    private volatile bool accepting;
    private Task loop = Task.CompletedTask;
    private volatile int waiting;
    private volatile StrongBox<DateTimeOffset>? oldest;
    private DateTimeOffset reportedAt;

    public OutboxSender(IChannel channel, Store store, OutcomeWriter outcomes, IStoreLease lease, TimeProvider time, ILogger<OutboxSender> log, RetrySchedule? retries = null)
    {
        (this.channel, this.store, this.outcomes, this.lease, this.time, this.log) = (channel, store, outcomes, lease, time, log);
        this.retries = retries ?? RetrySchedule.Standard;
        pacer = new Pacer(channel.Pace);
    }

    /// <summary>Under which answers may be born "sending"; null while none may.</summary>
    public long? Epoch => accepting && !lease.Lost.IsCancellationRequested ? lease.Epoch : null;

    /// <summary>What waits and since when; a second old at most while messages move.</summary>
    public SenderState State => new(waiting, oldest?.Value);

    /// <summary>Takes up what an earlier owner left, then sends until stopped.</summary>
    public async Task Start(CancellationToken cancel)
    {
        alarm = time.CreateTimer(_ => mail.Writer.TryWrite(new Mail(MailKind.Alarm)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var parcel in await ReadWaiting(Prefix, Prefix + "~", cancel))
            Take(parcel);
        accepting = true;
        loop = Task.Run(Run, CancellationToken.None);
        if (!store.Engine.IsSoleWriter)
            others = time.CreateTimer(_ => LookAgain(), null, LookForOthers, LookForOthers);
        mail.Writer.TryWrite(new Mail(MailKind.Alarm));
    }

    /// <summary>A row that was committed as waiting, or as born "sending" under this sender's epoch.</summary>
    public void Offer(OutboxMessage row)
    {
        if (row.State is OutboxState.Sending && row.OwnerEpoch != lease.Epoch)
            return; // an earlier epoch's: the look that began this one, or the next one, finds it
        mail.Writer.TryWrite(new Mail(MailKind.Offer, new Parcel(row) { Claimed = row.State is OutboxState.Sending ? row : null }));
    }

    /// <summary>Looks in the store for what waits.</summary>
    public void LookAgain() => _ = Look();

    /// <summary>Sends nothing new, gives what is in flight that much time, and gives claimed messages back.</summary>
    public async Task Stop(TimeSpan patience)
    {
        accepting = false;
        outOfTime.CancelAfter(patience);
        mail.Writer.TryWrite(new Mail(MailKind.Stop));
        await loop;
        if (others is not null)
            await others.DisposeAsync();
        if (alarm is not null)
            await alarm.DisposeAsync();
    }

    private async Task Run()
    {
        while (await mail.Reader.WaitToReadAsync())
        {
            while (mail.Reader.TryRead(out var letter))
                Open(letter);
            if (stopping && inFlight == 0 && claiming == 0)
                break;
            Pump();
        }

        await GiveBack();
    }

    private void Open(in Mail letter)
    {
        switch (letter.Kind)
        {
            case MailKind.Offer:
                Take(letter.Parcel!);
                break;
            case MailKind.Done:
                inFlight--;
                Conclude(letter.Line!, letter.Parcel!, letter.Delivery);
                break;
            case MailKind.Claimed:
                claiming--;
                Receive(letter.Claims!);
                break;
            case MailKind.Alarm:
                alarmAt = DateTimeOffset.MaxValue;
                break;
            case MailKind.Stop:
                stopping = true;
                break;
        }
    }

    private void Take(Parcel parcel)
    {
        // A row that was born "sending" comes here once only; what waits in the store can be found again and again.
        if (parcel.Claimed is null && !known.Add(parcel.Id))
            return;
        LaneOf(parcel).Add(parcel, time.GetUtcNow());
    }

    private SendLane LaneOf(Parcel parcel) => parcel.Lane is Lane.Answer ? answers : paced[(int)parcel.Lane - 1];

    /// <summary>Starts whatever may start now, and sets the alarm for what may later.</summary>
    private void Pump()
    {
        if (stopping)
            return;
        var now = time.GetUtcNow();
        answers.Wake(now);
        if (pacer.PausedUntil <= now)
            while (inFlight < MostInFlight && answers.TryTake(out var line))
            {
                if (pacer.WaitForAnswer(line.AccountId, now) is var wait && wait > TimeSpan.Zero)
                    answers.Defer(line, now + wait);
                else
                    Begin(line, line.Waiting.Peek(), now);
            }
        SendClaimed(now);
        foreach (var lane in paced)
        {
            lane.Wake(now);
            if (claiming == 0)
                ClaimFrom(lane, now);
        }

        SetAlarm(now);
        Report(now);
    }

    private void Begin(ChatLine line, Parcel parcel, DateTimeOffset now)
    {
        inFlight++;
        pacer.Count(line.AccountId, now);
        _ = Send(line, parcel);
    }

    /// <summary>Claimed messages go out at their pace; one whose chat must wait lets others pass.</summary>
    private void SendClaimed(DateTimeOffset now)
    {
        for (var left = claimed.Count; left > 0 && inFlight < MostInFlight && pacer.WaitForAny(now) == TimeSpan.Zero; left--)
        {
            var (line, parcel) = claimed.Dequeue();
            if (pacer.WaitFor(line.AccountId, now) > TimeSpan.Zero)
                claimed.Enqueue((line, parcel));
            else
                Begin(line, parcel, now);
        }
    }

    private void ClaimFrom(SendLane lane, DateTimeOffset now)
    {
        var most = Math.Max(1, pacer.Within(ClaimAhead, now));
        // What waits for a chat that is held must not keep others from being claimed.
        var going = pacer.HoldsAChat(now) ? claimed.Count(item => pacer.WaitFor(item.Line.AccountId, now) <= ClaimAhead) : claimed.Count;
        if (going > most / 2 || pacer.PausedUntil > now)
            return;
        var room = most - going;
        List<(ChatLine Line, Parcel Parcel)>? picked = null;
        while ((picked?.Count ?? 0) < room && lane.TryTake(out var line))
        {
            if (pacer.WaitFor(line.AccountId, now) is var wait && wait > ClaimAhead)
                lane.Defer(line, now + wait - ClaimAhead);
            else
                (picked ??= []).Add((line, line.Waiting.Peek()));
        }

        if (picked is null)
            return;
        claiming++;
        _ = Claim(picked);
    }

    private void Receive(List<(ChatLine Line, Parcel Parcel)> claims)
    {
        foreach (var (line, parcel) in claims)
        {
            if (parcel.Claimed is not null)
                claimed.Enqueue((line, parcel));
            else
                Drop(line, parcel);
        }
    }

    private void Drop(ChatLine line, Parcel parcel)
    {
        known.Remove(parcel.Id);
        LaneOf(parcel).Done(line, time.GetUtcNow());
    }

    private void SetAlarm(DateTimeOffset now)
    {
        var next = Earlier(Earlier(answers.NextAt(), paced[0].NextAt()), paced[1].NextAt());
        if (pacer.PausedUntil > now && (answers.HasReady || claimed.Count > 0 || paced[0].HasReady || paced[1].HasReady))
            next = Earlier(next, pacer.PausedUntil);
        else if (claimed.Count > 0)
            next = Earlier(next, now + Longest(claimed.Min(item => pacer.WaitFor(item.Line.AccountId, now))));
        else if (claiming == 0 && (paced[0].HasReady || paced[1].HasReady))
            next = Earlier(next, now + Longest(pacer.WaitForAny(now)));
        if (next is not { } at || at >= alarmAt)
            return;
        alarmAt = at;
        alarm!.Change(at > now ? at - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        // Timers count milliseconds.
        static TimeSpan Longest(TimeSpan wait) => wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a < b ? a : b;

    private void Report(DateTimeOffset now)
    {
        waiting = answers.Count + paced[0].Count + paced[1].Count;
        var lines = answers.Lines + paced[0].Lines + paced[1].Lines;
        if (lines > FewLines && now - reportedAt < TimeSpan.FromSeconds(1))
            return;
        reportedAt = now;
        oldest = lines == 0 ? null : Earlier(Earlier(answers.Oldest(), paced[0].Oldest()), paced[1].Oldest()) is { } at ? new StrongBox<DateTimeOffset>(at) : null;
    }

    private enum MailKind { Offer, Done, Claimed, Alarm, Stop }

    private readonly record struct Mail(
        MailKind Kind, Parcel? Parcel = null, ChatLine? Line = null, Delivery? Delivery = null, List<(ChatLine Line, Parcel Parcel)>? Claims = null);
}

/// <param name="Waiting">Messages that wait or are being sent.</param>
/// <param name="Oldest">When the oldest of those that may go already was written.</param>
public readonly record struct SenderState(int Waiting, DateTimeOffset? Oldest);
