using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Secretary;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Campaigns;

/// <summary>People outside the Party register, too (requirements ): a campaign of their own, a denominator of their own, and no Party words.</summary>
public sealed class AudienceTests
{
    private const string Hoang = "Lý Thị Hoàng", Hung = "Trương Văn Hùng";

    private static string Account(string name) => name == Hoang ? "zalo/0/801" : "zalo/0/802";

    private static string Last(Town town, string account) => town.Messages.FindLast(message => message.Account == account)!.Text;

    /// <summary>The demo cell with two people outside the Party, one of them of a mass organisation; both linked.</summary>
    private static async Task<Town> Begin()
    {
        var town = await At("2026-12-21T09:00");
        await town.Write(desk =>
        {
            foreach (var (name, number, kind) in new[] { (Hoang, 801, ParticipantKind.NonMember), (Hung, 802, ParticipantKind.MassOrgMember) })
            {
                desk.Put(new Participant($"p-{number}")
                {
                    FullName = name, Sex = name == Hoang ? Sex.Female : Sex.Male, Kind = kind, CellId = TownCell.CellId,
                    Consent = new Consent { NoticeVersion = 1, GivenAt = town.Clock.Now.AddDays(-9), AccountId = Account(name) },
                });
                desk.Put(new Affiliation(Affiliation.IdOf(TownCell.CellId, $"p-{number}")) { UnitId = TownCell.CellId, ParticipantId = $"p-{number}", Number = number, From = new DateOnly(2020, 1, 1) });
                desk.Put(new ChannelAccount(Account(name)) { ParticipantId = $"p-{number}", LinkedAt = town.Clock.Now.AddDays(-9) });
            }
            return ValueTask.CompletedTask;
        });
        return town;
    }

    /// <summary>The secretary opens next year's pledges, for whom: 1 members, 2 others.</summary>
    private static async Task Opens(Town town, string audience)
    {
        foreach (var words in new[] { "mở đợt", "1", audience, "1", "1", "1" }) await town.Tells(Loan, words);
    }

    [Fact]
    public async Task A_secretary_opens_a_campaign_for_people_outside_the_Party_and_they_alone_are_asked()
    {
        await using var town = await Begin();
        foreach (var words in new[] { "mở đợt", "1" }) await town.Tells(Loan, words);
        Assert.Equal("""
            Đợt này dành cho ai? Số liệu được tính riêng.
            1. Đảng viên (28)
            2. Quần chúng, người lao động (2)
            """, town.Last(Loan));
        foreach (var words in new[] { "2", "1", "1", "1" }) await town.Tells(Loan, words); // the last day is a Sunday
        Assert.StartsWith("Đợt “Đăng ký năm 2027 của quần chúng” của Chi bộ Khu vực 3: 2 người ngoài Đảng, từ 01/01/2027 đến hết", town.Last(Loan), StringComparison.Ordinal);
        await town.Advance(TimeSpan.FromSeconds(5));
        await town.Tells(Loan, "2");
        Assert.StartsWith("Đã mở đợt “Đăng ký năm 2027 của quần chúng” cho 2 người ngoài Đảng", town.Last(Loan), StringComparison.Ordinal);

        var campaign = Assert.Single(await town.Find(PledgeCampaign.ByUnit, TownCell.CellId + "/"));
        Assert.Equal(("dkn-2027-u-kv3", Audience.Others), (campaign.Id, campaign.Audience));
        Assert.Equal(["p-801", "p-802"], (await town.Find(Obligation.BySource, campaign.Id + "/")).Select(duty => duty.OwnerId).Order());
        await town.AdvanceTo(Local("2027-01-05T12:00"));
        Assert.StartsWith("Kính gửi chị Hoàng,\nChi bộ Khu vực 3 mở đợt “Đăng ký năm 2027 của quần chúng”", town.Messages.First(message => message.Account == Account(Hoang)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(town.Messages, message => message.Account == Account(Hoang) && message.Text.Contains("đồng chí", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(town.To(Tin));
    }

    [Fact]
    public async Task Members_and_others_have_denominators_of_their_own_in_every_figure()
    {
        await using var town = await Begin();
        foreach (var audience in new[] { "1", "2" })
        {
            await Opens(town, audience);
            await town.Advance(TimeSpan.FromSeconds(5));
            await town.Tells(Loan, "2");
            await town.Advance(TimeSpan.FromMinutes(1));
        }
        await town.AdvanceTo(Local("2027-01-05T12:00"));
        var (members, others) = (PledgeCampaign.IdOf(TownCell.CellId, 2027, PledgeKind.Pledge), PledgeCampaign.IdOf(TownCell.CellId, 2027, PledgeKind.Pledge, Audience.Others));
        await town.Effect("done", async effects =>
        {
            await Duties.Fulfil(effects, Obligation.IdOf(others, "p-801"), effects.Now);
            await Duties.Fulfil(effects, Obligation.IdOf(members, TownCell.PersonOf(Tin)), effects.Now);
        });

        Assert.Equal((1, 27), await Counted(town, members));
        Assert.Equal((1, 2), await Counted(town, others));
        var cell = (await town.Read<OrgUnit>(TownCell.CellId))!;
        var digest = await Digest.Of(town.Store.Open(), cell, town.Clock.Now);
        Assert.Equal((1, 27), (digest.Pledged, digest.PledgeEligible));
        await town.Tells(Loan, "bản cho nhóm");
        Assert.Contains("2. Bản đăng ký năm 2027 của quần chúng: 1/2", town.Last(Loan), StringComparison.Ordinal);
        await town.Tells(Loan, "2");
        Assert.Contains("đã có 1/2 người ngoài Đảng", town.Last(Loan), StringComparison.Ordinal);
        var order = new PaperOrder("o") { AskedBy = TownCell.PersonOf(Loan), AccountId = TownCell.AccountOf(Loan), Kind = PaperKind.PledgeList, ObjectId = others, AskedAt = town.Clock.Now };
        var list = (await PaperComposer.Compose(town.Store.Open(), order, town.Clock.Now))!.Sheets.Single();
        Assert.Contains("Tổng số: 2;", string.Concat(list.Blocks.OfType<Para>().SelectMany(para => para.Words).Select(words => words.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_is_led_to_the_own_campaign_and_a_member_never_to_the_others()
    {
        await using var town = await Begin();
        foreach (var audience in new[] { "1", "2" })
        {
            await Opens(town, audience);
            await town.Advance(TimeSpan.FromSeconds(5));
            await town.Tells(Loan, "2");
            await town.Advance(TimeSpan.FromMinutes(1));
        }
        await town.AdvanceTo(Local("2027-01-05T12:00"));
        foreach (var account in new[] { Account(Hoang), TownCell.AccountOf(Tin) })
        {
            foreach (var words in new[] { "đăng ký", "1", "1", "1", "1" }) await town.Says(account, words);
            for (var step = 0; step < 12 && !Last(town, account).StartsWith("Đã nhận bản đăng ký", StringComparison.Ordinal); step++)
                await town.Says(account, Last(town, account) switch
                {
                    var text when text.Contains("Xem lại để gửi", StringComparison.Ordinal) => "Xem lại để gửi",
                    var text when text.Contains("2. Gửi", StringComparison.Ordinal) => "Gửi",
                    _ => "1",
                });
        }
        Assert.Equal(PledgeStatus.Submitted, (await town.Read<Pledge>(Pledge.IdOf("dkn-2027-u-kv3", "p-801")))?.Status);
        Assert.Equal(PledgeStatus.Submitted, (await town.Read<Pledge>(Pledge.IdOf("dk-2027-u-kv3", TownCell.PersonOf(Tin))))?.Status);
    }

    [Fact]
    public async Task Who_is_admitted_moves_from_the_one_campaign_to_the_other()
    {
        await using var town = await Begin();
        foreach (var audience in new[] { "1", "2" })
        {
            await Opens(town, audience);
            await town.Advance(TimeSpan.FromSeconds(5));
            await town.Tells(Loan, "2");
            await town.Advance(TimeSpan.FromMinutes(1));
        }
        await town.AdvanceTo(Local("2027-01-05T12:00"));
        await town.Effect("admitted", async effects =>
        {
            var person = (await effects.Desk.Get<Participant>("p-801"))! with { Kind = ParticipantKind.PartyMember, Status = MembershipStatus.Probationary };
            effects.Desk.Put(person);
            await Belonging.Settle(effects, person);
        });
        Assert.NotNull((await town.Read<Obligation>("dkn-2027-u-kv3/p-801"))!.WaivedAt);
        Assert.True((await town.Read<Obligation>("dk-2027-u-kv3/p-801"))!.IsOpen);
        Assert.Equal((0, 28), await Counted(town, "dk-2027-u-kv3"));
        Assert.Equal((0, 1), await Counted(town, "dkn-2027-u-kv3"));
    }

    private static async Task<(int, int)> Counted(Town town, string campaign) => await CellCounts.Of(town.Store.Open(), campaign, TownCell.CellId, town.Clock.Now) is var count ? (count.Done, count.Eligible) : default;
}
