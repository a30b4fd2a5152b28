using CellBot.Domain.Dates;
using CellBot.Domain.Papers;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Papers;

/// <summary>The head of a person's own document, and the lines that say whose it is.</summary>
internal static class PersonalBlock
{
    /// <summary>People outside the Party do not write under its title, but under that of agencies and organisations.</summary>
    private static readonly IReadOnlyList<string> OutsideTheParty = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];

    public static Letterhead Head(PaperScene scene, Seat author) => author.IsMember ? scene.Head(null) : scene.Head(null) with { Right = OutsideTheParty };

    public static IEnumerable<Block> Long(PaperScene scene, Seat author)
    {
        yield return new Field("Tôi là", author.Person.FullName);
        yield return new Field("Ngày, tháng, năm sinh", Day(author.Person.BirthDate));
        if (author.IsMember)
        {
            yield return new Field("Ngày vào Đảng", Day(author.Person.AdmittedOn));
            yield return new Field("Ngày chính thức", author.Person.Status is MembershipStatus.Probationary ? "đảng viên dự bị" : Day(author.Person.OfficialOn));
            yield return new Field("Chức vụ trong Đảng", author.Position);
        }
        yield return new Field("Chức vụ, nơi công tác", null);
        yield return new Field("Đang sinh hoạt tại", scene.Unit.Name);
    }

    public static IEnumerable<Block> Short(PaperScene scene, Seat author)
    {
        yield return new Field("Họ và tên", author.Person.FullName);
        yield return new Field("Chức vụ", author.Position is { Length: > 0 } position ? position : null);
        yield return new Field("Đang sinh hoạt tại", scene.Unit.Name);
    }

    private static string? Day(DateOnly? day) => day is { } known ? VietnameseDates.Short(known) : null;
}
