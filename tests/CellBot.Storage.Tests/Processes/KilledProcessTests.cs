using CellBot.Storage.Tests.Records;

namespace CellBot.Storage.Tests.Processes;

/// <summary>A process is killed while it writes. Each engine in a file derives from this class.</summary>
public abstract class KilledProcessTests(string engine) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["cellbot.db"];

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task After_kill_9_every_acknowledged_commit_is_there_whole_and_no_other_in_part()
    {
        var acknowledged = new int[OtherProcess.Writers];
        Array.Fill(acknowledged, -1);
        for (var round = 0; round < 4; round++)
        {
            using (var process = OtherProcess.Start(engine, Database, acknowledged.Max() + 1000))
            {
                for (var acknowledgements = 0; acknowledgements < 150 + (round * 97); acknowledgements++)
                    Note(await process.Output.ReadLineAsync(), acknowledged);
                process.Kill();
                while (await process.Output.ReadLineAsync() is { } line) // printed before the end
                    Note(line, acknowledged);
            }

            await using var store = await OtherProcess.Open(engine, Database);
            var letters = await store.All<Letter>().Select(letter => letter.Id["letter/".Length..]).ToListAsync();
            var duties = await store.All<Duty>().Select(duty => duty.Id["duty/".Length..]).ToListAsync();
            Assert.Equal(letters, duties);
            for (var writer = 0; writer < OtherProcess.Writers; writer++)
            {
                var last = int.Parse((await store.Open().Get<Chat>($"chat/{writer}"))?.Last ?? "-1");
                var written = letters.Where(id => id.StartsWith($"{writer}/")).Select(id => int.Parse(id[2..])).ToList();
                Assert.Equal(written.DefaultIfEmpty(-1).Max(), last);
                Assert.True(acknowledged[writer] <= last, $"{writer} was told that {acknowledged[writer]} is written, {last} is there");
                Assert.True(last <= acknowledged[writer] + 1 || acknowledged[writer] < 0 || last - acknowledged[writer] >= 500);
            }
        }
    }

    [Fact]
    public async Task A_second_process_is_refused_until_the_first_is_gone()
    {
        using var process = OtherProcess.Start(engine, Database, 0);
        Assert.Equal("open", await process.Output.ReadLineAsync());

        var refusal = await Assert.ThrowsAsync<StoreInUseException>(() => OtherProcess.Open(engine, Database));
        Assert.Contains("Stop that one first", refusal.Message);

        process.Kill();
        await using var store = await OtherProcess.Open(engine, Database);
        await Assert.ThrowsAsync<StoreInUseException>(() => OtherProcess.Open(engine, Database));
    }

    private static void Note(string? line, int[] acknowledged)
    {
        if (line is null)
            throw new EndOfStreamException("The other process ended by itself.");
        if (line.Split(' ') is [var writer, var number])
            acknowledged[int.Parse(writer)] = int.Parse(number);
    }
}

public sealed class KilledSqliteTests() : KilledProcessTests("Sqlite");
