using System.Diagnostics;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Bench;

/// <summary>How a campaign stands in 500 cells with 10,000 people, from the index, against a count of every duty.</summary>
internal static class CoverageRun
{
    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-bench-").FullName;
        await using (var store = await Store.OpenSqlite(Path.Combine(folder, "bench.db"), null, RecordTypes.Catalog, TimeProvider.System))
        {
            await Seeds.People(store, 500, 20, Conversation.CellNow());
            var units = Enumerable.Range(0, 500).Select(c => $"u-{c:D4}").ToArray();
            var random = new Random(3);
            var duties = new List<Obligation>();
            await foreach (var duty in store.All<Obligation>()) duties.Add(duty);
            foreach (var chunk in duties.Where(_ => random.Next(3) > 0).Chunk(500))
            {
                var session = store.Open();
                foreach (var duty in await session.Get<Obligation>([.. chunk.Select(one => one.Id)])) session.Put(duty with { FulfilledAt = duty.DueAt, Late = random.Next(5) == 0 });
                await session.Commit();
            }
            var times = new List<double>();
            CampaignCoverage? coverage = null;
            for (var run = 0; run < 50; run++)
            {
                var from = Stopwatch.GetTimestamp();
                coverage = CampaignCoverage.Of(await store.Open().Tally(Obligation.ByRoot, "root/"), units);
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
            var counted = new List<Obligation>();
            await foreach (var duty in store.All<Obligation>()) counted.Add(duty);
            var equal = coverage!.Done == counted.Count(duty => duty.FulfilledAt is not null) && coverage.Eligible == counted.Count
                && coverage.CompleteUnits == counted.GroupBy(duty => duty.UnitId).Count(unit => unit.All(duty => duty.FulfilledAt is not null));
            var first = times[0];
            times.Sort();
            Console.WriteLine($"coverage | first {first:0.0} ms, median {times[25]:0.0} ms, max {times[^1]:0.0} ms | equal to a count one by one: {equal}");
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }
}
