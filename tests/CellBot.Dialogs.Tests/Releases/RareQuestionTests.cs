using CellBot.Dialogs.Tests.Engine;
using CellBot.Dialogs.Tests.Meetings;
using CellBot.Dialogs.Tests.Study;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Tests.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Releases;

/// <summary>Questions that the golden conversations do not come to, so that a release's data holds a conversation at every question.</summary>
public sealed class RareQuestionTests
{
    private static readonly string Loan = MeetingTown.Account(MeetingTown.Loan), Bich = PledgeTown.Bich;

    [Fact]
    public async Task What_of_a_meeting_changes_is_asked_when_it_was_not_said()
    {
        await using var town = await MeetingTown.Announced();
        await Talk(town, Loan, ("đổi lịch họp", "Đổi gì của sinh hoạt thường kỳ tháng 12"), ("2", "Họp ở đâu?"), ("Họp trực tuyến", "Xin nhắn đường liên kết"),
            ("https://hop.vn/kv3", "Địa điểm mới: https://hop.vn/kv3"), ("1", "Họp ở đâu?\n1. Giữ như cũ: Họp trực tuyến"), ("2", "Không có gì thay đổi"));
    }

    [Fact]
    public async Task Which_meeting_is_asked_when_there_are_two()
    {
        await using var town = await MeetingTown.Announced();
        await Talk(town, Loan, ("họp chi ủy thứ Hai 17h", "Nội dung chính của cuộc họp?"), ("chuẩn bị sinh hoạt tháng 12", "Họp chi ủy tháng 11"), ("2", "Sẽ gửi đến 4"));
        await town.Advance(TimeSpan.FromMinutes(1));
        await Talk(town, Loan, ("đổi lịch họp", "Đồng chí Loan chọn cuộc họp:"), ("1", "Đổi gì của họp chi ủy"), ("4", "Không tổ chức họp chi ủy"),
            ("hội trường đang sửa", "Họp chi ủy tháng 11, 17 giờ, thứ Hai, ngày 23/11/2026: không tổ chức"), ("2", "Sẽ gửi đến 4"));
        await Talk(town, MeetingTown.Account("Đỗ Thị Trang"), ("tôi xin vắng họp", "Đồng chí Trang chọn cuộc họp:"), ("2", "Lý do vắng"), ("5", "Xin đồng chí Trang"));
    }

    [Fact]
    public async Task Everything_of_a_notice_can_be_edited()
    {
        await using var town = await MeetingTown.Start(MeetingTown.At(20, 11, 9));
        await Talk(town, Loan, ("họp mùng 3 tháng sau 19h30", "Sinh hoạt thường kỳ"), ("1", "Sửa mục nào?"), ("2", "Họp ở đâu?"), ("2", "Xin nhắn đường liên kết"), ("https://hop.vn/kv3", "Sinh hoạt thường kỳ"),
            ("1", "Sửa mục nào?"), ("3", "Nội dung chính"), ("mẫu", "Sinh hoạt thường kỳ"), ("1", "Sửa mục nào?"), ("4", "Ai dự họp?"), ("2", "Sinh hoạt thường kỳ"), ("2", "Sẽ gửi đến 4"));
    }

    [Fact]
    public async Task A_roll_is_called_again_and_mended_by_name()
    {
        await using var town = await MeetingTown.Start(MeetingTown.At(20, 11, 9));
        await Talk(town, Loan, ("họp chi ủy thứ Hai 17h", "Nội dung chính"), ("chuẩn bị sinh hoạt tháng 12", "Họp chi ủy"), ("2", "Sẽ gửi đến 4"));
        await town.Advance(TimeSpan.FromMinutes(1));
        await Talk(town, MeetingTown.Account("Đỗ Thị Trang"), ("1", "Đã ghi"));
        await town.AdvanceTo(MeetingTown.At(23, 11, 17, 15));
        await Talk(town, Loan, ("điểm danh", "Điểm danh họp chi ủy"), ("1", "2 đồng chí chưa rõ"), ("Không ai có mặt", "Hoàng Trọng Phong vắng mặt"), ("1", "Lương Quốc Sơn vắng mặt"), ("1", "Họp chi ủy tháng 11, 4 đồng chí"),
            ("1", "Sửa cho ai?"), ("2", "Hoàng Trọng Phong:\n1. Có mặt"), ("2", "Họp chi ủy tháng 11, 4 đồng chí: có mặt 2"));
    }

    [Fact]
    public async Task An_answer_is_entered_for_somebody_else()
    {
        await using var town = await MeetingTown.Announced();
        await Talk(town, Loan, ("ghi giúp", "Ghi giúp ai?"), ("2", "Võ Trọng An dự họp không?"), ("2", "Lý do vắng của Võ Trọng An?"), ("nhà có việc gấp", "Đã ghi giúp Võ Trọng An: xin vắng (nhà có việc gấp)."));
    }

    [Fact]
    public async Task Common_standards_are_read_in_full_own_ones_are_chosen_and_an_item_is_kept_as_it_is()
    {
        await using var town = await PledgeTown.Start();
        await town.Effect("own", async effects => effects.Desk.Put((await effects.Desk.Get<PledgeCampaign>(TownCell.Pledges(2027).Id))! with
        {
            OwnStandards = [new("gio-giac", "Đi họp đúng giờ."), new("ve-sinh", "Giữ khu phố sạch đẹp.")],
        }));
        await Talk(town, Bich, ("đăng ký", "Đăng ký năm 2027: 3 bước"), ("1", "Bước 1/3"), ("2", "– Trung thành với Đảng"), ("1", "Chuẩn mực riêng của đồng chí Bích?"),
            ("1 2", "Bước 2/3, việc thứ 1"), ("2", "Lĩnh vực"), ("1", "Đã ghi việc 1"), ("3", "Bước 3/3"), ("1", "Sửa mục nào?"), ("1", "Việc “Mỗi tháng thăm"), ("Giữ nguyên", "Bước 3/3"));
    }

    [Fact]
    public async Task Pages_for_another_study_are_put_to_it()
    {
        await using var town = await StudyTown.Start(studies: [StudyTown.Study(), StudyTown.Study("th-khac", "Chuyên đề năm", "CD", dueOn: 20)]);
        var bich = TownCell.AccountOf(StudyTown.Bich);
        await town.Photos(bich, 2);
        await Talk(town, bich, ("3", "Các trang này thuộc bài nào ạ?"), ("1", "Ngoài bài viết"), ("1", "Bài thu hoạch “Chuyên đề năm” của đồng chí Bích: 2 trang ảnh"));
    }

    [Fact]
    public async Task Which_paper_was_received_is_asked_when_two_are_owed()
    {
        await using var town = await PledgeTown.Start();
        await town.Effect("study", async effects =>
        {
            var study = DutyTown.StudyOf("2027-01-20", "th4-2027-u-kv3");
            effects.Desk.Put(study);
            await Duties.Open(effects, DutyTown.Duty(study, DutyTown.Bich));
        });
        await Talk(town, PledgeTown.Loan, ("đã nhận bản giấy Bích", "Bản giấy nào của Đỗ Phương Bích?"), ("1", "Đã ghi nhận bản giấy"));
    }

    private static async Task Talk(Town town, string account, params (string Says, string Hears)[] lines)
    {
        foreach (var (says, hears) in lines)
        {
            Assert.StartsWith(hears, await town.Hears(account, says), StringComparison.Ordinal);
        }
    }
}
