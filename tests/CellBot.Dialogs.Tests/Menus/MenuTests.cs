using CellBot.Dialogs.Tests.Engine;

namespace CellBot.Dialogs.Tests.Menus;

public sealed class MenuTests
{
    [Fact]
    public async Task The_menu_counts_what_is_open_and_leads_to_the_pledge_by_number_or_name()
    {
        await using var town = await PledgeTown.Start();
        var menu = await town.Hears(PledgeTown.Bich, "Menu ạ");
        Assert.StartsWith("Đồng chí Bích cần việc gì? Xin nhắn số:\n1. ", menu);
        Assert.Contains("Đăng ký năm 2027", menu);
        Assert.DoesNotContain("Việc của bí thư", menu);
        Assert.StartsWith("Đăng ký năm 2027: 3 bước", await town.Hears(PledgeTown.Bich, "đăng ký năm 2027"));
    }

    [Fact]
    public async Task The_secretary_has_a_menu_of_her_own_and_members_do_not()
    {
        await using var town = await PledgeTown.Start();
        Assert.StartsWith("Chi bộ Khu vực 3.\n", await town.Hears(PledgeTown.Loan, "việc bí thư"));
        Assert.StartsWith("Mục này dành cho bí thư, phó bí thư chi bộ.", await town.Hears(PledgeTown.Bich, "việc bí thư"));
    }

    [Fact]
    public async Task Nothing_anyone_types_is_an_error()
    {
        await using var town = await PledgeTown.Start();
        foreach (var says in new[] { "?", "…", "0", "99", "-1", "👍", new string('x', 5000), "'; drop table chat; --", "\u202Eabc", "/unknown", "12345678", "Đăng kí" })
            Assert.NotEqual("", await town.Hears(PledgeTown.Bich, says));
    }
}
