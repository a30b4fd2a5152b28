using System.Net.Sockets;
using CellBot.Domain.Audit;
using CellBot.Domain.People;
using CellBot.Host.Clock;
using CellBot.Host.Commands;
using CellBot.Host.Settings;
using CellBot.Host.Tests.People;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellBot.Host.Tests.Commands;

/// <summary>backup, restore, unmute, audit verify; and slips of the pen that must not do harm.</summary>
public sealed class SafetyCommandTests
{
    [Fact]
    public async Task A_backup_comes_out_of_the_running_host_and_fills_an_empty_store_that_is_muted()
    {
        await using var store = await Filled();
        using var host = await Host(store);
        var file = Path.Combine(store.Folder, "copies.backup");

        var (exit, output, error) = await Cellbot(store.Path, "backup", file);

        Assert.Equal((0, ""), (exit, error));
        Assert.Matches("^Wrote .*copies\\.backup: [0-9,]+ documents, 0 attachments, [0-9.]+ MB, as of ", output);
        Assert.Contains($"The key file is not in it: {Path.ChangeExtension(store.Path, ".key")}. Keep a copy", output, StringComparison.Ordinal);
        Assert.NotNull(await store.Store.LastBackup());
        Assert.False(File.Exists(file + ".part"));

        var copy = Path.Combine(store.Folder, "copy.db");
        var (missing, _, why) = await Cellbot(copy, "restore", file);
        Assert.Equal(1, missing);
        Assert.Contains("copy.key is missing", why, StringComparison.Ordinal);
        Assert.False(File.Exists(copy)); // nothing was begun

        File.Copy(Path.ChangeExtension(store.Path, ".key"), Path.ChangeExtension(copy, ".key"));
        var restored = await Cellbot(copy, "restore", file);
        Assert.Equal((0, ""), (restored.Exit, restored.Error));
        Assert.Contains("It is muted", restored.Output, StringComparison.Ordinal);
        Assert.Equal((1, true), ((await Cellbot(copy, "restore", file)) is { Exit: var again, Error: var full } ? (again, full.Contains("never overwrites", StringComparison.Ordinal)) : default));

        Assert.Contains("It receives and sends from now on. 0 messages", (await Cellbot(copy, "unmute")).Output, StringComparison.Ordinal);
        Assert.Contains("is not muted", (await Cellbot(copy, "unmute")).Output, StringComparison.Ordinal);
        await host.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_backup_without_a_host_opens_the_store_and_never_overwrites()
    {
        await using var store = await Filled();
        await store.Store.DisposeAsync();
        var file = Path.Combine(store.Folder, "copies.backup");
        Assert.Equal(0, (await Cellbot(store.Path, "backup", file)).Exit);
        var before = await File.ReadAllBytesAsync(file);

        var (exit, _, error) = await Cellbot(store.Path, "backup", file);

        Assert.Equal((1, $"{file} exists already; a backup never overwrites. Give another name.\n"), (exit, error));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        Assert.Equal(1, (await Cellbot(store.Path, "restore", Path.ChangeExtension(store.Path, ".key"))).Exit); // not a backup
    }

    [Fact]
    public async Task The_audit_trail_is_verified_and_a_gap_an_alteration_and_a_cut_are_found()
    {
        await using var store = await Filled();
        await Write(store, desk =>
        {
            for (var i = 0; i < 1200; i++)
                desk.Put(new AuditEntry($"e{i:0000}") { At = store.Clock.GetUtcNow().AddSeconds(i), ActorId = "p1", Action = "read", ObjectId = $"o{i}" });
        });
        Assert.InRange(await new AuditSealing(store.Store).Run(default), 1200, 1300);
        using var host = await Host(store);
        Assert.StartsWith("The audit trail is whole: 12", (await Cellbot(store.Path, "audit", "verify")).Output, StringComparison.Ordinal);

        var altered = (await store.Store.Open().Get<AuditEntry>("e0700"))!;
        await Change(store, altered with { ObjectId = "another" });
        var found = await Cellbot(store.Path, "audit", "verify");
        Assert.Equal(1, found.Exit);
        Assert.Contains($"Entry {altered.Sequence} of the audit trail", found.Error, StringComparison.Ordinal);
        await Change(store, altered);
        Assert.Equal(0, (await Cellbot(store.Path, "audit", "verify")).Exit);

        await Delete(store, ["e0700"]);
        Assert.Contains($"Entry {altered.Sequence} of the audit trail is missing", (await Cellbot(store.Path, "audit", "verify")).Error, StringComparison.Ordinal);
        await Write(store, desk => desk.Put(altered));
        await Delete(store, (await store.All<AuditEntry>()).Where(entry => entry.Sequence > altered.Sequence).Select(entry => entry.Id));
        Assert.Contains("its end was cut off", (await Cellbot(store.Path, "audit", "verify")).Error, StringComparison.Ordinal);
        await host.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData("There is no option \"--help-me\"", "--help-me")]
    [InlineData("There is no option \"--storage\"", "--storage", "x.db")]
    [InlineData("There is no option \"-v\"", "-v")]
    [InlineData("There is no setting \"Storge:Path\"", "--Storge:Path", "x.db")]
    [InlineData("\"--Storage:Path\" has no value", "--Storage:Path")]
    [InlineData("--store is for commands", "--store", "x.db")]
    [InlineData("There is no option \"more\"", "--Web:Urls=http://127.0.0.1:0", "more")]
    public async Task Options_that_do_not_exist_never_start_the_host(string why, params string[] args)
    {
        using var error = new StringWriter();
        var exit = await CommandLine.Run(args, _ => throw new InvalidOperationException("The host must not start."), () => throw new InvalidOperationException(), TimeProvider.System, TextWriter.Null, error);
        Assert.Equal(1, exit);
        Assert.Contains(why, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invites", "create", "--stroe", "x.db")]
    [InlineData("backup", "a.backup", "b.backup")]
    [InlineData("unmute", "now")]
    public async Task Options_that_a_command_does_not_have_are_refused(params string[] args)
    {
        using var error = new StringWriter();
        Assert.NotEqual(0, await CommandLine.Run(args, _ => Task.FromResult(77), () => throw new InvalidOperationException("Nothing is to be opened."), TimeProvider.System, TextWriter.Null, error));
        Assert.Contains(args[^1] is "x.db" ? "--stroe" : args[^1], error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_in_the_name_of_the_store_makes_no_new_one()
    {
        await using var store = await Filled();
        var slip = Path.Combine(store.Folder, "celbot.db");
        var roster = Path.Combine(store.Folder, "roster.csv");
        await File.WriteAllBytesAsync(roster, RosterText.File([RosterText.Titles, RosterText.Loan]));
        foreach (var args in (string[][])[["invites", "create", "--store", slip], ["roster", "import", roster, "--cell", "Chi bộ Một", "--store", slip], ["backup", slip + ".backup", "--store", slip], ["audit", "verify", "--store", slip]])
        {
            var (exit, _, error) = await Cellbot(store.Path, args);
            Assert.Equal(1, exit);
            Assert.StartsWith($"There is no store at {slip}. Check --store", error, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await Cellbot(slip, "invites", "create")).Exit); // the setting, too
        Assert.Empty(Directory.EnumerateFiles(store.Folder, "celbot*"));
        Assert.Equal(0, (await Cellbot(slip, "roster", "import", roster, "--cell", "Chi bộ Một")).Exit); // this is how a store begins
    }

    [Fact]
    public async Task A_caller_that_says_nothing_does_not_shut_out_the_next_one()
    {
        await using var store = await Filled();
        var time = new DemoClock();
        using var host = await Host(store, time);
        using var silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await silent.ConnectAsync(new UnixDomainSocketEndPoint(CommandSocket.PathFor(store.Path)));
        var next = Cellbot(store.Path, "invites", "create");
        for (var moves = 0; moves < 200 && !next.IsCompleted; moves++)
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        }

        Assert.Equal(0, (await next).Exit);
        await host.StopAsync(CancellationToken.None);
    }

    private static async Task Write(RosterStore store, Action<Session> write)
    {
        var session = store.Store.Open();
        write(session);
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    private static async Task Change(RosterStore store, AuditEntry entry)
    {
        var session = store.Store.Open();
        await session.Get<AuditEntry>(entry.Id);
        session.Put(entry);
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    private static async Task Delete(RosterStore store, IEnumerable<string> ids)
    {
        var session = store.Store.Open();
        foreach (var id in ids)
        {
            await session.Get<AuditEntry>(id);
            session.Delete<AuditEntry>(id);
        }

        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    private static async Task<(int Exit, string Output, string Error)> Cellbot(string path, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.Run(args, _ => Task.FromResult(77), () => new CommandPlace(new StorageSettings { Path = path }, _ => Task.FromResult<string?>(null)), TimeProvider.System, output, error);
        return (exit, output.ToString(), error.ToString());
    }

    private static async Task<RosterStore> Filled()
    {
        var store = await RosterStore.Open();
        await Write(store, desk => desk.Put(new Participant("p1") { FullName = "Đinh Hồng Loan" }));
        return store;
    }

    private static async Task<CommandSocket> Host(RosterStore store, TimeProvider? time = null)
    {
        var socket = new CommandSocket(store.Path, (files, output, error) => new CommandScene(store.Store, store.Clock, files, output, error, _ => Task.FromResult<string?>(null)), time ?? TimeProvider.System, NullLogger<CommandSocket>.Instance);
        await socket.StartAsync(CancellationToken.None);
        return socket;
    }
}
