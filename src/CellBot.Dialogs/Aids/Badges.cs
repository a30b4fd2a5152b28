using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Aids;

/// <summary>Whose years of membership are full on one award day, for the secretary who prepares the papers.</summary>
/// <param name="People">With the years, the longest first.</param>
internal sealed record Badges(DateOnly AwardDay, IReadOnlyList<(Participant Person, int Years)> People)
{
    private static readonly TimeOnly At = new(8, 0);

    /// <summary>Cells looked through in one commit.</summary>
    private const int Chunk = 50;

    public static StageWriter Stages { get; } = new([Stage.Badges], Write);

    /// <summary>Some weeks before each award day every cell is looked through once; its leader has something planned only where somebody is to be proposed.</summary>
    public static Tick Tick { get; } = new("badges", Due, Settle)
    {
        InChunks = true,
        Next = Next,
    };

    public static async ValueTask<Badges> Load(IReader reader, OrgUnit cell, DateOnly awardDay)
    {
        var people = new List<(Participant, int)>();
        foreach (var person in await reader.Find(Participant.ByCell, cell.Id + "/", 100_000))
            if (person is { Kind: ParticipantKind.PartyMember, AdmittedOn: { } admitted } && PartyBadge.YearsOn(awardDay, admitted, cell.Settings.BadgeYears) is { } years)
                people.Add((person, years));
        return new Badges(awardDay, [.. people.OrderByDescending(each => each.Item2).ThenBy(each => each.Item1.FullName, PersonName.Order)]);
    }

    public Screen Screen(Voice voice) => People.Count == 0
        ? voice.Say("badge.none", ("AwardDate", VietnameseDates.Short(AwardDay)))
        : voice.Say("badge.alert", ("AwardDate", VietnameseDates.Short(AwardDay)), ("k", People.Count),
            ("List", string.Join('\n', People.Select(each => $"– {each.Person.FullName}: {each.Years} năm (vào Đảng {VietnameseDates.Short(each.Person.AdmittedOn!.Value)})"))));

    private static async ValueTask<IReadOnlyList<string>> Due(IReader reader, DateTimeOffset now, int most)
    {
        var awardDay = PartyBadge.NextAwardDay(QuietHours.Day(now));
        return now >= Begins(awardDay, now.Offset) && await reader.Get<BadgeRound>(BadgeRound.IdOf(awardDay)) is not { DoneAt: not null } ? [BadgeRound.IdOf(awardDay)] : [];
    }

    /// <summary>After the last round that is stored; before the first of all whoever asks what is due finds it.</summary>
    private static async ValueTask<DateTimeOffset?> Next(IReader reader) => (await reader.Find(BadgeRound.ByDay, "")) switch
    {
        [] => null,
        [.., { DoneAt: null } open] => Begins(open.AwardDay, Offset),
        [.., var last] => Begins(PartyBadge.NextAwardDay(last.AwardDay.AddDays(1)), Offset),
    };

    private static async ValueTask Settle(TickRun run)
    {
        var round = await run.Desk.Get<BadgeRound>(run.Id) ?? new BadgeRound(run.Id);
        if (round.DoneAt is not null) return;
        var cells = (await run.Desk.Find(OrgUnit.ByType, nameof(OrgUnitType.Cell), 100_000)).Concat(await run.Desk.Find(OrgUnit.ByType, nameof(OrgUnitType.GrassrootsCell), 100_000))
            .Where(cell => cell.ValidAt(run.Today) && string.CompareOrdinal(cell.Id, round.Cursor) > 0).OrderBy(cell => cell.Id, StringComparer.Ordinal).ToArray();
        foreach (var cell in cells.Take(Chunk)) await Plan(run.Because(round.Id), cell, round.AwardDay);
        run.Desk.Put(round with { Cursor = cells.Length > Chunk ? cells[Chunk - 1].Id : round.Cursor, DoneAt = cells.Length > Chunk ? null : run.Now });
    }

    private static async ValueTask Plan(Effects effects, OrgUnit cell, DateOnly awardDay)
    {
        if ((await Load(effects.Desk, cell, awardDay)).People.Count == 0 || await Officers.LeaderOf(effects.Desk, cell.Id, effects.Today) is not { } leader) return;
        var id = Reminder.IdOf(leader.Person.Id, Stage.Badges, cell.Id, awardDay.DayNumber);
        if (await effects.Desk.Get<Reminder>(id) is not null) return;
        var at = QuietHours.On(cell.Settings.Holidays().WorkingDayFrom(effects.Today), At, effects.Now.Offset);
        effects.Desk.Put(new Reminder(id) { PersonId = leader.Person.Id, Stage = Stage.Badges, ObjectId = cell.Id, Version = awardDay.DayNumber, DueAt = at > effects.Now ? at : effects.Now });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        if (!run.Me.LeadsCell || run.Me.Cell!.Id != run.Reminder.ObjectId) return new StageVerdict.Skip("handed over");
        var badges = await Load(run.Effects.Desk, run.Me.Cell, DateOnly.FromDayNumber(run.Reminder.Version));
        return badges.People.Count == 0 ? new StageVerdict.Skip("nobody") : new StageVerdict.Say(badges.Screen(run.Voice), "", null, Merges: false);
    }

    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    private static DateTimeOffset Begins(DateOnly awardDay, TimeSpan offset) => QuietHours.On(awardDay.AddDays(-PartyBadge.NoticeDays), At, offset);
}

/// <summary>"huy hiệu đảng": the same for the next award day, now.</summary>
internal sealed class BadgesNow(Badges? badges) : IDialog
{
    public const string Name = "badges";

    public Task Run(IChat chat)
    {
        chat.Say(badges is null ? chat.Voice.Say("error.noPermission") : badges.Screen(chat.Voice));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening) =>
        new BadgesNow(opening.Me is { LeadsCell: true, Cell: { } cell } ? await Badges.Load(opening.Reader, cell, PartyBadge.NextAwardDay(opening.Today)) : null);
}
