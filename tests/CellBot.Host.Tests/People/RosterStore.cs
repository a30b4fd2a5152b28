using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.People;
using CellBot.Storage;
using CellBot.Storage.Records;
using CellBot.Testing.Towns;

namespace CellBot.Host.Tests.People;

/// <summary>A store in a directory of its own, on 20/11/2026 at nine in the morning.</summary>
internal sealed class RosterStore : IAsyncDisposable
{
    public const string Cell = "Chi bộ Khu vực 3";

    private RosterStore(string folder, Store store, VirtualClock clock) => (Folder, Store, Clock) = (folder, store, clock);

    public string Folder { get; }
    public Store Store { get; }
    public VirtualClock Clock { get; }
    public string Path => System.IO.Path.Combine(Folder, "cell.db");

    public static async Task<RosterStore> Open()
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-").FullName;
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(7)));
        return new RosterStore(folder, await Store.OpenSqlite(System.IO.Path.Combine(folder, "cell.db"), null, RecordTypes.Catalog, clock), clock);
    }

    public Task<RosterReport> Import(byte[] file, string? cell = Cell, string? body = null, bool retire = false, bool dryRun = false, bool force = false) =>
        new RosterImport(Store, Clock).Run(file, new RosterOrder(body ?? cell!, body is not null, retire) { DryRun = dryRun, Force = force });

    public Task<RosterReport> Import(params string[] lines) => Import(RosterText.File(lines));

    public async Task<IReadOnlyList<T>> All<T>() where T : Domain.Records.Record => await Store.All<T>().ToListAsync();

    public async Task<Participant> Person(string name) => Assert.Single(await All<Participant>(), person => person.FullName == name);

    public async Task<OrgUnit> Unit(string name) => Assert.Single(await All<OrgUnit>(), unit => unit.Name == name);

    /// <summary>Everything of the rosters, as text: equal before and after means that nothing was written.</summary>
    public async Task<string> Everything()
    {
        var lines = new List<string>();
        foreach (var unit in await All<OrgUnit>()) lines.Add($"{unit.Id} {unit.Name} {unit.ParentId}");
        foreach (var person in await All<Participant>()) lines.Add($"{person with { Consent = null }}");
        foreach (var each in await All<Affiliation>()) lines.Add($"{each.Id} {string.Join('+', each.Roles)} {each.From} {each.To} {each.Number}");
        foreach (var each in await All<Exemption>()) lines.Add($"{each}");
        lines.Add($"{(await All<Domain.Audit.AuditEntry>()).Count} entries");
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
