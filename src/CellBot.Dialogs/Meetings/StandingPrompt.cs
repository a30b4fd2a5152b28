using System.Globalization;
using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Meetings;

/// <summary>Asks the secretary once a month whether the standing meeting is announced as last time; planned from one month to the next.</summary>
internal static class StandingPrompt
{
    public static StageWriter Writer { get; } = new([Stage.Standing], Write);

    public static async ValueTask Set(StandingTimeSet fact, Effects effects)
    {
        if (!effects.Me.LeadsCell || effects.Me.Cell!.Id != fact.UnitId || await effects.Desk.Get<OrgUnit>(fact.UnitId) is not { } cell) return;
        var settings = cell.Settings with { MeetingRule = fact.Rule };
        effects.Desk.Put(cell with { Settings = settings });
        effects.Audit("standing-meeting", cell.Id);
        foreach (var waiting in await effects.Desk.Find(Reminder.WaitingByPerson, effects.Me.Id + "/"))
            if (waiting.Stage is Stage.Standing)
                effects.Desk.Put(waiting with { State = ReminderState.Skipped, Reason = "old version", SettledAt = effects.Now });
        if (fact.Rule is not null) await Plan(effects, effects.Me.Id, cell.Id, settings, effects.Now);
    }

    /// <summary>Some days before, at the hour of reminders; at once when that has passed, or next morning at night.</summary>
    public static DateTimeOffset AskAt(DateTimeOffset startsAt, CellSettings settings, DateTimeOffset now)
    {
        var at = QuietHours.On(QuietHours.Day(startsAt).AddDays(-settings.StandingAskDays), settings.ReminderTime, startsAt.Offset);
        return at > now ? at : settings.NextMorning(now);
    }

    /// <summary>Starts of the unit's regular meetings that stand, from last month on.</summary>
    public static async ValueTask<IReadOnlyList<DateTimeOffset>> Taken(IReader reader, string unitId, DateTimeOffset now) =>
        [.. (await reader.Range(Meeting.ByUnit, $"{unitId}/{now.AddDays(-62).UtcDateTime:yyyyMMddHHmm}", $"{unitId}/{now.AddDays(400).UtcDateTime:yyyyMMddHHmm}"))
            .Where(meeting => meeting.Kind is MeetingKind.Regular or MeetingKind.RegularWithThematic && meeting.Status is not (MeetingStatus.Cancelled or MeetingStatus.Draft)).Select(meeting => meeting.StartsAt)];

    /// <param name="after">The month's question that was just asked is not asked again.</param>
    private static async ValueTask Plan(Effects effects, string personId, string unitId, CellSettings settings, DateTimeOffset after)
    {
        var (start, nominal) = MeetingDefaults.NextStanding(after, settings.MeetingTime, settings, settings.Holidays(), await Taken(effects.Desk, unitId, effects.Now));
        var version = nominal.Year * 12 + nominal.Month;
        var id = Reminder.IdOf(personId, Stage.Standing, unitId, version);
        _ = await effects.Desk.Get<Reminder>(id);
        effects.Desk.Put(new Reminder(id) { PersonId = personId, Stage = Stage.Standing, ObjectId = unitId, Version = version, DueAt = AskAt(start, settings, effects.Now) });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        var reminder = run.Reminder;
        if (await desk.Get<OrgUnit>(reminder.ObjectId) is not { Settings: { MeetingRule: { } rule } settings } cell) return new StageVerdict.Skip("no standing meeting");
        if (!run.Me.LeadsCell || run.Me.Cell!.Id != cell.Id)
        {
            // The office changed hands: the new one is asked.
            if (await Officers.LeaderOf(desk, cell.Id, run.Effects.Today) is { } leader) await Plan(run.Effects, leader.Person.Id, cell.Id, settings, run.Now);
            return new StageVerdict.Skip("handed over");
        }
        var monthBegins = new DateTimeOffset((reminder.Version - 1) / 12, (reminder.Version - 1) % 12 + 1, 1, 0, 0, 0, run.Now.Offset);
        var from = run.Now > monthBegins ? run.Now : monthBegins;
        var (start, nominal) = MeetingDefaults.NextStanding(from, settings.MeetingTime, settings, settings.Holidays(), await Taken(desk, cell.Id, run.Now));
        var here = nominal.Year * 12 + nominal.Month == reminder.Version;
        await Plan(run.Effects, run.Me.Id, cell.Id, settings, monthBegins.AddMonths(1) > run.Now ? monthBegins.AddMonths(1) : run.Now);
        if (!here) return new StageVerdict.Skip("announced");

        var typed = string.Create(CultureInfo.InvariantCulture, $"họp thường kỳ {start:HH}h{start:mm} ngày {start:dd/MM/yyyy}");
        var screen = run.Voice.Screen("standing.prompt",
        [
            ("MovedText", QuietHours.Day(start) == nominal ? "" : run.Voice.Say("standing.moved", ("Date", VietnameseDates.Short(nominal)), ("Holiday", settings.Holidays().Name(nominal) ?? "ngày nghỉ"))),
            ("Preview", await PreviewOf(run, cell, start)),
        ], Start.Of(ComposeMeeting.Name, ("unit", cell.Id), ("typed", typed)), Start.Of(ComposeMeeting.Name, ("unit", cell.Id), ("typed", typed), ("sends", "yes")), Start.Of(Later.Name));
        return new StageVerdict.Say(screen with { Topic = cell.Id + "/standing" }, "", null, Merges: false) { NotAfter = start };
    }

    /// <summary>What "Gửi" would announce, with what is to be known of it.</summary>
    private static async ValueTask<string> PreviewOf(StageRun run, OrgUnit cell, DateTimeOffset start)
    {
        var reader = run.Effects.Desk;
        var opening = new Opening(new Dictionary<string, string>(), run.Me, reader, run.Now, new Chat(""), Mid: false);
        if (await ComposeView.Load(opening, cell.Id) is not { } view) return "";
        var last = view.Last(MeetingKind.Regular);
        var (invited, exempt) = view.Whom(QuietHours.Day(start), Circle.Everyone);
        var meeting = new Meeting("standing")
        {
            UnitId = cell.Id, Kind = MeetingKind.Regular, Title = MeetingDefaults.Title(MeetingKind.Regular, start), StartsAt = start, EndsAt = start + MeetingDefaults.Duration(MeetingKind.Regular, view.Settings),
            Venue = last?.Venue ?? view.Settings.Venue, Agenda = MeetingDefaults.Agenda(last, start, view.Settings), AttendeeIds = [.. invited.Select(one => one.Person.Id)], AttendeesText = ComposeMeeting.Everyone, ConvenedBy = run.Me.Id,
        };
        var warnings = MeetingCheck.Warnings(meeting, [.. view.Meetings, .. view.Clashing], view.Settings, view.Calendar, run.Now);
        return ComposeMeeting.Preview(run.Voice, meeting, asBefore: last?.Venue is not null, invited, exempt, warnings).Text;
    }
}
