using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Testing.Databases;

namespace CellBot.Storage.Tests.Engines;

/// <summary>The whole contract on a real server.</summary>
public sealed class PostgresEngineTests : LeaseAndFileContract
{
    /// <summary>One for the class; each test begins with an empty one.</summary>
    private static readonly Lazy<Task<string>> Database = new(async () => await (await PostgresServer.Shared).NewDatabase());

    public override async Task InitializeAsync()
    {
        await (await PostgresServer.Shared).Run("DROP SCHEMA IF EXISTS cellbot CASCADE", await Database.Value);
        await base.InitializeAsync();
    }

    protected override async Task<IDocumentEngine> Open() => await PostgresEngine.Open(PostgresPlace.Read(await Database.Value), Types, TimeProvider.System);
}
