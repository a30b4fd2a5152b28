using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Engine;

/// <summary>The demo cell in January 2027, everyone linked, with the year's pledge campaign open.</summary>
internal static class PledgeTown
{
    public static readonly string Bich = TownCell.AccountOf("Đỗ Phương Bích");
    public static readonly string Phu = TownCell.AccountOf("Đinh Công Phú");
    public static readonly string Loan = TownCell.AccountOf("Đinh Hồng Loan");

    public static async Task<Town> Start(DialogCatalog? catalog = null, DateTimeOffset? now = null)
    {
        var town = await Town.Start(now ?? new DateTimeOffset(2027, 1, 5, 9, 0, 0, TimeSpan.FromHours(7)), catalog);
        await town.Effect("seed", async effects =>
        {
            await TownCell.Seed(effects.Desk, town.Clock.Now, notLinked: []);
            var campaign = TownCell.Pledges(2027);
            effects.Desk.Put(campaign);
            foreach (var name in TownCell.Names)
                await Duties.Open(effects, new Obligation(Obligation.IdOf(campaign.Id, TownCell.PersonOf(name)))
                {
                    Kind = ObligationKind.Pledge, OwnerId = TownCell.PersonOf(name), UnitId = TownCell.CellId, SourceId = campaign.Id,
                    Item = "bản đăng ký năm 2027", OpensAt = campaign.OpensAt, DueAt = campaign.ClosesAt,
                });
        });
        return town;
    }

    public static async Task<string> Hears(this Town town, string account, string says)
    {
        var before = town.Messages.Count;
        await town.Says(account, says);
        return string.Join("\n\n", town.Messages.Skip(before).Where(message => message.Account == account).Select(message => message.Text));
    }

    public static async Task Hears(this Town town, string account, params IReadOnlyList<string> says)
    {
        foreach (var one in says) await town.Says(account, one);
    }
}
