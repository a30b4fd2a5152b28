using CellBot.Domain.Dates;
using CellBot.Domain.Delivery;
using CellBot.Host.Channels.Telegram;
using CellBot.Host.Tests.Kit;
using Telegram.Bot.Types.Enums;

namespace CellBot.Host.Tests.Telegram;

/// <summary>What Telegram shows beyond plain words: colours of buttons, moments that can be tapped, texts in parts.</summary>
public sealed class LooksTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 5, 9, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void A_moment_is_found_as_the_house_writes_it()
    {
        foreach (var at in Enumerable.Range(0, 400).Select(i => new DateTimeOffset(2027, 1, 6, 19, 30, 0, TimeSpan.FromHours(7)).AddMinutes(i * 1385)))
        {
            var written = VietnameseDates.When(at);
            var found = Assert.Single(MomentsInText.Of($"😀 Mời họp lúc {written}, tại nhà văn hóa.", Now)!);
            Assert.Equal((MessageEntityType.DateTime, 15, written.Length, at.UtcDateTime, (string?)null), (found.Type, found.Offset, found.Length, found.UnixTime!.Value, found.DateTimeFormat));
        }
    }

    [Theory]
    [InlineData("ngày 20/01/2027")]
    [InlineData("19 giờ 30, thứ Tư")]
    [InlineData("25 giờ 30, thứ Tư, ngày 20/01/2027")]
    [InlineData("19 giờ 30, thứ Tư, ngày 31/02/2027")]
    [InlineData("19 giờ 30, thứ Tư, ngày 20/01/2037")]
    public void What_is_no_moment_or_too_far_stays_words(string text) => Assert.Null(MomentsInText.Of(text, Now));

    [Fact]
    public async Task A_moment_goes_out_as_one_and_as_words_where_a_server_does_not_know_it()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        var at = VietnameseDates.When(test.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).AddDays(3));
        await test.Post(test.Row("n1", user, $"Họp lúc {at}."));
        Assert.Equal("date_time", Assert.Single((await user.WaitForMessage("Họp lúc")).Entities).Type);

        test.Bot.KnowsDateEntities = false;
        await test.Post(test.Row("n2", user, $"Đổi sang {at}."), test.Row("n3", user, $"Nhắc: {at}."));
        Assert.Empty((await user.WaitForMessage("Đổi sang")).Entities);
        await user.WaitForMessage("Nhắc:");
        await test.UntilRow("n2", OutboxState.Sent);
        Assert.Single(test.Bot.Refusals); // it is remembered
        Assert.Empty(test.Api.Violations);
    }

    [Fact]
    public async Task Buttons_that_confirm_are_green_and_those_that_throw_away_red()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        await test.Post(test.Row("n1", user, "Gửi ạ?") with { Token = "t", Choices = ["Gửi", "Sửa", "Hủy bản này"] });
        Assert.Equal(["success", null, "danger"], (await user.WaitForMessage("Gửi ạ?")).Buttons.Select(button => button.Style));
        Assert.Empty(test.Api.Violations);
    }

    [Fact]
    public async Task Four_thousand_and_ninety_seven_emoji_and_right_to_left_marks_arrive_whole()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        var text = string.Concat(Enumerable.Repeat("😀", 4097)) + "\u202Eלום\u202C\u200F hết";
        await test.Post(test.Row("n1", user, text));
        await user.WaitForMessage("hết");
        var parts = user.Transcript.Where(entry => entry.Text.Contains("😀", StringComparison.Ordinal)).Select(entry => entry.Text).ToList();
        Assert.Equal(3, parts.Count);
        Assert.All(parts, part => Assert.True(part.Length <= 4096 && !char.IsLowSurrogate(part[0]) && !char.IsHighSurrogate(part[^1])));
        Assert.Equal(text, string.Concat(parts));
        Assert.Empty(test.Api.Violations);
    }

    [Fact]
    public async Task As_many_emoji_as_a_message_takes_and_marks_that_nobody_sees_are_read_like_anything_else()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        user.Says(string.Concat(Enumerable.Repeat("😀", 2047)) + "\u200F!");
        await user.WaitForMessage("Trà hay nước?");
        user.Says("\u202E2\u202C");
        await user.WaitForMessage("Mời nước.");
    }
}
