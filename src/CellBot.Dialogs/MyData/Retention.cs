using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.MyData;

/// <summary>
/// What the consent text promises: pledges, reflections, answers to meetings and rolls are kept <see cref="CellSettings.KeepMonths"/> months after their year has ended, and then deleted with their
/// photographs and files. Duties stay: they hold no words, and every figure of the year is counted over them. Petitions lose their words and keep their numbers.
/// </summary>
internal static class Retention
{
    private static readonly TimeOnly At = new(3, 0);
    private static readonly TimeSpan Local = TimeSpan.FromHours(7);

    /// <summary>Records deleted in one commit, about.</summary>
    private const int Chunk = 200;
    private const int All = 100_000;

    public static Tick Tick { get; } = new("retention",
        async (reader, now, most) => now >= Begins(QuietHours.Day(now)) && await reader.Get<RetentionRound>(RetentionRound.IdOf(QuietHours.Day(now))) is not { DoneAt: not null } ? [RetentionRound.IdOf(QuietHours.Day(now))] : [],
        Settle)
    {
        InChunks = true,
        Next = async reader => (await reader.Find(RetentionRound.ByMonth, "")) is [.., var last] ? Begins(MonthOf(last).AddMonths(last.DoneAt is null ? 0 : 1)) : null,
    };

    /// <summary>Whether what belongs to a year has been kept long enough.</summary>
    public static bool IsOver(int year, CellSettings settings, DateOnly today) => today >= new DateOnly(year + 1, 1, 1).AddMonths(settings.KeepMonths);

    private static async ValueTask Settle(TickRun run)
    {
        var desk = run.Desk;
        var round = await desk.Get<RetentionRound>(run.Id) ?? new RetentionRound(run.Id);
        if (round.DoneAt is not null) return;
        var left = Chunk;
        foreach (var (id, clear) in (await Sources(desk, run.Today)).Where(source => string.CompareOrdinal(source.Id, round.Cursor) > 0).OrderBy(source => source.Id, StringComparer.Ordinal))
        {
            left -= await clear(left);
            if (left <= 0) // the same again: what is deleted is not found twice
            {
                desk.Put(round);
                return;
            }
            round = round with { Cursor = id };
        }
        desk.Put(round with { DoneAt = run.Now });
    }

    /// <summary>Campaigns and meetings whose time is over, each with what deletes at most so many records of it and says how many there were.</summary>
    private static async ValueTask<IReadOnlyList<(string Id, Func<int, ValueTask<int>> Clear)>> Sources(IDesk desk, DateOnly today)
    {
        var settings = (await desk.Find(OrgUnit.ByParent, "", All)).ToDictionary(unit => unit.Id, unit => unit.Settings);
        bool Over(string unit, int year) => IsOver(year, settings.GetValueOrDefault(unit) ?? new(), today);
        var sources = new List<(string, Func<int, ValueTask<int>>)>();
        foreach (var campaign in await desk.Find(PledgeCampaign.ByUnit, "", All))
            if (Over(campaign.UnitId, campaign.Year)) sources.Add((campaign.Id, most => Pledges(desk, campaign.Id, most)));
        foreach (var campaign in await desk.Find(StudyCampaign.ByUnit, "", All))
            if (Over(campaign.UnitId, campaign.DueAt.ToOffset(Local).Year)) sources.Add((campaign.Id, most => Reflections(desk, campaign.Id, most)));
        foreach (var meeting in await desk.Find(Meeting.ByUnit, "", All))
            if (Over(meeting.UnitId, meeting.StartsAt.ToOffset(Local).Year)) sources.Add((meeting.Id, most => Attendance(desk, meeting.Id, most)));
        foreach (var petition in await desk.Find(Petition.ByUnit, "", All))
            if (Over(petition.UnitId, petition.ReceivedAt.ToOffset(Local).Year) && petition is { Text.Length: > 0, Status: not (PetitionStatus.New or PetitionStatus.Acknowledged) }) sources.Add((petition.Id, _ => Words(desk, petition)));
        return sources;
    }

    private static async ValueTask<int> Pledges(IDesk desk, string campaign, int most)
    {
        var old = await desk.Find(Pledge.ByCampaign, campaign + "/", most);
        foreach (var pledge in old)
        {
            Release(desk, pledge.Photos);
            await Around(desk, pledge.Id);
            desk.Delete<Pledge>(pledge.Id);
        }
        return old.Count;
    }

    private static async ValueTask<int> Reflections(IDesk desk, string campaign, int most)
    {
        var old = await desk.Find(Reflection.ByCampaign, campaign + "/", most);
        foreach (var reflection in old)
        {
            Release(desk, [.. reflection.Attachments, .. reflection.Earlier.SelectMany(earlier => earlier.Attachments)]);
            await Around(desk, reflection.Id);
            desk.Delete<Reflection>(reflection.Id);
        }
        return old.Count;
    }

    private static async ValueTask<int> Attendance(IDesk desk, string meeting, int most)
    {
        var answers = await desk.Find(Rsvp.ByMeeting, meeting + "/", most);
        foreach (var answer in answers) desk.Delete<Rsvp>(answer.Id);
        var opinions = await desk.Find(Opinion.ByMeeting, meeting + "/", most);
        foreach (var opinion in opinions) desk.Delete<Opinion>(opinion.Id);
        var reads = await desk.Find(MaterialsRead.ByMeeting, meeting + "/", most);
        foreach (var read in reads) desk.Delete<MaterialsRead>(read.Id);
        if (await desk.Get<RollCall>(meeting) is not null) desk.Delete<RollCall>(meeting);
        return answers.Count + opinions.Count + reads.Count;
    }

    private static ValueTask<int> Words(IDesk desk, Petition petition)
    {
        desk.Put(petition with { Text = "", AnswerText = null });
        return ValueTask.FromResult(1);
    }

    /// <summary>What was said about the duty: why it was forgiven, and the calls for help.</summary>
    private static async ValueTask Around(IDesk desk, string dutyId)
    {
        if (await desk.Get<Waiver>(dutyId) is not null) desk.Delete<Waiver>(dutyId);
        if (await desk.Get<Obligation>(dutyId) is not { } duty) return;
        foreach (var help in await desk.Get<HelpRequest>([.. Enumerable.Range(1, duty.DueVersion).Select(version => HelpRequest.IdOf(duty with { DueVersion = version }))])) desk.Delete<HelpRequest>(help.Id);
    }

    private static void Release(IDesk desk, IEnumerable<Attachment> files)
    {
        foreach (var file in files.DistinctBy(file => file.FileId)) desk.ReleaseFile(file.FileId);
    }

    private static DateOnly MonthOf(RetentionRound round) => DateOnly.ParseExact(round.Id + "01", "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>In the night of the month's first day.</summary>
    private static DateTimeOffset Begins(DateOnly day) => QuietHours.On(new DateOnly(day.Year, day.Month, 1), At, Local);
}
