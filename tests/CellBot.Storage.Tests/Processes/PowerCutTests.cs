using CellBot.Storage.Records;
using CellBot.Storage.Tests.Records;
using CellBot.Testing.Disks;
using SQLitePCL;

namespace CellBot.Storage.Tests.Processes;

/// <summary>The power goes at any write and at any flush, and takes with it what was not flushed: all of it, or any sectors of it.</summary>
public sealed class PowerCutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["cellbot.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Cut.Write)]
    [InlineData(Cut.BeforeFlush)]
    [InlineData(Cut.AfterFlush)]
    public async Task After_a_power_cut_every_acknowledged_commit_is_there_whole(Cut cut)
    {
        var (acknowledged, random) = (Unwritten(), new Random(20270105 + (int)cut));
        for (var round = 0; round < 4; round++)
        {
            // The first rounds die while the file is made; the later ones are long enough for the log to be carried over into the database.
            var count = random.Next(1, 12 << (2 * round));
            await WriteUntilTheCut(new DiskPlan(round, cut, count), acknowledged);
            Assert.Empty(await Missing(acknowledged));
        }

        Assert.True(acknowledged.Max() > 0, "nothing was ever acknowledged");
    }

    [Fact]
    public async Task A_disk_that_lies_is_found_out()
    {
        var acknowledged = Unwritten();
        await WriteUntilTheCut(new DiskPlan(1, Cut.BeforeFlush, 40, Lies: true), acknowledged); // long before the log is carried over, which would save it

        IReadOnlyList<string> missing = [];
        var refusal = await Xunit.Record.ExceptionAsync(async () => missing = await Missing(acknowledged));
        Assert.True(refusal is not null || missing.Count > 0, "the loss was not noticed");
    }

    private async Task WriteUntilTheCut(DiskPlan disk, int[] acknowledged)
    {
        using var process = OtherProcess.Start("Sqlite", Database, acknowledged.Max() + 1000, disk);
        while (await process.Output.ReadLineAsync() is { } line)
            if (line.Split(' ') is [var writer, var number])
                acknowledged[int.Parse(writer)] = int.Parse(number);
    }

    /// <summary>What is wrong with the file, read without the help of the store's own process.</summary>
    private async Task<IReadOnlyList<string>> Missing(int[] acknowledged)
    {
        var missing = new List<string>();
        await using (var store = await Store.OpenSqlite(Database, null, Samples.Catalog(), TimeProvider.System))
        {
            var letters = await store.All<Letter>().Select(letter => letter.Id["letter/".Length..]).ToListAsync();
            Assert.Equal(letters, await store.All<Duty>().Select(duty => duty.Id["duty/".Length..]).ToListAsync()); // both halves of each commit
            for (var writer = 0; writer < OtherProcess.Writers; writer++)
            {
                var last = letters.Where(id => id.StartsWith($"{writer}/")).Select(id => int.Parse(id[2..])).DefaultIfEmpty(-1).Max();
                if (last < acknowledged[writer])
                    missing.Add($"{writer} was told that {acknowledged[writer]} is written, {last} is there");
            }
        }

        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Database, out var database));
        using (database)
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, "PRAGMA integrity_check", (_, columns, _) =>
            {
                if (columns[0] != "ok")
                    missing.Add(columns[0]);
                return 0;
            }, null, out _));
        return missing;
    }

    private static int[] Unwritten() => [.. Enumerable.Repeat(-1, OtherProcess.Writers)];
}
