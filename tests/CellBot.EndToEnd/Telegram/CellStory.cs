using CellBot.EndToEnd.Stories;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Telegram;

/// <summary>Three weeks of a cell: five people join, pledge, hand in, are invited, answer; the secretary approves and returns; one is late, and the secretary hears of it.</summary>
internal static class CellStory
{
    public const string Loan = "Đinh Hồng Loan", Phong = "Hoàng Trọng Phong", Bich = "Đỗ Phương Bích", Lien = "Trần Thanh Liên", Tin = "Thạch Ngọc Tín";

    public static readonly DateTimeOffset Begin = January(5, 9, 0);

    public static async Task Play(StoryTown town)
    {
        await town.Open(Seeds.Pledges(2027), Seeds.Study(new DateOnly(2027, 1, 14), Loan, Phong, Bich, Lien, Tin));
        foreach (var (name, byLink) in new[] { (Loan, true), (Phong, false), (Bich, false), (Lien, true), (Tin, true) })
            await Join(town, name, byLink);
        await Pledge(town);
        var file = await HandIn(town);
        await Review(town, file);
        await Meeting(town);
        await Late(town);
    }

    public static async Task Join(StoryTown town, string name, bool byLink, bool withDuties = true)
    {
        await town.Joins(name, byLink, $"Đây có phải là đồng chí {name}, Chi bộ Khu vực 3?");
        await town.Presses(name, "Đúng là tôi", "Việc đồng ý là tự nguyện");
        await town.Presses(name, "Tôi đồng ý", withDuties ? ["đã kết nối xong", "chậm nhất thứ Năm, ngày 14/01/2027"] : ["năm 2027"]);
    }

    private static async Task Pledge(StoryTown town)
    {
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        await town.Says(Bich, "1", "Bước 1/3");
        await town.Presses(Bich, "Tôi cam kết", "Bước 2/3, việc thứ 1");
        await town.Says(Bich, "2", "Lĩnh vực “Tham gia xây dựng phong trào”");
        await town.Says(Bich, "số 1 ạ", "Đã ghi việc 1: Mỗi tháng thăm một gia đình khó khăn trong tổ");
        await town.Presses(Bich, "Xem lại để gửi", "Bước 3/3");
        await town.Presses(Bich, "Gửi", "Đã nhận bản đăng ký của đồng chí Bích", "Biên nhận DK27-06");
    }

    /// <summary>Two photographed pages, and where the chat carries documents a Word document, are one reflection.</summary>
    /// <returns>What its summary says behind the pages.</returns>
    private static async Task<string> HandIn(StoryTown town)
    {
        await town.SendsPages(Lien, [1, 2], "Đã nhận 2 ảnh. Đây là bài thu hoạch “Nghị quyết chuyên đề quý IV” ạ?");
        await town.Presses(Lien, "Đúng, còn gửi tiếp");
        if (town is TelegramTown telegram)
            await telegram.Sends(Lien, user => _ = user.SendsDocument("thu-hoach.docx", Samples.Docx(4)), "thu-hoach.docx");
        await town.Says(Lien, "xong", "có đề xuất, kiến nghị gì không?");
        await town.Presses(Lien, "Không có", "không có kiến nghị");
        await town.Presses(Lien, "Gửi", "Đã nhận bài thu hoạch của đồng chí Liên", "Biên nhận TH4-05");
        return town is TelegramTown ? ", thu-hoach.docx" : "";
    }

    /// <summary>Approves the pledge, returns the reflection, and takes it when it comes again.</summary>
    private static async Task Review(StoryTown town, string file)
    {
        await town.At(January(6, 8, 30));
        town.Heard(Loan, "Có 2 bản chờ đồng chí Loan xem");
        await town.Presses(Loan, "Xem bản đầu tiên", "Đỗ Phương Bích, đăng ký năm 2027");
        await town.Presses(Loan, "Xác nhận", "Đã xác nhận bản của Đỗ Phương Bích");
        town.Heard(Bich, "Đồng chí Đinh Hồng Loan đã xác nhận bản đăng ký năm 2027 của đồng chí Bích");
        await town.Presses(Loan, "Xem bản tiếp theo", "Trần Thanh Liên, bài thu hoạch", "2 trang ảnh");
        await town.Presses(Loan, "Đề nghị bổ sung");
        await town.Says(Loan, "Xin viết thêm phần liên hệ bản thân");
        town.Heard(Lien, "Xin viết thêm phần liên hệ bản thân");
        await town.Presses(Lien, "Bổ sung ngay", $"2 trang ảnh{file}");
        await town.SendsPages(Lien, [3], $"Đã nhận thêm, tất cả: 3 trang ảnh{file}", $"của đồng chí Liên: 3 trang ảnh{file}");
        await town.Presses(Lien, "Gửi", "Đã nhận bài thu hoạch của đồng chí Liên", "Biên nhận TH4-05.2");
    }

    private static async Task Meeting(StoryTown town)
    {
        await town.Says(Loan, "họp ngày 20/1 lúc 19h30", "Họp ở đâu?");
        await town.Says(Loan, "Nhà văn hóa Khu vực 3", "Sinh hoạt thường kỳ tháng 1", "Mời 27 đồng chí (1 đồng chí được miễn). Gửi được 5");
        await town.Presses(Loan, "Gửi", "Sẽ gửi đến 5 đồng chí");
        await town.At(town.Now.AddMinutes(2), last: (Loan, "Đã gửi 5/27 đồng chí"));
        foreach (var name in new[] { Bich, Lien, Tin })
            town.Heard(name, "THÔNG BÁO SINH HOẠT CHI BỘ");
        await town.Presses(Bich, "Tham dự", "Đã ghi: đồng chí Bích dự họp 19 giờ 30, thứ Tư, ngày 20/01/2027");
        await town.Presses(Lien, "Xin vắng", "Lý do vắng của đồng chí Liên?");
        await town.Presses(Lien, "Sức khỏe", "đồng chí Liên xin vắng (sức khỏe)");
        await town.Presses(Tin, "Đến muộn", "dự kiến có mặt lúc mấy giờ?");
        await town.Says(Tin, "20h", "20");
        await town.Says(Loan, "ai đi họp", "Dự 2, muộn 1, xin vắng 1, chưa trả lời 1, chưa nhận được tin 22.");

        await town.At(January(7, 8, 30));
        town.Heard(Loan, "Có 1 bản chờ đồng chí Loan xem: Trần Thanh Liên.");
        await town.Presses(Loan, "Xem bản đầu tiên", "Trần Thanh Liên, bài thu hoạch", "3 trang ảnh");
        await town.Presses(Loan, "Đạt yêu cầu", "Đã xác nhận bản của Trần Thanh Liên. Không còn bản nào chờ xem.");
        town.Heard(Lien, "bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên đạt yêu cầu");
    }

    /// <summary>One who does not hand in hears so three times; then the secretary does.</summary>
    private static async Task Late(StoryTown town)
    {
        await town.At(January(15, 8, 30));
        town.Heard(Tin, "bài thu hoạch “Nghị quyết chuyên đề quý IV” đã đến hạn ngày 14/01/2027");
        await town.At(January(18, 8, 30));
        town.Heard(Tin, "đã quá hạn 4 ngày");
        await town.At(January(21, 8, 30));
        town.Heard(Tin, "8 giờ 30 sáng mai, trợ lý sẽ báo đồng chí Đinh Hồng Loan");
        await town.At(January(22, 8, 30));
        town.Heard(Loan, "Thạch Ngọc Tín");
    }

    private static DateTimeOffset January(int day, int hour, int minute) => new(2027, 1, day, hour, minute, 0, TimeSpan.FromHours(7));
}
