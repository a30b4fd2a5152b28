using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Obligations;

public sealed class LadderPropertyTests
{
    private static readonly Stage[] Counted = [Stage.R3, Stage.R1, Stage.N1, Stage.N2, Stage.Nudge, Stage.Draft];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Behaviour_16_whatever_happens_nobody_is_disturbed_at_night_on_days_off_or_twice_a_day(int seed)
    {
        var random = new Random(seed);
        var start = Local("2026-12-01T09:00").AddDays(random.Next(200));
        await using var town = await At($"{start:yyyy-MM-ddTHH:mm}");
        var settings = new CellSettings { Office = random.Next(2) == 0 };
        await town.Write(async desk => desk.Put((await desk.Get<OrgUnit>(TownCell.CellId))! with { Settings = settings }));
        string[] people = [Tin, Phu, Bich, Loan];
        var opened = new List<Obligation>();

        for (var step = 0; step < 60; step++)
        {
            var now = town.Clock.Now;
            switch (random.Next(9))
            {
                case 0 or 1 or 2:
                    var due = now.AddDays(random.Next(1, 14));
                    var dateOnly = random.Next(2) == 0;
                    var duty = Duty(StudyOf($"{due:yyyy-MM-dd}", $"s{step}", $"Chuyên đề {step}"), people[random.Next(people.Length)]) with
                    {
                        OpensAt = now, DateOnlyDue = dateOnly, DueAt = dateOnly ? Duties.EndOfDay(due) : new DateTimeOffset(due.Year, due.Month, due.Day, random.Next(24), random.Next(60), 0, due.Offset),
                    };
                    await town.Effect($"open/{step}", effects => Duties.Open(effects, duty));
                    opened.Add(duty);
                    break;
                case 3 when opened.Count > 0:
                    await town.Effect($"done/{step}", effects => Duties.Fulfil(effects, opened[random.Next(opened.Count)].Id, effects.Now));
                    break;
                case 4 when opened.Count > 0:
                    var paused = opened[random.Next(opened.Count)].Id;
                    await town.Write(async desk => desk.Put((await desk.Get<Obligation>(paused))! with { PausedUntil = now.AddDays(random.Next(1, 5)) }));
                    break;
                case 5 when opened.Count > 0:
                    var nudged = opened[random.Next(opened.Count)];
                    await town.Write(async desk =>
                    {
                        var id = Reminder.IdOf(nudged.OwnerId, Stage.Nudge, nudged.Id, step);
                        desk.Put(new Reminder(id) { PersonId = nudged.OwnerId, Stage = Stage.Nudge, ObjectId = nudged.Id, Version = step, DueAt = now });
                        await ValueTask.CompletedTask;
                    });
                    break;
                case 6:
                    town.Clock.Now = now.AddHours(random.Next(1, 120)); // the host was down
                    break;
                default:
                    await town.AdvanceTo(now.AddHours(random.Next(1, 72)));
                    break;
            }
        }
        await town.AdvanceTo(town.Clock.Now.AddDays(40));

        Assert.True(town.Messages.Count > 20);
        Assert.All(town.Messages, message => Assert.False(settings.IsQuietAt(message.At), $"{message.At} {message.Text}"));
        var sent = new List<Reminder>();
        await foreach (var reminder in town.Store.All<Reminder>())
        {
            Assert.True(reminder.State is not ReminderState.Waiting || reminder.DueAt > town.Clock.Now, $"{reminder} never ends");
            if (reminder.State is ReminderState.Sent) sent.Add(reminder);
        }
        foreach (var day in sent.Where(reminder => Counted.Contains(reminder.Stage)).GroupBy(reminder => (reminder.PersonId, reminder.SettledAt!.Value.Date)))
            Assert.Single(day.Select(reminder => reminder.MessageId).Distinct());
        foreach (var ladder in sent.Where(reminder => LadderPlan.IsOverdue(reminder.Stage)).GroupBy(reminder => (reminder.ObjectId, reminder.Version)))
        {
            var days = ladder.Select(reminder => QuietHours.Day(reminder.SettledAt!.Value)).Order().ToArray();
            Assert.All(days, day => Assert.True(settings.Holidays().IsWorkingDay(day), $"{day}"));
            for (var i = 1; i < days.Length; i++) Assert.True(settings.Holidays().NextWorkingDay(days[i - 1]) < days[i], $"{days[i - 1]} and {days[i]}");
        }
        foreach (var told in sent.Where(reminder => reminder.Stage is Stage.Escalation))
            Assert.Contains(sent, reminder => reminder.Stage is Stage.N3 && reminder.ObjectId == told.ObjectId && QuietHours.Day(reminder.SettledAt!.Value) < QuietHours.Day(told.SettledAt!.Value));
    }
}
