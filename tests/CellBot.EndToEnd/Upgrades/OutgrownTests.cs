using CellBot.Domain.Conversations;
using CellBot.EndToEnd.Telegram;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Upgrades;

/// <summary>The real program on data that a newer release has written: it stops, with a clear error, and harms nothing.</summary>
[Collection("Telegram")]
public sealed class OutgrownTests
{
    private const string Bich = CellStory.Bich;

    private const string Refusal = "The stored chat has schema version 2, written by a newer release of CellBot; this release reads up to 1. Install that release.";

    [Fact]
    public async Task A_newer_database_refuses_an_older_program_and_its_commands()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        await town.Open();
        await town.Host.Stop();
        var next = new RecordCatalog([.. RecordTypes.Catalog.Types.Where(type => type.Name != "chat"), new RecordType<Chat>("chat", 2, [], cached: true, upgrade: (document, _) => document)]);
        await using (await Store.OpenSqlite(town.Host.StorePath, null, next, town.Host.Clock))
        {
        }

        var start = await Assert.ThrowsAsync<InvalidOperationException>(town.Host.Start);
        Assert.Contains("ended with 1:", start.Message, StringComparison.Ordinal);
        Assert.Contains(Refusal, start.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", start.Message, StringComparison.Ordinal); // the operator gets the sentence, not a stack trace
        var command = await Assert.ThrowsAsync<InvalidOperationException>(() => town.Host.Command("invites", "create", "--out", Path.Combine(town.Host.Folder, "more.csv")));
        Assert.Contains("ended with 1:\n" + Refusal, command.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_program_that_meets_a_newer_document_stops_and_the_next_release_answers_the_message()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        await town.Open(Seeds.Pledges(2027), Seeds.Study(new DateOnly(2027, 1, 14), Bich));
        await CellStory.Join(town, Bich, byLink: true);
        await town.Host.Stop();
        await Stamp(town, schemaVersion: 2); // as a newer node does that thought this one gone
        await town.Host.Start();

        var before = town[Bich].Transcript.Count;
        town[Bich].Says("đăng ký");
        Assert.Equal(1, await town.Host.WaitForEnd());
        Assert.Contains(Refusal, town.Host.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(town[Bich].Transcript.Skip(before), entry => entry.Kind is TranscriptKind.Received);

        await Stamp(town, schemaVersion: 1); // now the program reads it
        await town.Host.Start();
        await town[Bich].WaitForMessage("Đăng ký năm 2027: 3 bước", TimeSpan.FromSeconds(60));
        Assert.Single(town[Bich].Transcript.Skip(before), entry => entry.Kind is TranscriptKind.Received);
    }

    /// <summary>The same conversations, said to be of this shape.</summary>
    private static async Task Stamp(TelegramTown town, int schemaVersion)
    {
        await using var store = await town.Host.OpenStore();
        var chats = store.Catalog.Documents.Single(type => type.Name == "chat");
        var writes = new WriteSet();
        foreach (var chat in await store.Engine.Find(chats, IndexRange.All(), 100, default))
        {
            // The version stays what the words are sealed with: deleted and put again, as no program does.
            var gone = new WriteSet();
            gone.Delete(chats, chat.Id, chat.Version);
            Assert.Equal(CommitResult.Done, await store.Engine.Commit(gone, default));
            writes.Put(chats, chat with { SchemaVersion = schemaVersion }, expectedVersion: 0);
        }

        Assert.True(writes.Count > 0);
        Assert.Equal(CommitResult.Done, await store.Engine.Commit(writes, default));
    }
}
