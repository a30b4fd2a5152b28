using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.EndToEnd.Processes;
using CellBot.Storage.Engines;
using CellBot.Testing.Telegram;
using CellBot.Testing.Towns;

namespace CellBot.EndToEnd.Notices;

/// <summary>The committee of the sample roster before its assembly: 652 people of 34 cells, all of them invited, 18 of whom never joined.</summary>
internal static class Assembly
{
    public const int People = 652, NeverLinked = 18;

    /// <summary>Who is never linked: somebody of nearly every cell.</summary>
    public static bool IsLinked(int number) => number % 36 != 7;

    /// <summary>Writes them while no host runs; nobody is exempt any more.</summary>
    /// <returns>The linked, by their ids.</returns>
    public static async Task<IReadOnlyDictionary<string, FakeUser>> Settle(HostProcess host, FakeBotApi api, DateTimeOffset now)
    {
        var users = new Dictionary<string, FakeUser>();
        await using var store = await host.OpenStore();
        var session = store.Open();
        TownCommittee.Seed(session, now, notLinked: [.. Enumerable.Range(1, People).Select(IdOf)]);
        for (var number = 1; number <= People; number++)
        {
            var id = IdOf(number);
            var person = (await session.Get<Participant>(id))!;
            if (await session.Get<Exemption>($"{person.CellId}/{id}/20200101") is { } over) session.Put(over with { To = new DateOnly(2026, 1, 1) });
            if (!IsLinked(number)) continue;
            var user = users[id] = api.NewUser(person.FullName);
            user.Starts(); // long ago: without it the bot might not write
            var account = $"telegram/0/{user.Id}";
            session.Put(person with { Consent = new Consent { NoticeVersion = 1, GivenAt = now.AddDays(-30), AccountId = account } });
            session.Put(new ChannelAccount(account) { ParticipantId = id, LinkedAt = now.AddDays(-30) });
        }

        Assert.IsType<CommitResult.Committed>(await session.Commit());
        api.Bot.DropPending();
        Assert.Equal(People - NeverLinked, users.Count);
        return users;
    }

    public static async Task<Notice> NoticeOf(CellBot.Storage.Records.Session session) =>
        (await session.Get<Notice>(Notice.IdOf(Assert.Single(await session.Find(Meeting.ByUnit, TownCommittee.BodyId + "/")).Id, 1)))!;

    private static string IdOf(int number) => $"p-{number:D3}";
}
