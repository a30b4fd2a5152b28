using CellBot.Dialogs.Papers;
using CellBot.Domain.Audit;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.MyData;

/// <summary>Behaviour 25: what is kept about somebody is that person's, with a confirmation at each step and the days that the law sets.</summary>
public sealed class MyDataTests
{
    private static readonly StudyCampaign Study = StudyOf("2026-12-10");
    private static readonly string TinId = TownCell.PersonOf(Tin), Essay = Reflection.IdOf(Study.Id, TinId);

    /// <summary>Tín has handed in a reflection on 6 December, Phú owes one.</summary>
    private static async Task<Town> Begin()
    {
        var town = await At("2026-12-06T09:00");
        await town.Opens(Study, Tin, Phu);
        await town.Write(desk =>
        {
            desk.Put(new Reflection(Essay)
            {
                StudyCampaignId = Study.Id, ParticipantId = TinId, UnitId = TownCell.CellId, Form = ReflectionForm.Answers, Status = ReflectionStatus.Submitted, Submission = 1, Receipt = "TH4-09",
                SubmittedAt = town.Clock.Now, Answers = [new ReflectionAnswer("understanding", "Tôi hiểu rõ hơn về chuyển đổi số")], WordCount = 8,
            });
            return ValueTask.CompletedTask;
        });
        await town.Fulfils(Study, Tin);
        return town;
    }

    [Fact]
    public async Task Behaviour_25_my_data_says_what_is_kept_and_gives_a_copy_of_everything_after_a_confirmation()
    {
        await using var town = await Begin();

        await town.Tells(Tin, "dữ liệu của tôi");
        Assert.Equal("""
            Trợ lý đang giữ của đồng chí Tín: thông tin trong danh sách chi bộ, 1 bài thu hoạch. Đồng chí Tín đã đồng ý ngày 06/11/2026 (bản 1).
            1. Nhận bản sao
            2. Báo thông tin chưa đúng
            3. Rút đồng ý
            4. Đề nghị xóa
            """, town.Last(Tin));
        await town.Tells(Tin, "1");
        Assert.Equal("""
            Bản sao gồm mọi điều trợ lý giữ về đồng chí Tín, cả bài viết và ảnh. Ai cầm điện thoại này đều mở được. Gửi vào đây?
            1. Thôi
            2. Gửi bản sao
            """, town.Last(Tin));
        Assert.Empty(await town.Find(PaperOrder.Waiting, ""));
        await town.Tells(Tin, "2");

        Assert.Equal("Đã nhận đề nghị lúc 09:00, ngày 06/12/2026. Bản sao sẽ gửi vào đây ngay, theo luật chậm nhất ngày 16/12/2026.", town.Last(Tin));
        var order = Assert.Single(await town.Find(PaperOrder.Waiting, ""));
        Assert.Equal((PaperKind.MyData, TinId, TownCell.AccountOf(Tin)), (order.Kind, order.ObjectId, order.AccountId));
        Assert.Equal("export", Assert.Single(await town.Find(AuditEntry.ByObject, TinId)).Action);
    }

    [Fact]
    public async Task The_copy_holds_the_persons_own_words_the_list_entry_and_who_has_read_them()
    {
        await using var town = await Begin();
        await town.Tells(Loan, "chờ xem"); // the secretary opens it
        foreach (var words in new[] { "xuất dữ liệu", "2" }) await town.Tells(Tin, words);

        var order = Assert.Single(await town.Find(PaperOrder.Waiting, ""));
        var file = await PaperComposer.Compose(town.Store.Open(), order, town.Clock.Now);
        var text = string.Join('\n', file!.Sheets.Single().Blocks.Select(Plain));

        foreach (var expected in new[] { "Họ và tên: Thạch Ngọc Tín", "Điện thoại: 0330 000 863", "Tôi hiểu rõ hơn về chuyển đổi số", "biên nhận TH4-09", "Đồng ý: 09:00, ngày 06/11/2026", "Ai đã mở xem", "Đinh Hồng Loan" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Phu, text, StringComparison.Ordinal);
        Assert.Equal("dulieu-20261206", file.Name);
        Assert.Null(PaperCheck.Problem(file));
    }

    [Fact]
    public async Task Nobody_is_given_the_data_of_another()
    {
        await using var town = await Begin();
        var me = await View.Me.Load(town.Store.Open(), TownCell.PersonOf(Loan), new DateOnly(2026, 12, 6));
        Assert.False(await PaperRights.May(town.Store.Open(), me!, PaperKind.MyData, TinId, new DateOnly(2026, 12, 6)));
        Assert.True(await PaperRights.May(town.Store.Open(), me!, PaperKind.MyData, TownCell.PersonOf(Loan), new DateOnly(2026, 12, 6)));
    }

    [Fact]
    public async Task Behaviour_25_consent_is_withdrawn_after_a_confirmation_and_from_then_on_nothing_comes_and_nothing_is_shown()
    {
        await using var town = await Begin();
        await town.Opens(StudyOf("2026-12-20", "th5", "Chuyên đề năm 2027"), Tin);
        await town.Tells(Loan, "chờ xem");
        Assert.Contains("Thạch Ngọc Tín", town.Last(Loan), StringComparison.Ordinal);

        await town.Tells(Tin, "rút đồng ý");
        Assert.Equal("""
            Rút đồng ý thì trợ lý ngừng nhắn ngay, không cho ai xem những gì đồng chí Tín đã gửi. Con số đã đếm vẫn giữ; đồng chí Tín vẫn sinh hoạt, nộp bản giấy như thường lệ.
            1. Giữ như cũ
            2. Rút đồng ý
            3. Chỉ thôi nhận tin nhắc, thông báo
            """, town.Last(Tin));
        await town.Tells(Tin, "2");

        Assert.Equal("""
            Đã rút đồng ý lúc 09:00, ngày 06/12/2026. Trợ lý ngừng ngay; theo luật, mọi việc xong chậm nhất ngày 21/12/2026.
            Muốn xóa hẳn, xin nhắn “xóa dữ liệu”. Đổi ý, xin nhắn “bắt đầu”.
            """, town.Last(Tin));
        Assert.Equal("Đồng chí Thạch Ngọc Tín không dùng trợ lý.", town.Last(Loan));
        Assert.Contains(await town.Find(AuditEntry.ByObject, TinId), entry => entry.Action == "consent-withdrawn");
        var heard = town.To(Tin).Count();

        await town.Tells(Loan, "chờ xem");
        Assert.Equal("Không còn bản nào chờ đồng chí Loan xem.", town.Last(Loan));
        await town.Advance(TimeSpan.FromMinutes(1));
        await town.Tells(Loan, "ai chưa nộp");
        await town.Tells(Loan, "2"); // Chuyên đề năm 2027
        Assert.Contains("– Thạch Ngọc Tín: không dùng trợ lý, gọi 0330 000 863", town.Last(Loan), StringComparison.Ordinal);
        await town.AdvanceTo(Local("2027-01-20T09:00"));
        Assert.Equal(heard, town.To(Tin).Count());
        Assert.All(await town.Find(OutboxMessage.ByQueue, "zalo/0/"), row => Assert.NotEqual(TinId, row.ParticipantId));
        // The figure stays: it was handed in, and the cell still asks for the other one, on paper.
        Assert.Equal(ObligationState.Fulfilled, (await town.Read<Obligation>(Essay))!.StateAt(town.Clock.Now));
    }

    [Fact]
    public async Task Who_withdrew_still_has_the_rights_over_the_own_data_and_comes_back_by_agreeing_again()
    {
        await using var town = await Begin();
        foreach (var words in new[] { "rút đồng ý", "2" }) await town.Tells(Tin, words);

        await town.Tells(Tin, "menu");
        Assert.StartsWith("Trợ lý lưu họ tên, chức vụ", town.Last(Tin), StringComparison.Ordinal); // asked to agree again, nothing else
        await town.Tells(Tin, "dữ liệu của tôi");
        Assert.Equal("""
            Trợ lý đang giữ của đồng chí Tín: thông tin trong danh sách chi bộ, 1 bài thu hoạch. Đồng chí Tín đã rút đồng ý ngày 06/12/2026.
            1. Nhận bản sao
            2. Báo thông tin chưa đúng
            3. Đề nghị xóa
            """, town.Last(Tin));
        await town.Tells(Tin, "việc của tôi");
        Assert.Equal("Đồng chí Tín đã rút đồng ý nên trợ lý không mở mục này. Muốn dùng lại, xin nhắn “hủy”, rồi “bắt đầu”.", town.Last(Tin));
        foreach (var words in new[] { "1", "2" }) await town.Tells(Tin, words);
        Assert.Equal(PaperKind.MyData, Assert.Single(await town.Find(PaperOrder.Waiting, "")).Kind);

        await town.Advance(TimeSpan.FromMinutes(1));
        foreach (var words in new[] { "bắt đầu", "2" }) await town.Tells(Tin, words);
        Assert.True((await town.Read<Participant>(TinId))!.HasConsented);
        await town.Tells(Loan, "chờ xem");
        Assert.Contains("Thạch Ngọc Tín", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_nobody_asked_for_can_be_refused_alone_and_agreed_to_again()
    {
        await using var town = await Begin();
        foreach (var words in new[] { "rút đồng ý", "3" }) await town.Tells(Phu, words);
        Assert.Equal("Đã ghi. Trợ lý không tự nhắn cho đồng chí Phú nữa, chỉ trả lời khi đồng chí Phú hỏi. Muốn nhận lại, xin nhắn “nhận lại tin”.", town.Last(Phu));
        var heard = town.To(Phu).Count();
        await town.AdvanceTo(Local("2026-12-09T09:00"));
        Assert.Equal(heard, town.To(Phu).Count());
        await town.Tells(Phu, "tôi còn nợ gì");
        Assert.StartsWith("Đồng chí Phú còn 1 việc", town.Last(Phu), StringComparison.Ordinal);
        await town.Tells(Phu, "nhận lại tin");
        Assert.Empty((await town.Read<Participant>(TownCell.PersonOf(Phu)))!.Consent!.RefusedPurposes);
        await town.AdvanceTo(Local("2026-12-11T09:00")); // the ladder goes on where it stands
        Assert.Equal(["10/12 20:30", "11/12 08:30"], town.To(Phu).Skip(heard + 2).Select(line => line[..11]));
    }

    [Fact]
    public async Task What_is_wrong_goes_to_the_keeper_of_the_list_with_its_day()
    {
        await using var town = await Begin();
        foreach (var words in new[] { "dữ liệu của tôi", "2" }) await town.Tells(Tin, words);
        await town.Tells(Tin, "Số điện thoại của tôi là 0912 345 678");
        Assert.Equal("Đã chuyển lời của đồng chí Tín đến đồng chí Đinh Hồng Loan. Thông tin được sửa chậm nhất ngày 16/12/2026.", town.Last(Tin));
        Assert.Equal("""
            Thạch Ngọc Tín báo thông tin về mình chưa đúng: “Số điện thoại của tôi là 0912 345 678”
            Xin đồng chí Loan sửa trong danh sách, chậm nhất ngày 16/12/2026.
            """, town.Last(Loan));
    }

    /// <summary>Whatever is encrypted with somebody's key is that person's: in the copy, or named here with the reason why not.</summary>
    [Fact]
    public void Everything_that_is_kept_of_a_person_is_in_the_copy_or_left_out_for_a_reason()
    {
        string[] inTheCopy = ["participant", "pledge", "reflection", "petition", "rsvp", "opinion", "help_request", "waiver", "action_item", "remediation_plan", "commendation"];
        string[] passing = ["chat", "outbox", "file_link", "file_upload", "live_count"]; // what is on its way, given up after days
        string[] theCells = ["notice", "minutes", "resolution", "period_report", "opinion_call"]; // written for the cell, in its name
        var kept = CellBot.Storage.RecordTypes.Catalog.Types.Where(type => type.GetType().GenericTypeArguments[0].IsAssignableTo(typeof(CellBot.Domain.Records.IOwned))).Select(type => type.Name);
        Assert.Equal(kept.Order(StringComparer.Ordinal), inTheCopy.Concat(passing).Concat(theCells).Order(StringComparer.Ordinal));
    }

    private static string Plain(Block block) => block switch
    {
        Heading heading => heading.Text,
        Field field => $"{field.Caption}: {field.Value}",
        Para para => string.Concat(para.Words.Select(words => words.Text)),
        Grid grid => string.Join('\n', grid.Rows.Select(row => string.Join(" | ", row.Cells.Select(cell => cell.Text)))),
        _ => "",
    };
}
