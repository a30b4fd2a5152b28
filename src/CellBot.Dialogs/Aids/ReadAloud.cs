using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Aids;

/// <summary>Figures to be read aloud at a meeting: whole sentences, each with its population and the moment; no names.</summary>
/// <param name="Meeting">The next one of the cell; null: none is announced.</param>
/// <param name="Last">The one before, whose roll was called.</param>
/// <param name="Period">Tasks and petitions since then.</param>
internal sealed record ReadAloud(OrgUnit Cell, Meeting? Meeting, Headcount? Heads, (Meeting Meeting, RollCall Roll)? Last, CellFigures Period, IReadOnlyList<(ICampaign Campaign, int Done, int Eligible)> Campaigns)
{
    public static StageWriter Stages { get; } = new([Stage.ReadAloud], Write);

    /// <summary>On the evening before, to whoever leads the cell; not for a meeting of its committee alone, and not where that evening is over. Version: the meeting's <see cref="Meeting.TimeVersion"/>.</summary>
    public static async ValueTask Plan(Effects effects, Meeting meeting)
    {
        if (meeting.Kind is MeetingKind.CellCommittee || await effects.Desk.Get<OrgUnit>(meeting.UnitId) is not { IsCell: true } cell) return;
        var at = QuietHours.On(QuietHours.Day(meeting.StartsAt).AddDays(-1), cell.Settings.EveningTime, meeting.StartsAt.Offset);
        if (at > effects.Now && await Officers.LeaderOf(effects.Desk, cell.Id, effects.Today) is { } leader) await Plan(effects, leader.Person.Id, meeting, at);
    }

    public static ValueTask<ReadAloud?> Load(Opening opening) =>
        opening.Me is { LeadsCell: true, Cell: { } cell } ? Load(opening.Reader, cell, null, opening.Now) : ValueTask.FromResult<ReadAloud?>(null);

    private static async ValueTask<ReadAloud?> Load(IReader reader, OrgUnit cell, Meeting? meeting, DateTimeOffset now)
    {
        if (await PaperScene.Load(reader, cell.Id, now) is not { } scene) return null;
        meeting ??= (await UpcomingMeetings.OfUnit(reader, cell.Id, now)).FirstOrDefault(next => next.Kind is not MeetingKind.CellCommittee);
        (Meeting, RollCall)? last = null;
        foreach (var roll in (await reader.Range(RollCall.ByUnit, $"{cell.Id}/", $"{cell.Id}/{now.UtcDateTime:yyyyMMddHHmm}", 10_000)).Reverse())
            if (await reader.Get<Meeting>(roll.Id) is { Kind: not MeetingKind.CellCommittee } held && held.Id != meeting?.Id)
            {
                last = (held, roll);
                break;
            }
        var from = last is var (before, _) ? QuietHours.Day(before.StartsAt) : scene.Today.AddMonths(-1);
        var campaigns = new List<(ICampaign, int, int)>();
        foreach (var campaign in await AnyCampaign.Of(reader, cell.Id))
            if (campaign.OpensAt <= now && QuietHours.Day(campaign.DueAt) >= from && await CellCounts.Of(reader, campaign.Id, cell.Id, now) is { Eligible: > 0 } count)
                campaigns.Add((campaign, count.Done, count.Eligible));
        var heads = meeting is null ? null : Headcount.Of(meeting, await reader.Find(Rsvp.ByMeeting, meeting.Id + "/", 100_000), await NoticeLedger.ReachedByNone(reader, meeting));
        return new ReadAloud(cell, meeting, heads, last, await CellFigures.Count(reader, scene, from, scene.Today), campaigns);
    }

    public Screen Screen(Voice voice, DateTimeOffset now)
    {
        var lines = new List<string>
        {
            Zeroes.Drop(voice.Say("figures.members", ("Members", Period.Members), ("Official", Period.Official), ("Probationary", Period.Probationary), ("Exempt", Period.Exempt))),
        };
        if (Heads is { } heads) lines.Add(MeetingWords.WithoutZeros(voice.Say("figures.invited", ("N", heads.All), ("Yes", heads.Attend.Count), ("Late", heads.Late.Count), ("Absent", heads.Absent.Count), ("NoAnswer", heads.NoAnswer.Count + heads.Unreached.Count))));
        if (Last is var (before, roll))
        {
            var asked = before.AttendeeIds.Count(id => roll.Of(id) is not Attendance.Exempt);
            var present = before.AttendeeIds.Count(id => roll.Of(id) is Attendance.Present or Attendance.Late);
            lines.Add(voice.Say("figures.attended", ("MeetingTitle", Voice.Capital(before.Title)), ("Date", VietnameseDates.Short(QuietHours.Day(before.StartsAt))), ("Present", present), ("N", asked), ("Pct", Figures.Percent(present, asked))));
        }
        lines.AddRange(Campaigns.Select(each => voice.Say("figures.campaign", ("ItemCap", Voice.Capital(each.Campaign.Item)), ("Done", each.Done), ("Eligible", each.Eligible), ("People", GroupText.PeopleOf(each.Campaign)), ("Pct", Figures.Percent(each.Done, each.Eligible)))));
        if (Period.Tasks.N > 0) lines.Add(voice.Say("figures.tasks", ("Done", Period.Tasks.Done), ("N", Period.Tasks.N)));
        if (Period.Petitions.N > 0) lines.Add(voice.Say("figures.petitions", ("Done", Period.Petitions.Done), ("N", Period.Petitions.N)));
        return voice.Say("figures.aloud", ("MeetingTitle", Meeting?.Title ?? "cuộc họp"), ("Time", VietnameseDates.Clock(now)), ("Date", VietnameseDates.Short(QuietHours.Day(now))), ("List", string.Join('\n', lines.Select(line => "– " + line))));
    }

    private static async ValueTask Plan(Effects effects, string personId, Meeting meeting, DateTimeOffset at)
    {
        var id = Reminder.IdOf(personId, Stage.ReadAloud, meeting.Id, meeting.TimeVersion);
        if (await effects.Desk.Get<Reminder>(id) is null)
            effects.Desk.Put(new Reminder(id) { PersonId = personId, Stage = Stage.ReadAloud, ObjectId = meeting.Id, Version = meeting.TimeVersion, DueAt = at });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        if (await desk.Get<Meeting>(run.Reminder.ObjectId) is not { } meeting) return new StageVerdict.Skip("no meeting");
        if (meeting.Status is MeetingStatus.Cancelled) return new StageVerdict.Skip("cancelled");
        if (run.Reminder.Version != meeting.TimeVersion) return new StageVerdict.Skip("old version");
        if (run.Now >= meeting.StartsAt) return new StageVerdict.Skip("begun");
        if (!run.Me.LeadsCell || run.Me.Cell!.Id != meeting.UnitId)
        {
            // The office changed hands since the notice: the new one reads them.
            if (await Officers.LeaderOf(desk, meeting.UnitId, run.Effects.Today) is { } leader && leader.Person.Id != run.Me.Id) await Plan(run.Effects, leader.Person.Id, meeting, run.Now);
            return new StageVerdict.Skip("handed over");
        }
        return await Load(desk, run.Me.Cell, meeting, run.Now) is { } figures
            ? new StageVerdict.Say(figures.Screen(run.Voice, run.Now), "", null, Merges: false) { NotAfter = meeting.StartsAt }
            : new StageVerdict.Skip("gone");
    }
}

/// <summary>"số liệu cuộc họp": the same figures now.</summary>
internal sealed class ReadAloudNow(ReadAloud? figures) : IDialog
{
    public const string Name = "figures.aloud";

    public Task Run(IChat chat)
    {
        chat.Say(figures is null ? chat.Voice.Say("error.noPermission") : figures.Screen(chat.Voice, chat.Now));
        return Task.CompletedTask;
    }
}
