using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.Channels;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Sending;
using CellBot.Host.Turns;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Host.Operators;

/// <summary>
/// Tells the operators (whoever holds <see cref="Role.SystemAdmin"/>) in their own chat, once a day or a month for each trouble. While the store takes no writes there is no
/// outbox: then it is said past it, by the channel itself, and after a restart perhaps once more.
/// </summary>
internal sealed partial class OperatorNews(Store store, Phrasebook words, Outbox outbox, IEnumerable<IChannel> channels, HealthBoard health, CellClock clock, ILogger<OperatorNews> log)
{
    private const int Most = 20;

    private readonly HashSet<string> said = new(StringComparer.Ordinal);
    private IReadOnlyList<Me> lastKnown = [];

    public async Task Tell(Trouble trouble, CancellationToken cancel)
    {
        var day = clock.Now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var span = trouble.IsMonthly ? day[..6] : day;
        if (said.Contains($"{span}/{trouble.Key}"))
            return;
        try
        {
            await Store(trouble, span, cancel);
        }
        catch (StoreException)
        {
            await SayPastTheStore(trouble, cancel);
        }

        said.RemoveWhere(id => !day.StartsWith(id[..id.IndexOf('/')], StringComparison.Ordinal));
        said.Add($"{span}/{trouble.Key}");
    }

    /// <param name="span">The day or the month in which it is said once.</param>
    private Task Store(Trouble trouble, string span, CancellationToken cancel) => Commits.Settle(store, outbox, async session =>
    {
        foreach (var person in lastKnown = await Operators(session))
        {
            var id = $"operator/{span}/{trouble.Key}/{person.Id}";
            if (await session.Get<OutboxMessage>(id) is not null || await AccountOf(session, person) is not { } account)
                continue;
            var settings = person.Cell?.Settings ?? new CellSettings();
            await new Post(session, words, id, clock.Now).Send(person, voice => trouble.Words(voice), Lane.Urgent,
                new PostOptions { Id = id, AccountId = account, NotBefore = trouble.Waits && settings.IsQuietAt(clock.Now) ? settings.AfterQuiet(clock.Now) : null });
        }
    }, cancel);

    private async ValueTask<IReadOnlyList<Me>> Operators(Session session)
    {
        var found = new List<Me>();
        foreach (var holder in (await session.Find(Affiliation.ByOffice, "", int.MaxValue)).Where(each => each.Roles.Contains(Role.SystemAdmin)).Select(each => each.ParticipantId).Distinct().Take(Most))
            if (await Me.Load(session, holder, QuietHours.Day(clock.Now)) is { } person)
                found.Add(person);
        return found;
    }

    /// <summary>The account that notices go to; where its channel is down, another one of the person whose channel is not.</summary>
    private async ValueTask<string?> AccountOf(Session session, Me person)
    {
        if (await Post.AccountOf(session, person.Person) is not { } preferred)
            return null;
        if (!IsDown(preferred.Id))
            return preferred.Id;
        return (await session.Find(ChannelAccount.ByParticipant, person.Id + "/")).FirstOrDefault(account => account.State is AccountState.Active && !IsDown(account.Id))?.Id ?? preferred.Id;
    }

    private bool IsDown(string accountId) => health.Channels.TryGetValue(OutboxMessage.BotOf(accountId), out var channel) && channel.Color is HealthColor.Red;

    private async Task SayPastTheStore(Trouble trouble, CancellationToken cancel)
    {
        var session = store.Open(cancel);
        try
        {
            lastKnown = await Operators(session);
        }
        catch (StoreException)
        {
            // Not even reading: those who were known last.
        }

        foreach (var person in lastKnown)
        {
            try
            {
                if (await AccountOf(session, person) is not { } account || outbox.EpochFor(account) is null)
                    continue; // another host serves that bot, and says it
                var channel = channels.First(each => $"{each.Name}/{each.Bot}" == OutboxMessage.BotOf(account));
                await channel.Send(new Outgoing(new OutboxMessage("operator/" + trouble.Key)
                {
                    AccountId = account, ParticipantId = person.Id, Lane = Lane.Urgent, Text = trouble.Words(new Voice(words, person)), CreatedAt = clock.Now,
                }), cancel);
            }
            catch (Exception accident) when (accident is not OperationCanceledException)
            {
                LogUntold(accident, trouble.Key);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The operator could not be told of {Trouble}.")]
    private partial void LogUntold(Exception accident, string trouble);
}
