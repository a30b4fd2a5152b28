using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Telegram;

public sealed class ConversationTests
{
    [Fact]
    public async Task An_update_goes_in_a_commit_a_reply_goes_out()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Lê Thị Mận");

        var said = user.Starts();
        var question = await user.WaitForMessage("Tên là gì?");
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
        user.Presses("Trà");
        await user.WaitForMessage("Mời trà.");

        await test.Bot.WaitUntilRead();
        var chat = await test.Read<Chat>(TestHost.AccountOf(user));
        Assert.Null(chat!.Active);
        Assert.NotNull(said);
        Assert.Empty(question.Buttons);
        Assert.Empty(test.Api.Violations);
        Assert.Empty(test.Bot.Refusals);
    }

    [Fact]
    public async Task A_reply_is_born_sending_and_settled_as_sent_with_its_id()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");

        user.Says("chào");
        var reply = await user.WaitForMessage("Tên là gì?");
        await test.Bot.WaitUntilRead();

        var id = "telegram/0/100000001/0";
        await test.UntilRow(id, OutboxState.Sent);
        var row = await test.Read<OutboxMessage>(id);
        Assert.Equal((1, reply.Id.ToString()), (row!.Attempt, row.PlatformId));
    }

    [Fact]
    public async Task A_doubled_update_has_one_effect_and_one_answer()
    {
        await using var test = TestHost.New();
        test.Api.Faults.DoubleUpdate = () => true;
        await test.Start();
        var user = test.Api.NewUser("Mận");

        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
        await test.Bot.WaitUntilRead();
        user.Says("2");
        await user.WaitForMessage("Mời nước.");
        await test.Bot.WaitUntilRead();

        Assert.Equal(3, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task A_broken_turn_asks_to_resend_stores_nothing_and_leaves_the_chat_answerable()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");

        user.Says("hỏng");
        await user.WaitForMessage("chưa nhận được tin vừa rồi");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");

        await test.Bot.WaitUntilRead();
        Assert.Null(await test.Read<SeenUpdate>("telegram/0/100000001"));
        var lines = test.Log.Lines.Where(line => line.Contains("broken on purpose")).ToList();
        Assert.Single(lines);
        Assert.Contains("telegram/0/100000001", lines[0]);
    }

    [Fact]
    public async Task Logs_hold_no_words_no_names_no_token()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Nguyễn Văn Bí Mật");
        await test.Link(user, "p1");

        test.Api.Faults.Next(new Fault.ServerError());
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        user.Says("những lời riêng tư");
        await user.WaitForMessage("những lời riêng tư");
        user.Says("hỏng");
        await test.Bot.WaitUntilRead();

        var log = test.Log.ToString();
        Assert.DoesNotContain("riêng tư", log);
        Assert.DoesNotContain("Bí Mật", log);
        Assert.DoesNotContain(test.Api.Token[10..], log);
    }

    [Fact]
    public async Task A_long_answer_goes_in_parts_in_order()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");

        user.Says("dài");
        var first = await user.WaitForMessage("Đoạn 1:");
        var last = await user.WaitForMessage("Đoạn 100:");

        Assert.InRange(first.Text.Length, 2000, 4096);
        Assert.True(first.Id < last.Id);
        Assert.Equal(3, test.Bot.CallsOf("sendMessage"));
    }

    [Fact]
    public async Task Blocking_and_unblocking_are_known_before_anything_is_sent()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Starts();
        await test.Bot.WaitUntilRead();

        user.Blocks();
        await TestHost.Until(async () => (await test.Read<ChannelAccount>(TestHost.AccountOf(user)))!.State is AccountState.Blocked, "blocked");
        user.Unblocks();
        await TestHost.Until(async () => (await test.Read<ChannelAccount>(TestHost.AccountOf(user)))!.State is AccountState.Active, "active");
    }

    [Fact]
    public async Task In_a_group_it_says_one_sentence_and_leaves()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");

        var group = test.Bot.NewGroup("Chi bộ", user);
        await test.Bot.WaitUntilRead();

        Assert.Single(group.Transcript, entry => entry.Text.Contains("trò chuyện riêng"));
        Assert.Equal(1, test.Bot.CallsOf("leaveChat"));
    }

    [Fact]
    public async Task Each_bot_answers_its_own_people()
    {
        await using var test = TestHost.New();
        var second = test.Api.AddBot("second_bot");
        test.Set("Telegram:Bots:1:Token", second.Token);
        await test.Start();

        var (here, there) = (test.Api.NewUser("Mận"), second.NewUser("Đào"));
        here.Says("chào");
        there.Says("chào");
        await here.WaitForMessage("Tên là gì?");
        await there.WaitForMessage("Tên là gì?");

        Assert.NotNull(await test.Read<Chat>(TestHost.AccountOf(there, "1")));
    }

    [Fact]
    public async Task A_pressed_button_is_told_so_also_when_it_is_old()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        user.Says("Mận");
        var question = await user.WaitForMessage("Trà hay nước?");
        user.Presses(question, "Trà");
        await user.WaitForMessage("Mời trà.");

        user.Presses(question, "Nước");
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("answerCallbackQuery") == 2), "both presses answered");
        Assert.Equal(["Trà", "Nước"], question.Buttons.Select(button => button.Label));
    }

    [Fact]
    public async Task A_message_changed_afterwards_counts_as_it_was_and_its_writer_is_told()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        var said = user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
        user.Edits(said, "Đào");
        await user.WaitForMessage("sửa lại tin cũ");
        user.Says("1");
        await user.WaitForMessage("Mời trà.");
    }
}
