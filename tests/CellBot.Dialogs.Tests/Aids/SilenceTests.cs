using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Aids;

/// <summary>Reminded again and again without a word: the secretary hears, once and kindly, that a call would do more.</summary>
public sealed class SilenceTests
{
    /// <summary>Tín owes two papers, the second due some weeks after the first.</summary>
    private static async Task<Town> Begin()
    {
        var town = await At("2026-12-06T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.Opens(StudyOf("2027-01-07", "th5", "Chuyên đề năm 2027"), Tin, Phu);
        return town;
    }

    private static IEnumerable<Delivered> Hints(Town town) => town.Messages.Where(message => message.Account == TownCell.AccountOf(Loan) && message.Text.Contains("cuộc gọi hỏi thăm", StringComparison.Ordinal));

    [Fact]
    public async Task After_two_ladders_without_a_word_the_secretary_is_told_once_to_call()
    {
        await using var town = await Begin();
        await town.AdvanceTo(Local("2027-02-10T09:00"));

        var hint = Assert.Single(Hints(town));
        Assert.Equal(Local("2027-01-09T08:30"), hint.At);
        Assert.Equal("""
            Thạch Ngọc Tín đã nhận 10 lời nhắc, chưa nhắn lại lần nào. Có khi đồng chí ấy đang bận hoặc không khỏe; một cuộc gọi hỏi thăm (0330 000 863) sẽ hơn nhắc thêm.
            Muốn dừng nhắc ít lâu, đồng chí Loan nhắn “tạm ngừng nhắc Thạch Ngọc Tín”.
            """, hint.Text);
        await town.Tells(Loan, "tạm ngừng nhắc Thạch Ngọc Tín");
        Assert.StartsWith("Tạm ngừng nhắc Thạch Ngọc Tín đến hết ngày nào?", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_in_between_is_not_silent()
    {
        await using var town = await Begin();
        await town.AdvanceTo(Local("2026-12-20T09:00"));
        await town.Tells(Tin, "cảm ơn");
        await town.AdvanceTo(Local("2027-02-10T09:00"));
        Assert.Empty(Hints(town));
    }

    [Fact]
    public async Task Who_writes_before_the_hint_leaves_is_spared_it()
    {
        await using var town = await Begin();
        await town.AdvanceTo(Local("2027-01-08T12:00")); // the tenth came this morning
        await town.Tells(Tin, "tôi còn nợ gì");
        await town.AdvanceTo(Local("2027-01-10T09:00"));
        Assert.Empty(Hints(town));
    }
}
