using CellBot.Domain.Meetings;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Meetings;

public sealed class AnswerMeetingTests
{
    private static readonly string Loan = MeetingTown.Account(MeetingTown.Loan), Diem = MeetingTown.Account(MeetingTown.Diem), Son = MeetingTown.Account(MeetingTown.Son), Uyen = MeetingTown.Account(MeetingTown.Uyen);

    private static async Task<Rsvp?> Answer(Town town, string name) => await town.Read<Rsvp>(Rsvp.IdOf((await town.Meeting()).Id, TownCell.PersonOf(name)));

    [Fact]
    public async Task Behaviour_18_absence_needs_a_reason_by_choice_or_in_words()
    {
        await using var town = await MeetingTown.Announced();

        await town.Says(Son, "2");
        Assert.Equal("Lý do vắng của đồng chí Sơn? Loại lý do được ghi trong biên bản, lời viết thêm chỉ bí thư, phó bí thư xem.\n1. Sức khỏe\n2. Công tác, học tập\n3. Việc gia đình\n4. Đi xa\n5. Lý do khác (xin viết)", town.Last(Son));
        Assert.Null(await Answer(town, MeetingTown.Son));
        await town.Says(Son, "1");
        Assert.Equal("Đã báo đồng chí Đinh Hồng Loan: đồng chí Sơn xin vắng (sức khỏe). Nếu dự được, xin nhắn “tham dự”.\nChúc đồng chí Sơn mau khỏe.", town.Last(Son));

        await town.Says(Uyen, "xin vắng");
        await town.Says(Uyen, "5");
        await town.Says(Uyen, "bận");
        Assert.Equal("Xin ghi lý do rõ hơn một chút, ví dụ: đưa mẹ đi khám.", town.Last(Uyen));
        await town.Says(Uyen, "đưa con đi thi");
        Assert.Equal("Đã báo đồng chí Đinh Hồng Loan: đồng chí Uyên xin vắng (lý do khác). Nếu dự được, xin nhắn “tham dự”.", town.Last(Uyen));
        Assert.Equal("đưa con đi thi", (await Answer(town, MeetingTown.Uyen))!.ReasonText);

        await town.Says(Diem, "xin vắng, tôi đi công tác Hà Nội");
        Assert.StartsWith("Đã báo đồng chí Đinh Hồng Loan: đồng chí Diễm xin vắng (công tác, học tập).", town.Last(Diem), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_19_a_mind_is_changed_until_the_start()
    {
        await using var town = await MeetingTown.Announced();

        await town.Says(Son, "2");
        await town.Says(Son, "1");
        await town.Says(Son, "tham dự");
        Assert.Equal("Đã đổi cho đồng chí Sơn: từ “Xin vắng” sang “Tham dự”, họp 19 giờ 30, thứ Năm, ngày 03/12/2026.", town.Last(Son));
        Assert.Equal(RsvpAnswer.Attend, (await Answer(town, MeetingTown.Son))!.Answer);

        await town.Says(Son, "đến muộn");
        Assert.Equal("Đã ghi nhận đồng chí Sơn đến muộn. Đồng chí Sơn dự kiến có mặt lúc mấy giờ?", town.Last(Son));
        Assert.Equal(RsvpAnswer.Late, (await Answer(town, MeetingTown.Son))!.Answer); // written down before the hour is known
        await town.Says(Son, "8 giờ");
        Assert.Equal("Đã ghi: đồng chí Sơn đến lúc 20 giờ. Cảm ơn đồng chí Sơn.", town.Last(Son));
        Assert.Equal(new TimeOnly(20, 0), (await Answer(town, MeetingTown.Son))!.ArrivesAt);

        await town.AdvanceTo(MeetingTown.At(3, 12, 19, 29));
        await town.Says(Son, "tham dự");
        Assert.StartsWith("Đã đổi cho đồng chí Sơn: từ “Đến muộn” sang “Tham dự”", town.Last(Son), StringComparison.Ordinal);
        var notice = town.Messages.First(message => message.Account == Uyen);
        await town.AdvanceTo(MeetingTown.At(3, 12, 19, 30));
        await town.Presses(Uyen, notice, 1);
        Assert.Equal("Cuộc họp đã bắt đầu nên không đổi được trên trợ lý. Xin liên hệ trực tiếp đồng chí Đinh Hồng Loan.", town.Last(Uyen));
        Assert.Null(await Answer(town, MeetingTown.Uyen));
    }

    [Fact]
    public async Task The_convener_is_taken_as_attending_and_may_say_otherwise()
    {
        await using var town = await MeetingTown.Announced();
        Assert.Equal(RsvpAnswer.Attend, (await Answer(town, MeetingTown.Loan))!.Answer);
        var copy = town.Messages.First(message => message.Account == Loan && message.Text.StartsWith("THÔNG BÁO", StringComparison.Ordinal));
        Assert.Empty(copy.Choices);
        await town.Says(Loan, "xin vắng");
        await town.Says(Loan, "3");
        Assert.Equal("Đã báo đồng chí Hoàng Trọng Phong: đồng chí Loan xin vắng (việc gia đình). Nếu dự được, xin nhắn “tham dự”.", town.Last(Loan));
    }

    [Fact]
    public async Task Behaviour_05_a_button_of_a_notice_whose_time_has_changed_writes_nothing_down()
    {
        await using var town = await MeetingTown.Announced();
        var old = town.Messages.First(message => message.Account == Uyen);
        await town.Says(Loan, "đổi giờ: 20h");
        await town.Says(Loan, "2");
        await town.Advance(TimeSpan.FromMinutes(2));

        await town.Presses(Uyen, old, 1);
        Assert.Equal("Giờ họp đã đổi. Chi bộ Khu vực 3 họp sinh hoạt thường kỳ tháng 12 lúc 20 giờ, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Đồng chí Uyên trả lời giúp:\n1. Tham dự\n2. Xin vắng\n3. Đến muộn", town.Last(Uyen));
        Assert.Null(await Answer(town, MeetingTown.Uyen));
        await town.Says(Uyen, "1");
        Assert.StartsWith("Đã ghi: đồng chí Uyên dự họp 20 giờ, thứ Năm", town.Last(Uyen), StringComparison.Ordinal);
        await town.Presses(Uyen, old, 2); // answered: the old list is closed
        Assert.StartsWith("Nút này", town.Last(Uyen), StringComparison.Ordinal);
        Assert.Equal(RsvpAnswer.Attend, (await Answer(town, MeetingTown.Uyen))!.Answer);
    }

    [Fact]
    public async Task Reasons_and_names_are_for_those_who_lead_the_cell()
    {
        await using var town = await MeetingTown.Announced();
        await town.Says(Son, "xin vắng");
        await town.Says(Son, "đưa mẹ đi khám bệnh");
        await town.Says(Uyen, "1");
        await town.Says(Loan, "ghi Quyên dự");
        Assert.StartsWith("Ghi giúp ai?\n1. Hoàng Diệu Quyên\n2. Võ Thu Quyên", town.Last(Loan), StringComparison.Ordinal);
        await town.Says(Loan, "2");
        Assert.Equal("Đã ghi giúp Võ Thu Quyên: tham dự. Người ghi: đồng chí Loan.", town.Last(Loan));
        Assert.Equal(TownCell.PersonOf(MeetingTown.Loan), (await Answer(town, MeetingTown.Quyen))!.EnteredBy);

        await town.Says(Loan, "ai đi họp");
        Assert.Equal("Sinh hoạt thường kỳ tháng 12, 19 giờ 30, thứ Năm, ngày 03/12/2026 (đến 09:01, ngày 20/11/2026), 27 đồng chí:\nDự 3, xin vắng 1, chưa trả lời 22, chưa nhận được tin 1.\n1. Xem tên\n2. Nhắc 22 đồng chí chưa trả lời", town.Last(Loan));
        await town.Says(Loan, "1");
        Assert.StartsWith("Dự: Đinh Hồng Loan, Võ Thu Quyên, Võ Bích Uyên\nXin vắng: Lương Quốc Sơn (đưa mẹ đi khám bệnh)\nChưa trả lời: ", town.Last(Loan), StringComparison.Ordinal);
        Assert.EndsWith("\nChưa nhận được tin: Nguyễn Quốc Ái", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Free_questions_are_answered_and_offer_the_answer()
    {
        await using var town = await MeetingTown.Announced();
        await town.Says(Uyen, "mấy giờ họp?");
        Assert.Equal("Sinh hoạt thường kỳ tháng 12: 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Đồng chí Uyên chưa trả lời.\n1. Tham dự\n2. Xin vắng\n3. Đến muộn", town.Last(Uyen));
        await town.Says(Uyen, "1");
        await town.Says(Uyen, "hop o dau vay");
        Assert.Equal("Sinh hoạt thường kỳ tháng 12: 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Đồng chí Uyên đã báo tham dự.", town.Last(Uyen));
        await town.Says(Loan, "bản cho nhóm");
        Assert.Equal("Chi bộ Khu vực 3 họp 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Nội dung: đánh giá tháng 11; nhiệm vụ tháng 12; kể chuyện về Bác. Đề nghị các đồng chí trả lời trong tin nhắn riêng với Trợ lý chi bộ.", town.Last(Loan));
    }

    [Fact]
    public async Task Behaviour_19_the_head_count_is_edited_in_place_one_edit_for_many_answers()
    {
        await using var town = await MeetingTown.Announced(loanOn: "telegram");
        var loan = TownCell.AccountOf(MeetingTown.Loan, "telegram");
        var report = town.Messages.Last(message => message.Account == loan);
        Assert.StartsWith("Đã gửi 25/27 đồng chí.", report.Text, StringComparison.Ordinal);
        var before = town.Messages.Count(message => message.Account == loan);

        await town.Says(Son, "1");
        await town.Says(Uyen, "1");
        await town.Says(Diem, "2");
        await town.Says(Diem, "3");
        await town.Advance(TimeSpan.FromSeconds(30));

        var edits = town.Messages.Where(message => message.Account == loan).Skip(before).ToArray();
        var edit = Assert.Single(edits).Row;
        Assert.Equal(report.Row.Id, edit.EditsId);
        Assert.Equal(report.Row.Text + "\nĐến 09:01: dự 3, xin vắng 1, chưa trả lời 21, chưa nhận được tin 2.", edit.Text);
        Assert.Equal(report.Row.Token, edit.Token);
    }

    [Theory]
    [InlineData("vắng", "Lý do vắng của đồng chí Sơn?")]
    [InlineData("Xin vắng ạ", "Lý do vắng của đồng chí Sơn?")]
    [InlineData("xin vang", "Lý do vắng của đồng chí Sơn?")]
    [InlineData("vâng", "Không có gì ạ.")]
    [InlineData("den tre", "Đã ghi nhận đồng chí Sơn đến muộn.")]
    [InlineData("tôi sẽ dự", "Đã ghi: đồng chí Sơn dự họp")]
    public async Task An_answer_may_be_a_word_with_or_without_marks(string words, string answer)
    {
        await using var town = await MeetingTown.Announced();
        await town.Says(Son, words);
        Assert.StartsWith(answer, town.Last(Son), StringComparison.Ordinal);
    }
}
