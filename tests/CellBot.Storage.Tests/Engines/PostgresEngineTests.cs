using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Testing.Databases;

namespace CellBot.Storage.Tests.Engines;

/// <summary>The whole contract on a real server.</summary>
public sealed class PostgresEngineTests : LeaseAndFileContract
{
    private PostgresServer _server = null!;
    private string _database = null!;

    public override async Task InitializeAsync()
    {
        _server = await PostgresServer.Shared;
        _database = await _server.NewDatabase();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.Drop(_database);
    }

    protected override async Task<IDocumentEngine> Open() => await PostgresEngine.Open(PostgresPlace.Read(_database), Types, TimeProvider.System);
}
