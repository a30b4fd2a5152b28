using CellBot.Domain.Obligations;

namespace CellBot.Bench;

/// <summary>1,000,000 reminders are planned; 20 a second fall due: how long from due until the message arrives at the platform.</summary>
internal static class ReminderRun
{
    public static async Task<int> Run(string[] args)
    {
        var planned = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        const int falling = 400;
        await using var host = new HostUnderTest();
        var now = Conversation.CellNow();
        var due = new Dictionary<long, DateTimeOffset>();
        await host.Seed(async store =>
        {
            await Seeds.People(store, 250, 40, now);
            var first = Conversation.CellNow().AddSeconds(Math.Max(20, 5)); // time for the host to start
            for (var i = 0; i < planned; i += 1000)
                await Seeds.Write(store, desk =>
                {
                    for (var n = i; n < Math.Min(i + 1000, planned); n++)
                        desk.Put(Planned($"p-{n % 9000 + 1000:D6}", $"later-{n}", now.AddDays(2 + n % 300)));
                });
            first = Conversation.CellNow().AddSeconds(15);
            await Seeds.Write(store, desk =>
            {
                for (var n = 0; n < falling; n++)
                {
                    var at = first.AddMilliseconds(n * 50);
                    var duty = Obligation.IdOf(Seeds.Campaign($"u-{n / 40:D4}", now).Id, $"p-{n:D6}");
                    desk.Put(new Reminder(Reminder.IdOf($"p-{n:D6}", Stage.R3, duty, 1)) { PersonId = $"p-{n:D6}", Stage = Stage.R3, ObjectId = duty, Version = 1, DueAt = at });
                    due[Seeds.FirstUser + n] = at;
                }
            });
        });
        var latencies = new Latencies();
        host.Bot.Received += (user, _) =>
        {
            if (user is not null && due.TryGetValue(user.Id, out var at)) latencies.Add((Conversation.CellNow() - at).TotalMilliseconds);
        };
        for (var n = 0; n < falling; n++) host.Bot.NewUser("Người " + n, Seeds.FirstUser + n).Starts();
        host.Bot.DropPending();
        host.Start();
        await Task.Delay(TimeSpan.FromSeconds(15 + falling / 20 + 10));
        Console.WriteLine($"reminders | {planned} planned | {latencies.Count} of {falling} came | due → at the platform: {latencies} (a reminder's moment is kept to the second) | memory {host.Megabytes} MB");
        return 0;
    }

    private static Reminder Planned(string person, string about, DateTimeOffset at) =>
        new(Reminder.IdOf(person, Stage.R3, about, 1)) { PersonId = person, Stage = Stage.R3, ObjectId = about, Version = 1, DueAt = at };
}
