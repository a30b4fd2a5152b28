using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Obligations;

/// <summary>The demo cell with duties in it.</summary>
internal static class DutyTown
{
    public const string Tin = "Thạch Ngọc Tín", Loan = "Đinh Hồng Loan", Phong = "Hoàng Trọng Phong", Phu = "Đinh Công Phú", Bich = "Đỗ Phương Bích";

    public static async Task<Town> At(string now, params IReadOnlyCollection<string> notLinked)
    {
        var town = await Town.Start(Local(now));
        await town.Effect("seed", effects => TownCell.Seed(effects.Desk, town.Clock.Now, notLinked));
        return town;
    }

    public static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

    public static StudyCampaign StudyOf(string due, string id = "th4-2026-u-kv3", string title = "Nghị quyết chuyên đề quý IV") => new(id)
    {
        UnitId = TownCell.CellId, Title = title, Code = "TH4", OpensAt = Local(due).AddDays(-20), DueAt = Local(due + "T23:59:59"),
    };

    public static Obligation Duty(StudyCampaign study, string fullName) => new(Obligation.IdOf(study.Id, TownCell.PersonOf(fullName)))
    {
        Kind = ObligationKind.Reflection, OwnerId = TownCell.PersonOf(fullName), UnitId = TownCell.CellId, SourceId = study.Id, Item = study.Item, OpensAt = study.OpensAt, DueAt = study.DueAt,
    };

    public static Obligation Duty(PledgeCampaign campaign, string fullName) => new(Obligation.IdOf(campaign.Id, TownCell.PersonOf(fullName)))
    {
        Kind = ObligationKind.Pledge, OwnerId = TownCell.PersonOf(fullName), UnitId = TownCell.CellId, SourceId = campaign.Id, Item = $"bản đăng ký năm {campaign.Year}",
        OpensAt = campaign.OpensAt, DueAt = campaign.ClosesAt,
    };

    /// <summary>The study with everyone's duty named.</summary>
    public static Task Opens(this Town town, StudyCampaign study, params IReadOnlyList<string> fullNames) => town.Effect("open/" + study.Id, async effects =>
    {
        effects.Desk.Put(study);
        foreach (var name in fullNames) await Duties.Open(effects, Duty(study, name));
    });

    public static Task Opens(this Town town, PledgeCampaign campaign, params IReadOnlyList<string> fullNames) => town.Effect("open/" + campaign.Id, async effects =>
    {
        effects.Desk.Put(campaign);
        foreach (var name in fullNames) await Duties.Open(effects, Duty(campaign, name));
    });

    public static Task Fulfils(this Town town, StudyCampaign study, string fullName) =>
        town.Effect($"fulfil/{town.Clock.Now:O}", effects => Duties.Fulfil(effects, Duty(study, fullName).Id, effects.Now));

    /// <summary>What reached one person: "11/12 08:30 first line".</summary>
    public static IEnumerable<string> To(this Town town, string fullName) =>
        town.Messages.Where(message => message.Account == TownCell.AccountOf(fullName)).Select(message => $"{message.At:dd/MM HH}:{message.At:mm} {message.Text.Split('\n')[0]}");

    public static string Last(this Town town, string fullName) => town.Messages.FindLast(message => message.Account == TownCell.AccountOf(fullName))!.Text;

    public static Task Tells(this Town town, string fullName, string text) => town.Says(TownCell.AccountOf(fullName), text);

    public static async Task<IReadOnlyList<Reminder>> Waiting(this Town town, string fullName) => await town.Find(Reminder.WaitingByPerson, TownCell.PersonOf(fullName) + "/");

    public static async ValueTask Settle(IDesk desk, string person, DateTimeOffset now) =>
        await PersonTick.Tick.Settle(new TickRun(person, desk, CellBot.Dialogs.Speech.Phrasebook.Vietnamese, now));
}
