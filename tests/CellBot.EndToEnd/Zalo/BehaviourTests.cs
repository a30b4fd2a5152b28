using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Zalo;

/// <summary>Behaviours that a channel without buttons and files could spoil, with the real program.</summary>
[Collection("Telegram")]
public sealed class BehaviourTests
{
    private const string Bich = CellStory.Bich, Lien = CellStory.Lien, Loan = CellStory.Loan;

    [Fact]
    public async Task Behaviour_05_a_number_of_yesterday_does_nothing_and_brings_the_present_screen()
    {
        await using var town = await Joined(Bich);
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        await town.Says(Bich, "hủy", "Đã dừng");
        await town.Host.Restart();
        await town.At(town.Now.AddDays(1));
        var before = town[Bich].Transcript.Count;
        await town.Says(Bich, "7");
        Assert.Contains(town[Bich].Transcript.Skip(before), entry => entry.Kind is TranscriptKind.Received);
        Assert.DoesNotContain(town[Bich].Transcript.Skip(before), entry => entry.Text.Contains("Bước", StringComparison.Ordinal));
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
    }

    [Fact]
    public async Task Behaviour_09_a_question_in_the_middle_is_answered_and_the_pending_one_repeated()
    {
        await using var town = await Joined(Bich);
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        await town.Says(Bich, "1", "Bước 1/3");
        await town.Says(Bich, "mấy giờ họp?", "Hiện chưa có lịch họp mới.", "Trở lại việc đang làm:\nBước 1/3", "1. Tôi cam kết");
        await town.Says(Bich, "1", "Bước 2/3");
    }

    [Fact]
    public async Task Behaviour_12_pages_in_several_messages_are_one_paper_and_what_cannot_be_taken_is_explained_with_a_link()
    {
        await using var town = await Joined(Lien);
        await town.SendsPages(Lien, [1, 2, 3], "Đã nhận 3 ảnh. Đây là bài thu hoạch “Nghị quyết chuyên đề quý IV” ạ?");
        await town.Says(Lien, "2");
        await town.SendsDocument(Lien, "Zalo chưa nhận được tệp văn bản. Đồng chí Liên bấm liên kết này để gửi");
        await town.SendsPages(Lien, [4], "Đã nhận 4 trang.");
        await town.Says(Lien, "xong", "có đề xuất, kiến nghị gì không?");
        await town.Says(Lien, "1", "4 trang ảnh, không có kiến nghị");
        await town.Presses(Lien, "Gửi", "Đã nhận bài thu hoạch của đồng chí Liên", "Biên nhận TH4-05");
    }

    [Fact]
    public async Task Behaviour_18_a_meeting_is_announced_answered_and_cancelled_with_numbers_and_words()
    {
        await using var town = await Joined(Loan, Bich, Lien);
        await town.Says(Loan, "họp ngày 20/1 lúc 19h30", "Họp ở đâu?");
        await town.Says(Loan, "Nhà văn hóa Khu vực 3", "Gửi được 3");
        await town.Presses(Loan, "Gửi", "Sẽ gửi đến 3 đồng chí");
        await town.At(town.Now.AddMinutes(2), last: (Loan, "Đã gửi 3/27 đồng chí"));
        town.Heard(Bich, "THÔNG BÁO SINH HOẠT CHI BỘ");
        town.Heard(Lien, "Nhà văn hóa Khu vực 3");
        await town.Says(Bich, "tham dự", "Đã ghi: đồng chí Bích dự họp 19 giờ 30, thứ Tư, ngày 20/01/2027");
        await town.Says(Lien, "xin vắng", "Lý do vắng của đồng chí Liên?");
        await town.Says(Lien, "sức khỏe", "đồng chí Liên xin vắng (sức khỏe)");
        await town.Says(Loan, "ai đi họp", "Dự 2, xin vắng 1");

        await town.Says(Loan, "hủy họp", "Xin đồng chí Loan ghi lý do");
        await town.Says(Loan, "Nhà văn hóa đang sửa chữa", "không tổ chức như đã thông báo");
        await town.Presses(Loan, "Gửi", "Sẽ gửi đến 3 đồng chí");
        await town.At(town.Now.AddMinutes(2));
        town.Heard(Bich, "không tổ chức như đã thông báo. Lý do: Nhà văn hóa đang sửa chữa");
        var before = (town[Bich].Transcript.Count, town[Lien].Transcript.Count);
        await town.At(new DateTimeOffset(2027, 1, 20, 20, 0, 0, TimeSpan.FromHours(7)));
        Assert.DoesNotContain(town[Bich].Transcript.Skip(before.Item1).Concat(town[Lien].Transcript.Skip(before.Item2)), entry => entry.Text.Contains("19 giờ 30", StringComparison.Ordinal));
    }

    /// <summary>The cell with these people in it, joined by typed codes.</summary>
    private static async Task<ZaloTown> Joined(params string[] names)
    {
        var town = ZaloTown.Build(CellStory.Begin);
        await town.Open(Seeds.Pledges(2027), Seeds.Study(new DateOnly(2027, 1, 14), Lien));
        foreach (var name in names)
        {
            await town.Joins(name, byLink: false, $"Đây có phải là đồng chí {name}, Chi bộ Khu vực 3?");
            await town.Presses(name, "Đúng là tôi", "Việc đồng ý là tự nguyện");
            await town.Presses(name, "Tôi đồng ý", "đã kết nối xong");
        }

        return town;
    }
}
