using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Routing;
using CellBot.Domain.Audit;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Engine;

/// <summary>The behaviours that the engine gives to every dialog, shown with the pledge.</summary>
public sealed class BehaviourTests
{
    private static readonly string Bich = PledgeTown.Bich;
    private static readonly string PledgeId = Pledge.IdOf(TownCell.Pledges(2027).Id, "p-06");

    [Theory]
    [InlineData("hủy")]
    [InlineData("dừng")]
    [InlineData("/huy")]
    [InlineData("HUY")]
    public async Task Behaviour_01_cancel_works_at_every_step_and_says_what_was_kept(string cancel)
    {
        string[] steps = ["đăng ký", "1", "1", "4", "3", "Tiếp công dân đúng giờ vào thứ Hai", "1", "3", "3"];
        for (var answered = 1; answered <= steps.Length; answered++)
        {
            await using var town = await PledgeTown.Start();
            await town.Hears(Bich, [.. steps.Take(answered)]);
            var reply = await town.Hears(Bich, cancel);
            Assert.Equal(answered == 1
                ? "Đã dừng. Cần gì, đồng chí Bích nhắn “menu”."
                : "Đã dừng và giữ bản nháp đến 04/02/2027. Muốn làm tiếp, xin nhắn “làm tiếp”.", reply);
            var chat = await town.Read<Chat>(Bich);
            Assert.Null(chat!.Active);
            Assert.Equal(answered == 1 ? 0 : 1, chat.Parked.Count);
        }
    }

    [Fact]
    public async Task Behaviour_02_back_offers_the_old_answer_and_keeps_the_later_ones()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "3", "Tiếp công dân đúng giờ vào thứ Hai", "không ai phải đến lần hai"]);
        var due = await town.Hears(Bich, "30/11");
        Assert.StartsWith("Đã ghi việc 1: Tiếp công dân đúng giờ vào thứ Hai (đến 30/11/2027).", due);
        await town.Says(Bich, "0"); // the date
        await town.Says(Bich, "quay lại"); // the measure
        var content = await town.Hears(Bich, "lui");
        Assert.Contains("1. Giữ như cũ: Tiếp công dân đúng giờ vào thứ Hai", content);
        // Going forward again keeps what comes after, each offered for what was stepped back over.
        Assert.Contains("Giữ như cũ: không ai phải đến lần hai", await town.Hears(Bich, "Tiếp công dân đúng giờ vào thứ Tư"));
        Assert.Contains("Giữ như cũ: 30/11/2027", await town.Hears(Bich, "1"));
        Assert.StartsWith("Đã ghi việc 1: Tiếp công dân đúng giờ vào thứ Tư (đến 30/11/2027).", await town.Hears(Bich, "1"));
    }

    [Fact]
    public async Task Behaviour_03_the_summary_edits_any_line_and_returns_straight_to_itself()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "1", "1", "3", "2", "3"]); // two items, then the summary
        Assert.Contains("Việc 2: Hòa giải kịp thời", town.Messages[^1].Text);
        Assert.StartsWith("Sửa mục nào?", await town.Hears(Bich, "1"));
        await town.Hears(Bich, ["2", "1"]); // the second item, change it
        await town.Says(Bich, "2"); // another area
        var summary = await town.Hears(Bich, "2"); // and its second sample
        Assert.StartsWith("Bước 3/3.", summary);
        Assert.Contains("Việc 2: Vận động mười hộ phân loại rác", summary);
        Assert.Contains("Việc 1: Tiếp dân đúng hẹn", summary);

        // Removing and adding, too.
        await town.Hears(Bich, ["1", "1", "2"]);
        Assert.Equal("Bước 3/3. Bản đăng ký năm 2027 của đồng chí Bích:\nChuẩn mực chung: đã cam kết\nViệc 1: Vận động mười hộ phân loại rác (thường xuyên trong năm)\n1. Sửa\n2. Gửi\n3. Để sau", town.Messages[^1].Text);
        await town.Hears(Bich, ["1", "2", "1", "1", "3", "2"]);
        var pledge = await town.Read<Pledge>(PledgeId);
        Assert.Equal(["Vận động mười hộ phân loại rác", "Hoàn thành công việc được giao đúng hạn"], pledge!.Items.Select(item => item.Content));
    }

    [Fact]
    public async Task Behaviour_04_a_confirmation_sent_twice_is_one_record_and_one_friendly_word()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "1", "3"]);
        var summary = town.Messages[^1];
        await town.Presses(Bich, summary, 2);
        Assert.StartsWith("Đã nhận bản đăng ký của đồng chí Bích lúc 09:00", town.Messages[^1].Text);
        await town.Presses(Bich, summary, 2);
        Assert.Equal("Đã ghi nhận lúc 09:00 rồi ạ, đồng chí Bích không cần gửi lại.", town.Messages[^1].Text);
        await town.Says(Bich, "2");
        Assert.Equal("Đã ghi nhận lúc 09:00 rồi ạ, đồng chí Bích không cần gửi lại.", town.Messages[^1].Text);
        Assert.Equal(1, (await town.Read<Pledge>(PledgeId))!.Submission);
    }

    [Fact]
    public async Task Behaviour_04_the_same_update_twice_writes_nothing_the_second_time()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "1", "3"]);
        var update = new Incoming("zalo/0/retry", Bich, town.Clock.Now) { Text = "2" };
        Assert.False((await town.Receive(update)).Duplicate);
        var messages = town.Messages.Count;
        Assert.True((await town.Receive(update)).Duplicate);
        Assert.Equal(messages, town.Messages.Count);
    }

    [Fact]
    public async Task Behaviour_05_an_old_button_shows_the_current_step_and_does_nothing()
    {
        await using var town = await PledgeTown.Start();
        await town.Says(Bich, "đăng ký");
        var start = town.Messages[^1];
        await town.Hears(Bich, ["1", "1"]);
        await town.Restart();
        await town.Presses(Bich, start, 1);
        Assert.StartsWith("Nút này thuộc một bước đã kết thúc nên không còn hiệu lực. Bước hiện tại của đồng chí Bích:\nBước 2/3, việc thứ 1.", town.Messages[^1].Text);
        Assert.Equal(4, town.Messages[^1].Choices.Count);
        Assert.StartsWith("Lĩnh vực “Đoàn kết nội bộ”", await town.Hears(Bich, "3"));
    }

    [Fact]
    public async Task Behaviour_05_a_button_of_a_conversation_long_over_is_no_error()
    {
        await using var town = await PledgeTown.Start();
        await town.Says(Bich, "đăng ký");
        var start = town.Messages[^1];
        await town.Hears(Bich, ["1", "1", "4", "1", "3", "2"]);
        await town.AdvanceTo(town.Clock.Now.AddDays(400));
        await town.Presses(Bich, start, 1);
        Assert.StartsWith("Nút này thuộc một bước đã kết thúc", town.Messages[^1].Text);
    }

    [Fact]
    public async Task Behaviour_06_after_a_restart_the_next_message_answers_the_same_question()
    {
        await using var town = await PledgeTown.Start();
        string[] steps = ["đăng ký", "1", "1", "4", "3", "Tiếp công dân đúng giờ vào thứ Hai", "1", "3", "3", "2"];
        foreach (var step in steps)
        {
            await town.Says(Bich, step);
            await town.Restart();
        }
        Assert.StartsWith("Đã nhận bản đăng ký của đồng chí Bích", town.Messages[^1].Text);
        Assert.Equal("Tiếp công dân đúng giờ vào thứ Hai", Assert.Single((await town.Read<Pledge>(PledgeId))!.Items).Content);
    }

    [Fact]
    public async Task Behaviour_06_after_half_an_hour_a_card_offers_to_go_on()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "1"]);
        await town.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal("Đồng chí Bích đang làm dở “Đăng ký năm 2027”, lưu lúc 09:00, ngày 05/01/2027: đã cam kết chuẩn mực chung.\n1. Làm tiếp\n2. Xem lại những gì đã ghi\n3. Bỏ, làm lại từ đầu",
            await town.Hears(Bich, "alo alo ai đó"));
        Assert.StartsWith("Đã ghi việc 1", await town.Hears(Bich, "1"));
    }

    [Fact]
    public async Task Behaviour_06_a_text_typed_after_the_pause_is_kept_and_offered()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "3"]);
        await town.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal("Trợ lý đã giữ tin vừa rồi. Ghi vào câu “nội dung việc” của “Đăng ký năm 2027”?\n1. Ghi vào câu này\n2. Không, việc khác",
            await town.Hears(Bich, "Mỗi tuần quét dọn ngõ một lần"));
        Assert.StartsWith("Thế nào là làm xong việc này?", await town.Hears(Bich, "1"));
        await town.Hears(Bich, ["1", "1", "3", "2"]);
        Assert.Equal("Mỗi tuần quét dọn ngõ một lần", Assert.Single((await town.Read<Pledge>(PledgeId))!.Items).Content);
    }

    [Fact]
    public async Task Behaviour_10_a_wrong_answer_gets_a_reason_then_the_choices_then_help()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1"]);
        Assert.Equal("Xin nhắn một số từ 1 đến 4.", await town.Hears(Bich, "9"));
        Assert.StartsWith("Trợ lý vẫn chưa rõ “xanh lá”. Xin nhắn một số đứng đầu dòng:\n1. Công tác chuyên môn\n2.", await town.Hears(Bich, "xanh lá"));
        Assert.Equal("Có lẽ trợ lý hỏi chưa rõ. Đồng chí Bích chọn:\n1. Thử lại câu này\n2. Nhờ đồng chí Đinh Hồng Loan giúp\n3. Để sau (giữ những gì đã ghi)", await town.Hears(Bich, "đỏ"));
        Assert.StartsWith("Bước 2/3, việc thứ 1.", await town.Hears(Bich, "1"));
        Assert.StartsWith("Lĩnh vực “Công tác chuyên môn”", await town.Hears(Bich, "cong tac chuyen mon"));
    }

    [Theory]
    [InlineData("thứ sáu tới", "2027-01-08")]
    [InlineData("25/11", "2027-11-25")]
    [InlineData("cuoi quy iii", "2027-09-30")]
    [InlineData("2", "2027-06-30")]
    [InlineData("hết năm", "2027-12-31")]
    [InlineData("1", null)]
    public async Task Behaviour_10_dates_are_read_as_people_write_them(string typed, string? expected)
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["dang ky", "1", "1", "4", "3", "Tiếp công dân đúng giờ vào thứ Hai", "1", typed, "3", "2"]);
        Assert.Equal(expected is null ? null : DateOnly.Parse(expected), Assert.Single((await town.Read<Pledge>(PledgeId))!.Items).DueOn);
    }

    [Fact]
    public async Task Behaviour_10_an_ambiguous_date_offers_its_readings_and_a_number_typed_tomorrow_still_means_the_same()
    {
        await using var town = await PledgeTown.Start(now: new DateTimeOffset(2027, 1, 8, 20, 0, 0, TimeSpan.FromHours(7))); // a Friday
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "3", "Tiếp công dân đúng giờ vào thứ Hai", "1"]);
        var offered = await town.Hears(Bich, "thứ Sáu");
        Assert.Contains("1. Thứ Sáu, ngày 08/01/2027\n2. Thứ Sáu, ngày 15/01/2027", offered);
        await town.Restart();
        await town.Hears(Bich, ["2", "3", "2"]);
        Assert.Equal(new DateOnly(2027, 1, 15), Assert.Single((await town.Read<Pledge>(PledgeId))!.Items).DueOn);
    }

    [Fact]
    public async Task Behaviour_23_a_button_of_another_person_shows_nothing_and_is_audited()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "1", "3"]);
        var summary = town.Messages[^1];
        await town.Receive(new Incoming("zalo/0/forwarded", PledgeTown.Phu, town.Clock.Now) { Press = (summary.Token!, 2) });
        Assert.Equal("Nội dung này dành cho người khác nên trợ lý không mở. Việc của đồng chí Phú: nhắn “menu”.", town.Messages[^1].Text);
        Assert.Equal("wrong-person", (await town.Read<AuditEntry>("zalo/0/forwarded/a0"))!.Action);
        Assert.Null(await town.Read<Pledge>(PledgeId));
    }

    [Fact]
    public async Task Notices_wait_while_a_conversation_is_in_progress_and_come_when_it_ends()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1"]);
        await town.Effect("notice", async effects => await effects.Post.Send("p-06", voice => voice.Screen("pledge.notYet", [("Year", 2027)], Start.Of("pledge"), Start.Of("later"))));
        Assert.Equal(OutboxState.Held, (await town.Read<OutboxMessage>("notice/p0"))!.State);
        await town.Hears(Bich, ["1", "4", "1", "3", "2"]);
        Assert.StartsWith("Đồng chí Bích chưa gửi bản đăng ký năm 2027.", town.Messages[^1].Text);
    }

    [Fact]
    public async Task A_secret_stamp_is_refused_and_not_stored()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "3"]);
        Assert.StartsWith("Nội dung có dấu hiệu là tài liệu mật.", await town.Hears(Bich, "TỐI MẬT\nSao gửi các đồng chí kế hoạch số 5"));
        Assert.StartsWith("Thế nào là làm xong việc này?", await town.Hears(Bich, "Giữ mối liên hệ mật thiết với bà con trong tổ"));
    }
}
