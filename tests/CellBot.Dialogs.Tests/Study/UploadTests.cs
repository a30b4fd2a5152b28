using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

/// <summary>Documents for chats that do not carry them: a link, a page, and the conversation goes on.</summary>
public sealed class UploadTests
{
    private static readonly string Lien = TownCell.AccountOf(StudyTown.Lien);
    private static readonly Attachment Docx = new("file-docx", AttachmentKind.Document, "thu-hoach.docx", 30_000, null, null, 4, null);

    /// <summary>Journey 2, the variant on Zalo.</summary>
    [Fact]
    public async Task Journey_2_a_document_comes_by_a_link()
    {
        await using var town = await StudyTown.Start();
        await town.SendsUnsupported(Lien);
        var link = await LinkIn(town, town.Last(Lien));
        Assert.Equal($"Zalo chưa nhận được tệp văn bản. Đồng chí Liên bấm liên kết này để gửi (dùng được đến 20:00 ngày 05/12): https://chibo.example.vn/u/{link.Id}\nHoặc chụp ảnh từng trang gửi vào đây.", town.Last(Lien));

        await town.Uploads(link, Docx);
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Đã nhận tệp “thu-hoach.docx” (4 trang).\n1. Đủ rồi\n2. Gửi thêm", town.Last(Lien));
        Assert.Equal("Ngoài bài viết, đồng chí Liên có đề xuất, kiến nghị gì không? Xin viết vào đây, hoặc:\n1. Không có\n2. Đã viết trong bài", await town.Ask(Lien, "1"));
        Assert.Equal("Bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên: thu-hoach.docx, 4 trang, không có kiến nghị.\n1. Xem lại, sửa\n2. Gửi\n3. Để sau", await town.Ask(Lien, "1"));
        await town.Says(Lien, "2");
        Assert.Equal(ReflectionForm.File, (await town.Read<Reflection>(Reflection.IdOf(StudyTown.Campaign, TownCell.PersonOf(StudyTown.Lien))))!.Form);
    }

    [Fact]
    public async Task What_comes_by_a_link_answers_the_question_that_is_open()
    {
        await using var town = await StudyTown.Start();
        await town.Says(Lien, "nộp thu hoạch");
        var link = await LinkIn(town, await town.Ask(Lien, "3"));
        await town.Uploads(link, Docx, new Attachment("file-photo", AttachmentKind.Photo, null, 250_000, 1280, 1707, null, null));
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Đã nhận 2 trang.\n1. Đủ rồi\n2. Còn gửi tiếp\n3. Xem lại, đổi thứ tự, bỏ bớt", town.Last(Lien));
        await town.Says(Lien, "1");
        await town.Says(Lien, "1");
        Assert.Contains("1 trang ảnh, thu-hoach.docx, 4 trang", town.Last(Lien), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_once_in_its_own_chat_and_for_a_day()
    {
        await using var town = await StudyTown.Start();
        await town.SendsUnsupported(Lien);
        var link = await LinkIn(town, town.Last(Lien));
        await town.Uploads(link with { AccountId = TownCell.AccountOf(StudyTown.Tin) }, Docx);
        Assert.Null((await town.Read<FileLink>(link.Id))!.UsedAt);
        Assert.Equal(0, town.Count(TownCell.AccountOf(StudyTown.Tin)));

        await town.Uploads(link, Docx);
        Assert.NotNull((await town.Read<FileLink>(link.Id))!.UsedAt);
        Assert.True((await town.Uploads(link, Docx)).Duplicate);

        await town.SendsUnsupported(Lien);
        var late = await LinkIn(town, town.Last(Lien));
        await town.Advance(TimeSpan.FromHours(24));
        var before = town.Count(Lien);
        await town.Uploads(late, Docx);
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(before, town.Count(Lien));
    }

    private static async Task<FileLink> LinkIn(Town town, string words)
    {
        const string place = "/u/";
        var at = words.IndexOf(place, StringComparison.Ordinal);
        Assert.True(at > 0, words);
        return (await town.Read<FileLink>(words[(at + place.Length)..(at + place.Length + 16)]))!;
    }
}
