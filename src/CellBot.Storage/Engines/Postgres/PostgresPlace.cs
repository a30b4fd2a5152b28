using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>Where the database is and how connections to it are made.</summary>
public sealed class PostgresPlace
{
    /// <summary>
    /// Everything is found by an index, and a plan must not depend on how full a table was when it was first asked: the planner is told so, and plans once.
    /// </summary>
    private const string Planning = "-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan -c jit=off";

    private static readonly NpgsqlConnectionStringBuilder NpgsqlDefaults = [];

    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresPlace(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>For messages: without user and password.</summary>
    public string Name => $"PostgreSQL at {_settings.Host}{(_settings.Host!.Contains(',') ? "" : $":{_settings.Port}")}/{_settings.Database}";

    internal string User => _settings.Username ?? "(the system's)";

    internal string Database => _settings.Database!;

    /// <param name="connectionString">As Npgsql reads it; several hosts separated by "," are tried for the one that takes writes.</param>
    /// <exception cref="FormatException">It cannot be read; the message does not repeat any of it.</exception>
    public static PostgresPlace Read(string connectionString)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            throw new FormatException("cannot be read. Write it like Host=…;Database=…;Username=…;Password=…, and a password that holds ; or = in quotes.");
        }

        if (string.IsNullOrWhiteSpace(settings.Host))
            throw new FormatException("names no Host. Write it like Host=…;Database=…;Username=…;Password=….");
        if (string.IsNullOrWhiteSpace(settings.Database))
            throw new FormatException("names no Database. Write it like Host=…;Database=…;Username=…;Password=….");
        // CellBot's defaults where Npgsql's stand: what it waits for must be over before a person gives up.
        if (settings.Timeout == NpgsqlDefaults.Timeout)
            settings.Timeout = 5;
        if (settings.CommandTimeout == NpgsqlDefaults.CommandTimeout)
            settings.CommandTimeout = 15;
        if (settings.MaxPoolSize == NpgsqlDefaults.MaxPoolSize)
            settings.MaxPoolSize = 16;
        settings.ApplicationName ??= "CellBot";
        (settings.Enlist, settings.MaxAutoPrepare, settings.AutoPrepareMinUsages, settings.TcpKeepAlive) = (false, 500, 2, true);
        if (settings.Host.Contains(','))
            settings.TargetSessionAttributes = "primary";
        return new PostgresPlace(settings);
    }

    /// <summary>
    /// For another library that keeps tables of its own beside CellBot's, in the same schema, made before by <see cref="PostgresEngine.Open"/>. A process that is frozen in
    /// one of its transactions loses the locks that it holds.
    /// </summary>
    /// <param name="name">What the server shows these connections as.</param>
    public string ConnectionStringFor(string name)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { SearchPath = PostgresSchema.Schema, ApplicationName = name, MaxPoolSize = 4, CommandTimeout = 5, MaxAutoPrepare = 50 };
        const string notFrozen = "-c idle_in_transaction_session_timeout=2000 -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3";
        settings.Options = settings.Options is { Length: > 0 } given ? $"{given} {notFrozen}" : notFrozen;
        return settings.ConnectionString;
    }

    /// <summary>Connections for many short reads.</summary>
    internal NpgsqlDataSource Readers() => new NpgsqlDataSourceBuilder(With(Planning)).Build();

    /// <summary>Connections that are opened and closed for one purpose each, and belong to no pool.</summary>
    /// <param name="serverSettings">Further settings of the server for this connection, such as "-c idle_session_timeout=4000".</param>
    /// <param name="seconds">How long one command may take; null: as set.</param>
    internal NpgsqlDataSource Single(string serverSettings, int? seconds = null) =>
        new NpgsqlDataSourceBuilder(With($"{Planning} {serverSettings}", settings =>
        {
            settings.Pooling = false;
            settings.CommandTimeout = seconds ?? settings.CommandTimeout;
            settings.Timeout = Math.Min(seconds ?? settings.Timeout, settings.Timeout);
            settings.CancellationTimeout = 500;
        })).Build();

    private string With(string options, Action<NpgsqlConnectionStringBuilder>? change = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(_settings.ConnectionString);
        settings.Options = settings.Options is { Length: > 0 } given ? $"{given} {options}" : options;
        change?.Invoke(settings);
        return settings.ConnectionString;
    }
}
