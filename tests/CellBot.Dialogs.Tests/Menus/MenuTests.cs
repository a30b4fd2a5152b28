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

    [Theory]
    [InlineData("/start")]
    [InlineData("/menu")]
    [InlineData("/MENU@cellbot_ninhkieu_bot")]
    [InlineData("/ menu")]
    [InlineData("Bắt đầu")]
    public async Task Who_is_linked_already_is_shown_the_menu_at_a_start(string says)
    {
        await using var town = await PledgeTown.Start();
        Assert.StartsWith("Đồng chí Bích cần việc gì?", await town.Hears(PledgeTown.Bich, says));
    }

    [Theory]
    [InlineData("/dangky", "đăng ký")]
    [InlineData("/viec", "việc của tôi")]
    [InlineData("/hotro", "cần hỗ trợ")]
    public async Task A_command_of_one_word_means_what_its_words_mean(string command, string words)
    {
        await using var town = await PledgeTown.Start();
        await using var other = await PledgeTown.Start();
        var answer = await town.Hears(PledgeTown.Bich, command);
        Assert.Equal(await other.Hears(PledgeTown.Bich, words), answer);
        Assert.DoesNotContain("chưa hiểu", answer);
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
