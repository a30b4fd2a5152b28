using CellBot.Testing.Databases;

namespace CellBot.Bench;

/// <summary>The PostgreSQL that <c>--postgres [CONNECTION]</c> asks for: an empty database that is named, or a server of the benchmark's own that is thrown away.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly PostgresServer? own;

    private BenchServer(PostgresServer? own, string database) => (this.own, Database) = (own, database);

    /// <summary>Connection string.</summary>
    public string Database { get; }

    /// <returns>Null: SQLite.</returns>
    public static async Task<BenchServer?> For(string[] args)
    {
        var at = Array.IndexOf(args, "--postgres");
        if (at < 0) return null;
        if (at < args.Length - 1) return new BenchServer(null, args[at + 1]);
        var server = await PostgresServer.Start();
        return new BenchServer(server, await server.NewDatabase());
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null) await own.DisposeAsync();
    }
}
