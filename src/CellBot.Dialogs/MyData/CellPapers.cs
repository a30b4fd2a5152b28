using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Papers;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Reviews;

namespace CellBot.Dialogs.MyData;

/// <summary>Minutes, resolutions, reports and plans of a cell are encrypted with the key of whoever typed them in, but are the cell's: before that person's key goes, they are handed on.</summary>
internal static class CellPapers
{
    private const int All = 100_000;

    public static async ValueTask HandOn(Effects effects, OwnRecords own, ErasureRequest request)
    {
        var (desk, person) = (effects.Desk, own.Person.Id);
        foreach (var (unit, _) in own.Places)
        {
            if (await Keeper(effects, unit.Id, person) is not { } keeper) continue;
            string[] meetings = [.. (await desk.Find(Meeting.ByUnit, unit.Id + "/", All)).Select(meeting => meeting.Id)];
            foreach (var minutes in await desk.Get<Minutes>(meetings))
                if (minutes.EnteredBy == person) desk.Put(minutes with { EnteredBy = keeper });
            foreach (var call in await desk.Get<OpinionCall>(meetings))
                if (call.AskedBy == person) desk.Put(call with { AskedBy = keeper });
            foreach (var resolution in await desk.Find(Resolution.ByUnit, unit.Id + "/", All))
                if (resolution.EnteredBy == person) desk.Put(resolution with { EnteredBy = keeper });
            foreach (var plan in await desk.Find(RemediationPlan.ByUnit, unit.Id + "/", All))
                if (plan.EnteredBy == person) desk.Put(plan with { EnteredBy = keeper });
            foreach (var praise in await desk.Find(Commendation.ByUnit, unit.Id + "/", All))
                if (praise.ParticipantId is null && praise.DecidedBy == person) desk.Put(praise with { DecidedBy = keeper });
            var periods = Enumerable.Range(0, 12).SelectMany(quarters => ReportPeriod.Around(effects.Today.AddMonths(-3 * quarters))).DistinctBy(period => period.Code);
            foreach (var report in await desk.Get<PeriodReport>([.. periods.Select(period => PeriodReport.IdOf(unit.Id, period.From, period.To))]))
                if (report.EnteredBy == person) desk.Put(report with { EnteredBy = keeper });
        }
    }

    /// <summary>Who leads the unit now; else whoever holds any other office in it.</summary>
    private static async ValueTask<string?> Keeper(Effects effects, string unitId, string except)
    {
        var officers = (await effects.Desk.Find(Affiliation.ByOffice, unitId + "/")).Where(office => office.HoldsAt(effects.Today) && office.ParticipantId != except).ToArray();
        return new[] { Role.Secretary, Role.CommitteeSecretary, Role.DeputySecretary }.Select(role => officers.FirstOrDefault(office => office.Roles.Contains(role))?.ParticipantId).FirstOrDefault(id => id is not null)
            ?? officers.FirstOrDefault()?.ParticipantId;
    }
}
