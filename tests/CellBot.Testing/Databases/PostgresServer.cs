using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CellBot.Testing.Databases;

/// <summary>
/// A real PostgreSQL server of the tests' own: made from nothing in a temporary folder, on a free port of the loopback, with what a production server flushes
/// flushed as well. It goes when the process that started it goes, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "cellbot";
    private const string Password = "chỉ để thử; not=a secret";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgresServer>> One = new(StartShared);

    private readonly string folder = Directory.CreateTempSubdirectory("cellbot-postgres-").FullName;
    private readonly PostgresPrograms programs = PostgresPrograms.Find();
    private readonly int port = FreePort();
    private Process? process;
    private int databases;

    private PostgresServer()
    {
    }

    /// <summary>The one that all tests of a process share; started when it is first asked for.</summary>
    public static Task<PostgresServer> Shared => One.Value;

    public bool IsRunning => process is { HasExited: false };

    /// <summary>A server of one's own, to be restarted and killed.</summary>
    public static async Task<PostgresServer> Start()
    {
        var server = new PostgresServer();
        try
        {
            await server.Make();
            await server.Begin();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>An empty database, sorted the Vietnamese way, so that nobody comes to rely on the server's order.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> NewDatabase()
    {
        var name = $"cell_{Interlocked.Increment(ref databases)}";
        await Run($"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'vi'");
        return To(name);
    }

    public async Task Drop(string connectionString) => await Run($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    public string To(string database) => new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Database = database, Username = Owner, Password = Password }.ConnectionString;

    /// <summary>Asks the server for one value, in its own database or in the one that is named.</summary>
    public async Task<T?> Ask<T>(string sql, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString ?? To("postgres")) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public Task Run(string sql, string? connectionString = null) => Ask<object>(sql, connectionString);

    /// <summary>As an operator restarts it: sessions are ended, everything is written.</summary>
    public async Task Restart()
    {
        await End("INT");
        await Begin();
    }

    /// <summary>As if it had crashed: every process of it is gone at once, and the next start reads the log again. It stays down until <see cref="Begin"/>.</summary>
    public Task Kill() => End("QUIT");

    /// <summary>Starts it; returns when it answers.</summary>
    public async Task Begin()
    {
        // The shell ends the server as soon as its own input ends: so no server outlives its test.
        const string script = """ "$0" "$@" & server=$!; read -r how; kill -"${how:-QUIT}" $server; wait $server """;
        string[] arguments =
        [
            programs.Of("postgres"), "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={folder}",
            "-c", "max_connections=200", "-c", "logging_collector=off", "-c", "log_min_messages=fatal",
        ];
        process = programs.Start("/bin/sh", ["-c", script, .. arguments], Log);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await Ask<int>("SELECT 1");
                return;
            }
            catch (NpgsqlException notYet)
            {
                if (TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw new InvalidOperationException($"PostgreSQL does not answer:\n{Told}", notYet);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await End("QUIT");
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string Told { get; set; } = "";

    private static async Task<PostgresServer> StartShared()
    {
        var server = await Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private async Task Make()
    {
        programs.Own(folder);
        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password);
        programs.Own(passwordFile);
        using var making = programs.Start(programs.Of("initdb"), ["-D", Data, "-U", Owner, "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"], Log);
        await making.WaitForExitAsync();
        if (making.ExitCode != 0)
            throw new InvalidOperationException($"initdb ended with {making.ExitCode}:\n{Told}");
    }

    private async Task End(string signal)
    {
        if (process is null)
            return;
        if (!process.HasExited)
        {
            await process.StandardInput.WriteLineAsync(signal);
            process.StandardInput.Close();
        }

        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    private void Log(string line) => Told = Told.Length > 20_000 ? line : $"{Told}{line}\n";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
