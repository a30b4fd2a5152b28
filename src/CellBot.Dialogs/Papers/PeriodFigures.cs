using CellBot.Dialogs.Coverage;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;
using CellBot.Domain.Tasks;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Papers;

/// <param name="N">Everyone asked; 0: nobody, or nothing in the period.</param>
internal readonly record struct Share(int Done, int N)
{
    public static Share operator +(Share a, Share b) => new(a.Done + b.Done, a.N + b.N);

    /// <summary>"23/25 (92%)"; a dash where nothing was asked.</summary>
    public string Full => N == 0 ? "–" : $"{Done}/{N} ({Figures.Percent(Done, N)})";
    public string Percent => N == 0 ? "–" : Figures.Percent(Done, N);
    public string Plain => N == 0 ? "–" : $"{Done}/{N}";
}

/// <summary>What one cell did in a period, counted from what is stored at the moment. A body adds numerators and denominators of its cells; it never averages (model section 12).</summary>
/// <param name="Members">Official and probationary members and how many of them are exempt; then people outside the Party, who stand in no denominator here.</param>
internal sealed record CellFigures(string Name, int Official, int Probationary, int Exempt, int Others, Share Pledges, Share Reflections, Share OnTime, Share Attendance, Share Checks, Share Petitions, Share Tasks)
{
    public int Members => Official + Probationary;

    /// <summary>Those who are asked.</summary>
    public int Eligible => Members - Exempt;

    public static CellFigures Sum(string name, IEnumerable<CellFigures> cells) => cells.Aggregate(
        new CellFigures(name, 0, 0, 0, 0, default, default, default, default, default, default, default),
        (a, b) => new(name, a.Official + b.Official, a.Probationary + b.Probationary, a.Exempt + b.Exempt, a.Others + b.Others, a.Pledges + b.Pledges, a.Reflections + b.Reflections,
            a.OnTime + b.OnTime, a.Attendance + b.Attendance, a.Checks + b.Checks, a.Petitions + b.Petitions, a.Tasks + b.Tasks));

    /// <param name="from">Of the period, inclusive, local.</param>
    /// <param name="to">Inclusive.</param>
    public static async ValueTask<CellFigures> Count(IReader reader, PaperScene scene, DateOnly from, DateOnly to)
    {
        var unit = scene.Unit.Id;
        var members = scene.Roll.Where(seat => seat.IsMember).ToDictionary(seat => seat.Person.Id);
        bool InPeriod(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(7)).DateTime) is var day && from <= day && day <= to;

        var pledgeSources = (await reader.Find(PledgeCampaign.ByUnit, unit + "/")).Where(campaign => campaign.Audience is Audience.Members && campaign.Year >= from.Year && campaign.Year <= to.Year).Select(campaign => campaign.Id);
        var studySources = (await reader.Find(StudyCampaign.ByUnit, unit + "/")).Where(campaign => campaign.Audience is Audience.Members && InPeriod(campaign.DueAt)).Select(campaign => campaign.Id);
        var pledges = await Duties(reader, pledgeSources, unit, scene.Now);
        var reflections = await Duties(reader, studySources, unit, scene.Now);
        var tasks = (await reader.Find(ActionItem.ByUnit, unit + "/", 10_000)).Where(task => InPeriod(task.AssignedAt) && task.Status is not ActionItemStatus.Dropped).ToArray();
        var petitions = (await reader.Find(Petition.ByUnit, unit + "/", 10_000)).Where(petition => InPeriod(petition.ReceivedAt)).ToArray();
        var attendance = default(Share);
        foreach (var roll in (await reader.Find(RollCall.ByUnit, unit + "/", 10_000)).Where(roll => InPeriod(roll.StartsAt)))
            if (await reader.Get<Meeting>(roll.Id) is { Kind: MeetingKind.Regular or MeetingKind.Thematic or MeetingKind.RegularWithThematic } meeting)
            {
                var asked = meeting.AttendeeIds.Where(id => members.ContainsKey(id) && roll.Of(id) is not Domain.Meetings.Attendance.Exempt).ToArray();
                attendance += new Share(asked.Count(id => roll.Of(id) is Domain.Meetings.Attendance.Present or Domain.Meetings.Attendance.Late), asked.Length);
            }
        var due = pledges.Concat(reflections).Where(duty => InPeriod(duty.DueAt)).ToArray();
        return new CellFigures(
            scene.Unit.Name, members.Values.Count(seat => seat.Person.Status is not MembershipStatus.Probationary), members.Values.Count(seat => seat.Person.Status is MembershipStatus.Probationary),
            members.Values.Count(seat => seat.Exempt is not ExemptionScope.None), scene.Roll.Count - members.Count,
            Done(pledges), Done(reflections), new Share(due.Count(duty => duty is { FulfilledAt: not null, Late: false }), due.Length), attendance,
            Checks: default, new Share(petitions.Count(petition => petition.Status is PetitionStatus.Answered or PetitionStatus.Closed), petitions.Length),
            new Share(tasks.Count(task => task.Status is ActionItemStatus.Done), tasks.Length));
    }

    private static Share Done(IReadOnlyList<Obligation> duties) => new(duties.Count(duty => duty.FulfilledAt is not null), duties.Count);

    /// <summary>As every figure in chat counts them.</summary>
    private static async ValueTask<IReadOnlyList<Obligation>> Duties(IReader reader, IEnumerable<string> sources, string unit, DateTimeOffset now)
    {
        var all = new List<Obligation>();
        foreach (var source in sources) all.AddRange(await CellCounts.Counted(reader, source, unit, now));
        return all;
    }
}
