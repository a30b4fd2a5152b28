using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Host.Clock;
using CellBot.Host.Sending;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Operators;

/// <summary>Tells a cell's secretary (where there is none, the deputy) that members are not reminded because their bot's month is nearly used, and again that it is used up: each once a month.</summary>
internal sealed class SecretaryNews(Store store, Phrasebook words, Outbox outbox, CellClock clock)
{
    private readonly HashSet<string> looked = new(StringComparer.Ordinal);

    public async Task Tell(MonthlyQuota quota, CancellationToken cancel)
    {
        var key = quota.IsUsedUp ? "quota.usedUp" : "quota.heldBack";
        var cause = $"{key}/{quota.Bot.Replace('/', '-')}/{clock.Now.ToString("yyyyMM", CultureInfo.InvariantCulture)}";
        foreach (var person in quota.HeldBack.Where(person => !looked.Contains($"{cause}/{person}")))
        {
            await Commits.Settle(store, outbox, session => Write(session, person, key, cause, quota.EndsAt), cancel);
            looked.Add($"{cause}/{person}");
        }
    }

    private async ValueTask Write(Session session, string person, string key, string cause, DateTimeOffset endsAt)
    {
        if (await Me.Load(session, person, QuietHours.Day(clock.Now)) is not { Cell: { } cell } member || (member.Secretary ?? member.Deputy) is not { } secretary)
            return;
        var id = $"{cause}/{cell.Id}";
        if (await session.Get<OutboxMessage>(id) is null) // not of the reminders, which are what waits
            await new Post(session, words, id, clock.Now).Send(secretary.Id, voice => voice.Say(key, ("Date", endsAt.ToString("dd/MM", CultureInfo.InvariantCulture))), Lane.Urgent,
                new PostOptions { Id = id, NotBefore = cell.Settings.IsQuietAt(clock.Now) ? cell.Settings.AfterQuiet(clock.Now) : null });
    }
}
