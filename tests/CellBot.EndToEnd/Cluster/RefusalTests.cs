using System.Net;
using System.Net.Sockets;
using CellBot.EndToEnd.Processes;
using CellBot.EndToEnd.Upgrades;
using CellBot.Storage;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Records;
using CellBot.Testing.Databases;
using Npgsql;

namespace CellBot.EndToEnd.Cluster;

/// <summary>The real program, when PostgreSQL or its settings are not as it needs them: one sentence that says what to do, no password in it, and an exit code that a service manager sees.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("cellbot-keys-");
    private PostgresServer server = null!;
    private string database = null!;

    private string KeyFile => Path.Combine(keys.FullName, "cellbot.key");

    public async Task InitializeAsync()
    {
        server = await PostgresServer.Shared;
        database = await server.NewDatabase();
    }

    public async Task DisposeAsync()
    {
        await server.Drop(database);
        keys.Delete(recursive: true);
    }

    [Fact]
    public async Task A_server_that_does_not_answer()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // nobody listens, and nobody else can
        var place = With(settings => settings.Port = ((IPEndPoint)closed.LocalEndPoint!).Port);
        var said = await Refused(place, KeyFile);
        Assert.StartsWith(PostgresPlace.Read(place).Name + " cannot be reached: ", said);
        Assert.EndsWith("Check that the server runs, and Host and Port in Storage:ConnectionString.", said);
    }

    [Fact]
    public async Task A_wrong_password()
    {
        var place = With(settings => settings.Password = "không phải; mật khẩu này");
        Assert.Equal($"{PostgresPlace.Read(place).Name} does not let the user \"cellbot\" in. Check Username and Password in Storage:ConnectionString, and the server's pg_hba.conf.", await Refused(place, KeyFile));
    }

    [Fact]
    public async Task A_database_that_is_not_there()
    {
        var place = With(settings => settings.Database = "nowhere");
        Assert.Equal($"{PostgresPlace.Read(place).Name}: there is no such database. Make it (createdb nowhere), or correct Database in Storage:ConnectionString.", await Refused(place, KeyFile));
    }

    [Fact]
    public async Task No_key_file_is_named() => Assert.StartsWith("Storage:KeyFile: is empty. With PostgreSQL every node needs a copy of the same key file;", await Refused(database, ""));

    [Fact]
    public async Task The_key_file_is_not_on_this_node()
    {
        await Open(RecordTypes.Catalog);
        File.Delete(KeyFile);
        Assert.Equal($"The key file {KeyFile} is missing, and without it nothing stored can be read. Put it back, or set Storage:KeyFile to where it is.", await Refused(database, KeyFile));
        Assert.False(File.Exists(KeyFile)); // made anew it would read nothing
    }

    [Fact]
    public async Task A_newer_release_has_written_there()
    {
        await Open(NextRelease.Records);
        Assert.Equal("The stored chat has schema version 2, written by a newer release of CellBot; this release reads up to 1. Install that release.", await Refused(database, KeyFile));
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(database);
        change(settings);
        return settings.ConnectionString;
    }

    private async Task Open(RecordCatalog records) => await (await Store.OpenPostgres(PostgresPlace.Read(database), KeyFile, records, TimeProvider.System)).DisposeAsync();

    /// <returns>The one line that it printed.</returns>
    private static async Task<string> Refused(string connectionString, string keyFile)
    {
        await using var node = HostProcess.NewNode([("Storage:Engine", "Postgres"), ("Storage:ConnectionString", connectionString), ("Storage:KeyFile", keyFile)]);
        node.Launch();
        Assert.Equal(1, await node.WaitForEnd());
        Assert.DoesNotContain(new NpgsqlConnectionStringBuilder(connectionString).Password!, node.PrintedNow, StringComparison.Ordinal);
        return Assert.Single(node.PrintedNow.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
