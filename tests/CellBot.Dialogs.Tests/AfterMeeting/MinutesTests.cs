using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Tests.Meetings;
using CellBot.Domain.Audit;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Papers;
using CellBot.Domain.Tasks;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.AfterMeeting;

/// <summary>From the roll to the minutes, the resolution, and the tasks out of it, told to their owners and reported done.</summary>
public sealed class MinutesTests
{
    private static readonly string Secretary = Account(Loan), Member = Account(Son);
    private const string Phong = "Hoàng Trọng Phong", Trang = "Đỗ Thị Trang";

    /// <summary>A committee meeting of four at 17:00 on Monday 23 November, the roll called: all four were there.</summary>
    private static async Task<(Town Town, Meeting Meeting)> Held()
    {
        var town = await MeetingTown.Start(At(20, 11, 9));
        await town.Says(Secretary, "họp chi ủy thứ Hai 17h");
        await town.Says(Secretary, "chuẩn bị sinh hoạt tháng 12");
        await town.Says(Secretary, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        foreach (var name in new[] { Phong, Trang, Son }) await town.Says(Account(name), "1");
        await town.AdvanceTo(At(23, 11, 17, 15));
        await town.Says(Secretary, "1");
        await town.Says(Secretary, "2");
        Assert.Equal("Đã chốt điểm danh lúc 17:15.", town.Last(Secretary));
        await town.AdvanceTo(At(23, 11, 18, 29));
        Assert.Equal(MeetingStatus.Announced, (await town.Meeting()).Status);
        await town.AdvanceTo(At(23, 11, 18, 30));
        var meeting = await town.Meeting();
        Assert.Equal(MeetingStatus.Held, meeting.Status);
        return (town, meeting);
    }

    private static async Task Minutes(Town town)
    {
        await town.Says(Secretary, "biên bản");
        Assert.Equal("Biên bản họp chi ủy tháng 11: họp từ 17 giờ, kết thúc lúc mấy giờ?\n1. 18 giờ 30", town.Last(Secretary));
        await town.Says(Secretary, "18h45");
        Assert.StartsWith("Ai chủ trì? Người khác, xin nhắn tên.\n1. Đinh Hồng Loan\n2. ", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "1");
        await town.Says(Secretary, "trang");
        Assert.StartsWith("“trang” có thể là: Đỗ Thị Trang, Trần Thu Trang. Xin ghi đủ họ tên.", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "Đỗ Thị Trang");
        Assert.Equal("Nội dung 1/6. Công tác chính trị, tư tưởng; thông tin thời sự; phổ biến văn bản: xin ghi tóm tắt.\n1. Bỏ qua, để trống", town.Last(Secretary));
        await town.Says(Secretary, "Phổ biến Nghị quyết số 80.");
        for (var skipped = 0; skipped < 4; skipped++) await town.Says(Secretary, skipped == 2 ? "bỏ qua" : "1");
        Assert.StartsWith("Nội dung 6/6.", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "1");
        await town.Says(Secretary, "Sơn: nên họp sớm hơn\nông Ba: đồng ý");
        Assert.Equal("Trong chi bộ không có đồng chí “ông Ba”. Xin ghi lại tên.", town.Last(Secretary));
        await town.Says(Secretary, "Sơn: nên họp sớm hơn\nPhong: đề nghị mời khu vực 2");
        Assert.StartsWith("“Phong” có thể là:", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "Sơn: nên họp sớm hơn\nHoàng Trọng Phong: đề nghị mời khu vực 2");
        await town.Says(Secretary, "Thống nhất họp lúc 19 giờ\nMời khu vực 2 cùng dự");
        Assert.StartsWith("Có biểu quyết không? Có 4 đảng viên chính thức có mặt.", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "Thông qua chương trình: 3/0/0");
        Assert.StartsWith("“Thông qua chương trình”: cộng lại 3, mà có 4 đảng viên chính thức có mặt.", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "Thông qua chương trình: 3/0/1");
        Assert.Equal("""
            Biên bản họp chi ủy tháng 11 ngày 23/11/2026, kết thúc 18 giờ 45. Chủ trì Đinh Hồng Loan, thư ký Đỗ Thị Trang.
            Đã ghi 1/6 nội dung, 2 ý kiến, 2 kết luận, 1 biểu quyết.
            1. Sửa
            2. Chốt
            3. Để sau
            """, town.Last(Secretary));
    }

    [Fact]
    public async Task The_minutes_are_filled_in_a_chat_what_does_not_add_up_is_refused_and_what_was_filled_is_printed()
    {
        var (town, meeting) = await Held();
        await using var _ = town;
        await town.AdvanceTo(At(24, 11, 8, 30));
        Assert.Equal("Họp chi ủy tháng 11 ngày 23/11/2026 chưa có biên bản.\n1. Lập biên bản\n2. Để sau", town.Last(Secretary));
        await Minutes(town);
        await town.Says(Secretary, "2");
        Assert.Equal("Đã chốt biên bản lúc 08:30.\n1. Ghi nghị quyết, giao việc\n2. In biên bản\n3. Để sau", town.Last(Secretary));
        Assert.Equal(MeetingStatus.Closed, (await town.Meeting()).Status);
        Assert.Single(await town.Find(AuditEntry.ByObject, meeting.Id), entry => entry.Action == "minutes");

        await town.Advance(TimeSpan.FromSeconds(5));
        await town.Says(Secretary, "2");
        var order = Assert.Single(await town.Find(PaperOrder.Waiting, ""));
        var file = await PaperComposer.Compose(town.Store.Open(), order, town.Clock.Now);
        var text = string.Join('\n', file!.Sheets[0].Blocks.Select(block => block switch
        {
            Para para => string.Concat(para.Words.Select(words => words.Text)),
            Grid grid => string.Join('\n', grid.Rows.Select(row => string.Join(" | ", row.Cells.Select(cell => cell.Text)))),
            _ => "",
        }));
        foreach (var part in new[] { "kết thúc 18 giờ 45", "Chủ trì: đồng chí Đinh Hồng Loan", "Thư ký: đồng chí Đỗ Thị Trang", "Phổ biến Nghị quyết số 80.", "Đồng chí Lương Quốc Sơn: nên họp sớm hơn", "1. Thống nhất họp lúc 19 giờ", "Thông qua chương trình | 3 | 0 | 1 | 3/4 (75%)" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resolution_gives_tasks_whose_owners_are_told_reminded_and_say_done_in_one_tap()
    {
        var (town, meeting) = await Held();
        await using var _ = town;
        await town.AdvanceTo(At(24, 11, 9));
        await town.Says(Secretary, "nghị quyết");
        Assert.Equal("Nghị quyết tháng 11. Ưu điểm của tháng 10?\n1. Bỏ qua, để trống", town.Last(Secretary));
        await town.Says(Secretary, "Hoàn thành các việc đã giao.");
        await town.Says(Secretary, "1");
        await town.Says(Secretary, "Sơn: thăm hộ khó khăn");
        Assert.Equal("Dòng “Sơn: thăm hộ khó khăn” chưa rõ hạn. Xin ghi ngày ở cuối dòng, ví dụ: hạn 20/12.", town.Last(Secretary));
        await town.Says(Secretary, "Sơn, Uyên: thăm hộ khó khăn, chỉ tiêu 5 hộ, hạn 4/12\nĐinh Hồng Loan: chuẩn bị báo cáo, hạn 10/12");
        Assert.Equal("""
            Nghị quyết tháng 11: ưu điểm đã ghi, hạn chế để trống.
            – Lương Quốc Sơn: thăm hộ khó khăn, chỉ tiêu 5 hộ (hạn 04/12/2026; phối hợp: Võ Bích Uyên)
            – Đinh Hồng Loan: chuẩn bị báo cáo (hạn 10/12/2026)
            1. Sửa
            2. Chốt và giao việc
            3. Để sau
            """, town.Last(Secretary));
        await town.Says(Secretary, "2");
        Assert.Equal("Đã chốt nghị quyết tháng 11. Đã giao 2 việc, người phụ trách đã được báo.\n1. In nghị quyết\n2. Xem việc đã giao\n3. Để sau", town.Last(Secretary));
        Assert.Equal("""
            Theo nghị quyết tháng 11, đồng chí Sơn được phân công: “thăm hộ khó khăn”.
            – Hạn: thứ Sáu, ngày 04/12/2026
            – Phối hợp: Võ Bích Uyên
            – Hướng dẫn: 5 hộ
            1. Đã nhận
            2. Tôi cần trao đổi
            """, town.Last(Member));
        Assert.Equal("Đồng chí Uyên được đề nghị phối hợp với Lương Quốc Sơn làm việc “thăm hộ khó khăn”, hạn thứ Sáu, ngày 04/12/2026.", town.Last(Account(Uyen)));
        await town.Says(Member, "1");
        Assert.Equal("Đã ghi: đồng chí Sơn nhận việc “thăm hộ khó khăn”, hạn thứ Sáu, ngày 04/12/2026.", town.Last(Member));

        await town.AdvanceTo(At(1, 12, 8, 30));
        Assert.Equal("Xin nhắc đồng chí Sơn: việc “thăm hộ khó khăn” còn 3 ngày đến hạn, chậm nhất thứ Sáu, ngày 04/12/2026.\n1. Xong\n2. Chưa xong\n3. Gặp vướng mắc", town.Last(Member));
        await town.Says(Member, "chưa xong");
        Assert.Equal("Đã ghi: việc “thăm hộ khó khăn” đang làm, hạn thứ Sáu, ngày 04/12/2026. Trợ lý sẽ hỏi lại khi gần hạn.", town.Last(Member));
        await town.AdvanceTo(At(3, 12, 8, 30));
        await town.Says(Member, "xong");
        Assert.Equal("Đã ghi lúc 08:30: đồng chí Sơn làm xong việc “thăm hộ khó khăn”. Trợ lý đã báo đồng chí Đinh Hồng Loan và thôi nhắc việc này.", town.Last(Member));
        Assert.Equal("Lương Quốc Sơn báo xong việc “thăm hộ khó khăn” (hạn 04/12/2026).\n1. Xác nhận xong\n2. Chưa đạt, làm tiếp", town.Last(Secretary));
        await town.Says(Secretary, "xác nhận xong");
        Assert.Equal("Đã ghi: Lương Quốc Sơn hoàn thành việc “thăm hộ khó khăn”.", town.Last(Secretary));
        Assert.Equal("Đồng chí Đinh Hồng Loan đã xác nhận đồng chí Sơn hoàn thành việc “thăm hộ khó khăn”. Cảm ơn đồng chí Sơn.", town.Last(Member));
        var told = town.Messages.Count(message => message.Account == Member);
        await town.AdvanceTo(At(5, 12, 9));
        Assert.Equal(told, town.Messages.Count(message => message.Account == Member)); // no reminder of what is done

        await town.Says(Secretary, "việc đã giao");
        Assert.Equal("1 việc đang giao:\n1. Đinh Hồng Loan: chuẩn bị báo cáo, đã giao, còn 5 ngày (hạn 10/12/2026)", town.Last(Secretary));
        Assert.Equal(2, (await town.Find(ActionItem.BySource, meeting.Id + "/")).Count);
        var resolution = Assert.Single(await town.Find(Resolution.ByUnit, TownCell.CellId + "/"));
        Assert.Equal(["5 hộ", null], resolution.Tasks.Select(task => task.Target));
    }

    [Fact]
    public async Task A_task_runs_late_up_the_ladder_names_its_words_to_its_owner_only_and_can_be_extended_or_given_to_somebody_else()
    {
        await using var town = await MeetingTown.Start(At(20, 11, 9));
        await town.Says(Secretary, "giao việc Sơn: sửa bảng tin khu vực, hạn 24/11");
        await town.Says(Secretary, "2");
        Assert.StartsWith("Đã giao 1 việc", town.Last(Secretary), StringComparison.Ordinal);
        var task = Assert.Single(await town.Find(ActionItem.ByUnit, TownCell.CellId + "/"));
        var duty = (await town.Read<Obligation>(Obligation.IdOf(task.Id, task.OwnerId)))!;
        Assert.DoesNotContain("bảng tin", duty.Item, StringComparison.Ordinal); // duties are stored unencrypted
        await town.AdvanceTo(At(24, 11, 20, 30));
        Assert.StartsWith("Hôm nay là hạn cuối của việc “sửa bảng tin khu vực”.", town.Last(Member), StringComparison.Ordinal);
        await town.AdvanceTo(At(25, 11, 8, 30));
        Assert.StartsWith("Thưa đồng chí Sơn, việc “sửa bảng tin khu vực” đã đến hạn ngày 24/11/2026.", town.Last(Member), StringComparison.Ordinal);
        await town.Says(Member, "3");
        await town.Says(Member, "Chưa có kinh phí mua bảng");
        Assert.Equal("Lương Quốc Sơn báo vướng mắc ở việc “sửa bảng tin khu vực” (hạn 24/11/2026): “Chưa có kinh phí mua bảng”.\n1. Trả lời\n2. Gia hạn\n3. Đổi người thực hiện", town.Last(Secretary));
        await town.Says(Secretary, "2");
        await town.Says(Secretary, "5/12");
        Assert.StartsWith("Đã gia hạn cho Lương Quốc Sơn đến hết thứ Bảy, ngày 05/12/2026.", town.Last(Secretary), StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 12, 5), DateOnly.FromDateTime((await town.Read<ActionItem>(task.Id))!.DueAt.DateTime));

        await town.Says(Secretary, "việc đã giao");
        await town.Says(Secretary, "1");
        Assert.Equal("Lương Quốc Sơn: “sửa bảng tin khu vực”, hạn thứ Bảy, ngày 05/12/2026, gặp vướng mắc.\n1. Xác nhận xong\n2. Gia hạn\n3. Đổi người thực hiện\n4. Dừng việc này", town.Last(Secretary));
        await town.Says(Secretary, "3");
        await town.Says(Secretary, "Uyên");
        Assert.Equal("Đã giao việc “sửa bảng tin khu vực” cho Võ Bích Uyên.", town.Last(Secretary));
        Assert.Equal("Việc “sửa bảng tin khu vực” đã giao cho đồng chí khác. Cảm ơn đồng chí Sơn.", town.Last(Member));
        Assert.StartsWith("Theo phân công của chi bộ, đồng chí Uyên được phân công: “sửa bảng tin khu vực”.", town.Last(Account(Uyen)), StringComparison.Ordinal);
        await town.Says(Account(Uyen), "việc của tôi");
        Assert.Contains("Việc “sửa bảng tin khu vực”, còn ", town.Last(Account(Uyen)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_writes_no_minutes_and_assigns_nothing()
    {
        var (town, _) = await Held();
        await using var town_ = town;
        foreach (var command in new[] { "biên bản", "nghị quyết", "giao việc Loan: nghỉ, hạn 20/12", "việc đã giao" })
        {
            await town.Says(Member, command);
            Assert.DoesNotContain("Biên bản họp", town.Last(Member), StringComparison.Ordinal);
        }
        Assert.Empty(await town.Find(ActionItem.ByUnit, TownCell.CellId + "/"));
    }
}
