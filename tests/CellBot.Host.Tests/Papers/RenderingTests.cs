using CellBot.Domain.Papers;
using CellBot.Host.Papers;

namespace CellBot.Host.Tests.Papers;

/// <summary>The ten documents as an office program shows them. The pages lie in artifacts/papers afterwards, to be looked at.</summary>
public sealed class RenderingTests
{
    // Pages; words that stand on them, Vietnamese letters and all.
    private static readonly (int Pages, string[] Words)[] Expected =
    [
        (3, ["ĐẢNG CỘNG SẢN VIỆT NAM", "BẢN CAM KẾT", "tu dưỡng, rèn luyện, phấn đấu năm 2026", "Tham gia xây", "NGƯỜI CAM KẾT"]),
        (1, ["BÀI THU HOẠCH", "Nghị quyết chuyên đề quý IV", "Biện pháp, việc sẽ làm"]),
        (1, ["THÔNG BÁO", "Số   -TB/CB", "Kính gửi: Các đồng chí đảng viên", "Nhà văn hóa Khu vực 3"]),
        (2, ["GIẤY MỜI", "đồng chí Nguyễn Quốc Ái", "đồng chí Võ Bích Uyên"]),
        (3, ["BIÊN BẢN", "Vắng có lý do: Võ Bích Uyên (sức khỏe)", "Tỷ lệ trên đảng", "23/24 (95,8%)"]),
        (1, ["NGHỊ QUYẾT", "Tổ chức thực hiện", "Nơi nhận:"]),
        (3, ["BÁO CÁO", "(số liệu đến 9 giờ 05, ngày 20/12/2026)", "25/27 (92,6%)", "Tổng cộng"]),
        (3, ["ĐẢNG BỘ PHƯỜNG NINH KIỀU", "không có đối tượng", "PHỤ LỤC A"]),
        (5, ["DANH SÁCH", "Tổng số: 27; đã đăng ký: 25 (92,6%).", "Phần việc đăng ký", "20/01/2026"]),
        (3, ["nộp bài thu hoạch “Nghị quyết chuyên đề quý IV”", "412 từ", "Nguyễn Quốc Ái"]),
        (1, ["KẾ HOẠCH", "Người", "chịu trách", "31/03/2027"]),
        (1, ["PHIẾU TỰ CHẤM", "“Chi bộ bốn tốt” năm 2026", "Cộng nhóm III"]),
    ];

    [Fact]
    public async Task The_ten_documents_are_pages_that_an_office_program_shows()
    {
        await using var town = await PaperTown.Start();
        var folder = LibreOffice.Folder();
        foreach (var old in Directory.EnumerateFiles(folder)) File.Delete(old);
        var written = new List<string>();
        foreach (var (number, order) in PaperTown.Ten)
        {
            var path = Path.Combine(folder, $"{number:D2}-{order.Kind.ToString().ToLowerInvariant()}{(order.ObjectId == PaperTown.Body ? "-body" : "")}.docx");
            await File.WriteAllBytesAsync(path, DocxWriter.Write(await town.Compose(order)));
            written.Add(path);
        }
        var cards = Path.Combine(folder, "invites.docx");
        await File.WriteAllBytesAsync(cards, InviteSheet.Write(
            [.. Enumerable.Range(1, 7).Select(i => new Host.People.Invite("Chi bộ Khu vực 3", $"Nguyễn Thị Ánh {i}", $"4827 193{i}", i == 7 ? null : $"https://t.me/chibo_bot?start={i:D32}"))],
            new Dictionary<string, InviteContact> { ["Chi bộ Khu vực 3"] = new("đồng chí Đinh Hồng Loan", "0912 345 678") }));
        await LibreOffice.ToPdf(folder, [.. written, cards]);

        for (var i = 0; i < written.Count; i++)
        {
            var pdf = Path.ChangeExtension(written[i], "pdf");
            var text = await LibreOffice.Text(pdf);
            Assert.All(Expected[i].Words, words => Assert.True(Flat(text).Contains(Flat(words), StringComparison.Ordinal), $"{Path.GetFileName(pdf)} does not say “{words}”:\n{text}"));
            Assert.Equal((Path.GetFileName(pdf), Expected[i].Pages), (Path.GetFileName(pdf), await LibreOffice.Pages(pdf)));
        }
        Assert.Equal(2, await LibreOffice.Pages(Path.ChangeExtension(cards, "pdf")));
        await Task.WhenAll(written.Append(cards).Select(docx => LibreOffice.ToPng(Path.ChangeExtension(docx, "pdf"))));
    }

    /// <summary>Without the blanks by which pdftotext shows where words stand.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
