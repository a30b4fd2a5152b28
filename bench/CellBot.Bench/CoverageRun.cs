using System.Diagnostics;
using CellBot.Dialogs.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Bench;

/// <summary>
/// What an officer waits for: one campaign rolled up over the tree of a body with 500 cells, exempt people taken off, against a count of every duty. With 10,000 and with
/// 100,000 people.
/// </summary>
internal static class CoverageRun
{
    private const int Cells = 500, Rounds = 50;

    public static async Task<int> Run()
    {
        await Run(peopleEach: 20);
        await Run(peopleEach: 200);
        return 0;
    }

    private static async Task Run(int peopleEach)
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-bench-").FullName;
        await using (var store = await Store.OpenSqlite(Path.Combine(folder, "bench.db"), null, RecordTypes.Catalog, TimeProvider.System))
        {
            var now = Conversation.CellNow();
            await Seeds.People(store, Cells, peopleEach, now);
            await Body(store, now);
            var exempt = await Lives(store, new Random(3), now);

            var times = new List<double>();
            Rollup? rollup = null;
            for (var run = 0; run < Rounds; run++)
            {
                var from = Stopwatch.GetTimestamp();
                rollup = await Rollup.Load(store.Open(), "root", "body", now);
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
            var counted = new List<Obligation>();
            await foreach (var duty in store.All<Obligation>()) if (!exempt.Contains(duty.OwnerId)) counted.Add(duty);
            var cells = rollup!.Cells;
            var equal = cells.Done == counted.Count(duty => duty.FulfilledAt is not null) && cells.Eligible == counted.Count
                && cells.CompleteUnits == counted.GroupBy(duty => duty.UnitId).Count(unit => unit.All(duty => duty.FulfilledAt is not null));
            var first = times[0];
            times.Sort();
            Console.WriteLine($"coverage | {Cells} cells, {Cells * peopleEach:N0} people | first {first:0.0} ms, median {times[Rounds / 2]:0.0} ms, max {times[^1]:0.0} ms | {cells.Done}/{cells.Eligible}, equal to a count one by one: {equal}");
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A body above the cells, with its campaign.</summary>
    private static async Task Body(Store store, DateTimeOffset now)
    {
        var session = store.Open();
        session.Put(new OrgUnit("body") { Name = "Đảng bộ", Type = OrgUnitType.PartyBody });
        session.Put(Seeds.Campaign("body", now) with { Id = "root" });
        foreach (var cell in await session.Find(OrgUnit.ByType, nameof(OrgUnitType.Cell))) session.Put(cell with { ParentId = "body" });
        await session.Commit();
    }

    /// <summary>Two of three have done it, one of five of them late; one of fifty is exempt.</summary>
    /// <returns>The exempt.</returns>
    private static async Task<HashSet<string>> Lives(Store store, Random random, DateTimeOffset now)
    {
        var (duties, exempt) = (new List<Obligation>(), new HashSet<string>());
        await foreach (var duty in store.All<Obligation>()) duties.Add(duty);
        foreach (var chunk in duties.Chunk(500))
        {
            var session = store.Open();
            foreach (var duty in await session.Get<Obligation>([.. chunk.Select(one => one.Id)]))
            {
                if (random.Next(3) > 0) session.Put(duty with { FulfilledAt = duty.DueAt, Late = random.Next(5) == 0 });
                if (random.Next(50) > 0) continue;
                exempt.Add(duty.OwnerId);
                session.Put(new Exemption($"{duty.UnitId}/{duty.OwnerId}/20200101") { UnitId = duty.UnitId, ParticipantId = duty.OwnerId, From = new DateOnly(2020, 1, 1) });
            }
            await session.Commit();
        }
        return exempt;
    }
}
