using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Host.Clock;
using CellBot.Host.Demo;
using CellBot.Host.People;

namespace CellBot.Host.Simulation;

/// <summary>
/// The demo cell through months or years: everyone linked, the year's pledge, a study each quarter, a meeting each month announced by chat; nobody answers, or a
/// seeded share of them. Every message is printed, one a line, in the order in which it goes out.
/// </summary>
internal sealed class Simulation(SimulationPlan plan, TextWriter output)
{
    private const string Bot = DemoCell.Channel + "/" + DemoCell.Bot;

    private readonly Dictionary<string, string> names = [];
    private SimulatedWorld world = null!;
    private OrgUnit cell = null!;
    private string secretary = "";

    public async Task Run(CancellationToken cancel)
    {
        var start = new DateTimeOffset(plan.From.ToDateTime(TimeOnly.MinValue), CellClock.Offset);
        var end = start.AddDays(plan.Days).AddSeconds(-1);
        await using var made = await SimulatedWorld.Create(start, Bot, cancel);
        world = made;
        world.OnMessage = Print;
        await Settle();
        PlanTheYears(start, end);
        await world.LiveUntil(end, cancel);
        await output.FlushAsync(cancel);
    }

    /// <summary>The demo's roster; all are linked and have agreed.</summary>
    private async Task Settle()
    {
        var report = await new RosterImport(world.Store, world.Clock).Run(DemoCell.Roster(), new RosterOrder(DemoCell.Name, IsBody: false), default);
        if (!report.IsImported) throw new InvalidOperationException(string.Join('\n', report.Lines()));
        await world.Write(async session =>
        {
            cell = (await session.Find(OrgUnit.ByType, OrgUnitType.Cell.ToString())).Single();
            session.Put(cell with { Settings = cell.Settings with { Venue = "Nhà văn hóa Khu vực 3" } });
            foreach (var person in await session.Find(Participant.ByCell, cell.Id + "/"))
            {
                var account = DemoCell.AccountOf(person.Id);
                names[account] = person.FullName;
                session.Put(new ChannelAccount(account) { ParticipantId = person.Id, LinkedAt = world.Clock.Now });
                session.Put(person with { Consent = new Consent { NoticeVersion = 1, GivenAt = world.Clock.Now, AccountId = account }, PreferredAccountId = account });
            }
            secretary = DemoCell.AccountOf((await session.Find(Affiliation.ByOffice, cell.Id + "/")).First(officer => officer.Roles.Contains(Role.Secretary)).ParticipantId);
        });
    }

    private void PlanTheYears(DateTimeOffset start, DateTimeOffset end)
    {
        Open(start, OpenPledges);
        Open(start, OpenStudy);
        for (var month = new DateTimeOffset(start.Year, start.Month, 1, 0, 0, 0, start.Offset); month <= end; month = month.AddMonths(1))
        {
            if (month.Month == 2) Open(month, OpenPledges);
            if (month.Month % 3 == 2) Open(month.AddDays(19), OpenStudy);
            var says = month.AddDays(19).AddHours(9);
            if (says >= start && says <= end) Conversation(says, Announce());
        }

        void Open(DateTimeOffset at, Func<Task> open)
        {
            if (at >= start && at <= end) world.At(at, open);
        }
    }

    private async Task OpenPledges()
    {
        var campaign = DemoCampaigns.Pledges(cell.Id, world.Clock.Now);
        if (await world.Store.Open().Get<PledgeCampaign>(campaign.Id) is not null) return;
        await Effect(campaign.Id, effects => CampaignOpening.Open(effects, campaign));
        await PlanAnswers(campaign.Id, campaign.OpensAt, campaign.ClosesAt, Registering);
    }

    private async Task OpenStudy()
    {
        var now = world.Clock.Now;
        var quarter = (now.Month + 2) / 3;
        var study = DemoCampaigns.Study(cell.Id, now) with
        {
            Id = $"th{quarter}-{now.Year}-{cell.Id}", Code = $"TH{quarter}", Title = $"Nghị quyết chuyên đề quý {quarter switch { 1 => "I", 2 => "II", 3 => "III", _ => "IV" }}",
        };
        if (await world.Store.Open().Get<StudyCampaign>(study.Id) is not null) return;
        await Effect(study.Id, effects => CampaignOpening.Open(effects, study));
        await PlanAnswers(study.Id, now, study.DueAt, HandingIn);
    }

    private Task Effect(string cause, Func<Effects, ValueTask> write) =>
        world.Write(session => write(new Effects(session, Phrasebook.Vietnamese, "simulation/" + cause, world.Clock.Now, null, null)).AsTask());

    /// <summary>Those who do answer do so in the daytime, between the opening and three days after the date.</summary>
    private async Task PlanAnswers(string source, DateTimeOffset opens, DateTimeOffset due, Func<string, IEnumerable<Func<Task>>> steps)
    {
        foreach (var duty in await world.Store.Open().Find(Obligation.BySource, $"{source}/{cell.Id}/"))
        {
            var dice = Dice(duty.Id);
            if (dice.NextDouble() >= plan.Answering) continue;
            var from = opens > world.Clock.Now ? opens : world.Clock.Now;
            var days = (due - from).Days + 3;
            Conversation(from.Date.AddDays(dice.Next(days + 1)).AddHours(9).AddMinutes(dice.Next(11 * 60)), steps(DemoCell.AccountOf(duty.OwnerId)));
        }
    }

    private void Conversation(DateTimeOffset begins, IEnumerable<Func<Task>> steps)
    {
        foreach (var step in steps)
        {
            world.At(begins, step);
            begins = begins.AddSeconds(30);
        }
    }

    private void Conversation(DateTime begins, IEnumerable<Func<Task>> steps) => Conversation(new DateTimeOffset(begins, CellClock.Offset), steps);

    private IEnumerable<Func<Task>> Registering(string account)
    {
        foreach (var says in new[] { "đăng ký", "1", "1", "1", "1", "3", "2" }) yield return () => world.Says(account, says);
    }

    private IEnumerable<Func<Task>> HandingIn(string account)
    {
        yield return () => world.SendsPage(account);
        foreach (var says in new[] { "1", "1", "2" }) yield return () => world.Says(account, says);
    }

    /// <summary>The secretary announces next month's meeting: the preview, whatever it warns of, then "Gửi".</summary>
    private IEnumerable<Func<Task>> Announce()
    {
        yield return () => world.Says(secretary, "họp mùng 3 tháng sau 19h30");
        yield return () => world.LastChoices.ToList().IndexOf("Gửi") is >= 0 and var send ? world.Says(secretary, $"{send + 1}") : world.Says(secretary, "1");
        yield return () => world.LastChoices.ToList().IndexOf("Gửi") is >= 0 and var send ? world.Says(secretary, $"{send + 1}") : Task.CompletedTask;
    }

    private Task Print(SimulatedMessage message)
    {
        var row = message.Row;
        if (row is { NoticeId: not null, List: not null } && Dice(row.Id) is var dice && dice.NextDouble() < plan.Answering)
            Conversation(message.At.Date.AddDays(1).AddHours(9).AddMinutes(dice.Next(11 * 60)), [() => world.Says(row.AccountId, dice.NextDouble() < 0.9 ? "tham dự" : "xin vắng")]);
        var first = row.Text.Split('\n')[0];
        return output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{message.At:yyyy-MM-dd HH:mm} | {names.GetValueOrDefault(row.AccountId, row.AccountId)} | {message.Reason} | {first}"));
    }

    /// <summary>A person's luck in one matter: the same whatever else happens.</summary>
    private Random Dice(string matter) => new(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Seed}/{matter}"))));
}
