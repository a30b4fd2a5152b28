using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

public sealed class LatePagesTests
{
    [Fact]
    public async Task A_page_that_comes_at_the_summary_stands_in_the_summary_too()
    {
        var lien = TownCell.AccountOf(StudyTown.Lien);
        await using var town = await StudyTown.Start();
        await town.Photos(lien, 2);
        await town.Says(lien, "1");
        await town.Says(lien, "1");
        Assert.Equal("Đã nhận thêm, tất cả: 3 trang ảnh.\nBài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên: 3 trang ảnh, không có kiến nghị.\n1. Xem lại, sửa\n2. Gửi\n3. Để sau", await town.Photos(lien, 1));
        Assert.StartsWith("Đã nhận bài thu hoạch của đồng chí Liên", await town.Ask(lien, "2"));
        Assert.Equal(3, (await town.ReflectionOf(StudyTown.Lien))!.Attachments.Count);
    }
}
