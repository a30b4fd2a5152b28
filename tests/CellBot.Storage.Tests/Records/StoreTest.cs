using CellBot.Domain.Records;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

/// <summary>A store in a folder of its own.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected Store Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await Open();

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        Folder.Dispose();
    }

    private protected Task<Store> Open(params RecordType[] instead) => Store.OpenSqlite(Folder["cellbot.db"], null, Samples.Catalog(instead), TimeProvider.System);

    private protected async Task Reopen(params RecordType[] instead)
    {
        await Store.DisposeAsync();
        Store = await Open(instead);
    }

    private protected async Task Put(params Record[] records)
    {
        var session = Store.Open();
        foreach (var record in records)
            await PutOver(session, record);
        Assert.Equal(CommitResult.Done, await session.Commit());
    }

    private protected async Task<T?> Get<T>(string id) where T : Record => await Store.Open().Get<T>(id);

    private static async Task PutOver(Session session, Record record)
    {
        switch (record)
        {
            case Duty duty:
                await session.Get<Duty>(duty.Id);
                session.Put(duty);
                break;
            case Letter letter:
                await session.Get<Letter>(letter.Id);
                session.Put(letter);
                break;
            case Chat chat:
                await session.Get<Chat>(chat.Id);
                session.Put(chat);
                break;
            default:
                throw new ArgumentException(record.ToString());
        }
    }
}
