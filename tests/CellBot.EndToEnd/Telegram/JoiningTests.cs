namespace CellBot.EndToEnd.Telegram;

[Collection("Telegram")]
public sealed class JoiningTests
{
    private static readonly DateTimeOffset Start = new(2027, 1, 5, 9, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task A_member_joins_by_code_and_registers_a_pledge_with_the_real_program()
    {
        const string bich = "Đỗ Phương Bích";
        await using var town = TelegramTown.Build(Start);
        await town.Open(Seeds.Pledges(2027));
        await town.Says(bich, town.CodeOf(bich), "Đây có phải là đồng chí Đỗ Phương Bích, Chi bộ Khu vực 3?");
        await town.Presses(bich, "Đúng là tôi", "Việc đồng ý là tự nguyện");
        await town.Presses(bich, "Tôi đồng ý", "bản đăng ký năm 2027, chậm nhất Chủ nhật, ngày 31/01/2027");
        await town.Presses(bich, "Làm ngay", "Đăng ký năm 2027: 3 bước");
        await town.Says(bich, "1", "Bước 1/3");
        await town.Says(bich, "1", "Bước 2/3, việc thứ 1");
        await town.Says(bich, "2", "Tham gia xây dựng phong trào");
        await town.Says(bich, "số 1 ạ", "Đã ghi việc 1: Mỗi tháng thăm một gia đình khó khăn trong tổ");
        await town.Says(bich, "3", "Bước 3/3");
        await town.Presses(bich, "Gửi", "Đã nhận bản đăng ký của đồng chí Bích lúc 09:10, ngày 05/01/2027. Biên nhận DK27-06.");
        Assert.Empty(town.Api.Violations);
        await town.Host.Stop();
    }
}
