using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.People;

/// <summary>Brings a roster into the store: all of it or, with a problem anywhere, nothing.</summary>
internal sealed class RosterImport(Store store, TimeProvider clock)
{
    /// <summary>People in one commit; a longer roster takes several, each whole, and importing it again finishes what a crash left.</summary>
    private const int MostInOneCommit = 2000;

    public async Task<RosterReport> Run(ReadOnlyMemory<byte> file, RosterOrder order, CancellationToken cancel = default)
    {
        var findings = new RosterFindings();
        var now = clock.LocalNow();
        var today = now.LocalDay();
        var people = RosterReader.Read(file.Span, order.IsBody ? null : order.UnitName, today, findings);
        if (findings.Problems.Count > 0) return new RosterReport(order, null, findings);

        for (var tries = 0; ; tries++) // someone else changed these people meanwhile: compare again
        {
            var plan = RosterPlanner.Plan(order, people, await Known(cancel), today, findings);
            if (plan is null || order.DryRun || await Write(plan, now, cancel)) return new RosterReport(order, plan, findings);
            if (tries == Decisions.MostConflicts) throw new IOException("These people are changed all the time by others. Try again.");
        }
    }

    private async Task<RosterKnown> Known(CancellationToken cancel) => new(
        await store.All<OrgUnit>(cancel).ToListAsync(cancel), await store.All<Participant>(cancel).ToListAsync(cancel),
        await store.All<Affiliation>(cancel).ToListAsync(cancel), await store.All<Exemption>(cancel).ToListAsync(cancel));

    private async Task<bool> Write(RosterPlan plan, DateTimeOffset now, CancellationToken cancel)
    {
        if (plan.IsEmpty) return true;
        var units = plan.Units;
        foreach (var chunk in plan.Changes.Where(change => change.Records.Any()).Chunk(MostInOneCommit).DefaultIfEmpty([]))
        {
            var session = store.Open(cancel);
            foreach (var unit in units) session.Put(unit);
            foreach (var change in chunk) await Put(session, change, now);
            foreach (var unit in units) await Join(session, unit, now);
            foreach (var cell in plan.CellIds) await session.AuditOperator("roster", cell, cell, now);
            if (await session.Commit() is CommitResult.Conflict) return false;
            units = [];
        }
        return true;
    }

    private static async Task Put(Session session, RosterChange change, DateTimeOffset now)
    {
        // Onto what is stored now: a consent or a pause given a moment ago stays.
        if (change.Person is { } person) session.Put(RosterUpdate.Onto(await session.Get<Participant>(person.Id), person));
        foreach (var affiliation in change.Affiliations) await Replace(session, affiliation);
        foreach (var exemption in change.Exemptions) await Replace(session, exemption);
        foreach (var unit in change.RolesChangedIn) await session.AuditOperator("role", change.PersonId, unit, now);
        if (!change.Records.Any() || await session.Get<Participant>(change.PersonId) is not { } member) return;
        var effects = new Effects(session, Phrasebook.Vietnamese, $"operator/{now.UtcDateTime:yyyyMMddHHmmssfff}/roster/{change.PersonId}", now, null, null);
        await Belonging.Settle(effects, member, [.. change.Affiliations.Where(affiliation => affiliation.To is not null).Select(affiliation => affiliation.UnitId)]);
    }

    /// <summary>A cell that is new below a body is asked what the body is asking.</summary>
    private static async Task Join(Session session, OrgUnit unit, DateTimeOffset now)
    {
        if (unit.IsCell) await CampaignOpening.Join(new Effects(session, Phrasebook.Vietnamese, $"operator/{now.UtcDateTime:yyyyMMddHHmmssfff}/joined/{unit.Id}", now, null, null), unit);
    }

    private static async Task Replace<T>(Session session, T record) where T : Record
    {
        await session.Get<T>(record.Id);
        session.Put(record);
    }
}
