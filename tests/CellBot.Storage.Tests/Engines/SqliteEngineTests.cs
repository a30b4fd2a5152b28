using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Sqlite;

namespace CellBot.Storage.Tests.Engines;

public sealed class SqliteEngineTests : LeaseAndFileContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IDocumentEngine> Open() =>
        Task.FromResult<IDocumentEngine>(SqliteEngine.Open(_folder["cellbot.db"], Types, TimeProvider.System));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
