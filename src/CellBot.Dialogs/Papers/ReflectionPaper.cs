using System.Globalization;
using CellBot.Domain.Conversations;
using CellBot.Domain.Papers;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Papers;

/// <summary>2. Bài thu hoạch. Of lateness nothing is printed.</summary>
internal static class ReflectionPaper
{
    private static readonly IReadOnlyDictionary<string, string> UsualHeadings = new Dictionary<string, string>
    {
        ["understanding"] = "Nhận thức", ["self-relation"] = "Liên hệ bản thân, đơn vị", ["actions"] = "Biện pháp, việc sẽ làm",
    };

    public static Paper Compose(PaperScene scene, Seat author, StudyCampaign campaign, Reflection reflection, Petition? petition)
    {
        var blocks = new List<Block>(PersonalBlock.Short(scene, author)) { new Field("Buổi học đã dự, ngày, báo cáo viên", null) };
        blocks.AddRange(reflection.Form is ReflectionForm.Answers ? Sections(campaign, reflection, petition, author) : Cover(reflection));
        blocks.Add(new Signing(null, new SignatureBlock(["NGƯỜI VIẾT"], author.Person.FullName)));
        var pages = reflection.Attachments.Where(page => page.Kind is AttachmentKind.Photo).ToArray();
        for (var i = 0; i < pages.Length; i++) blocks.Add(new Picture(pages[i].FileId, $"Trang {i + 1}/{pages.Length}"));
        return new Paper
        {
            Head = PersonalBlock.Head(scene, author), Title = "BÀI THU HOẠCH",
            Abstract = [campaign.Title, string.Create(CultureInfo.InvariantCulture, $"(từ ngày {campaign.OpensAt:dd/MM/yyyy} đến ngày {campaign.DueAt:dd/MM/yyyy}, tại {scene.Unit.Name})")],
            Blocks = blocks, Foot = scene.Foot($"Biên nhận {reflection.Receipt}"), For = PaperReader.Person,
        };
    }

    private static IEnumerable<Block> Sections(StudyCampaign campaign, Reflection reflection, Petition? petition, Seat author)
    {
        var part = 0;
        foreach (var question in campaign.Questions)
        {
            var asked = question.Text.Replace("{AddrCap}", author.IsMember ? "Đồng chí" : "Anh/chị", StringComparison.Ordinal).Replace("{Addr}", author.IsMember ? "đồng chí" : "anh/chị", StringComparison.Ordinal);
            yield return new Heading($"{Roman.Of(++part)}. {UsualHeadings.GetValueOrDefault(question.Id) ?? asked}");
            if (reflection.Answers.FirstOrDefault(answer => answer.QuestionId == question.Id)?.Text is { Length: > 0 } text)
                foreach (var paragraph in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return new Para(Words.Own(paragraph));
            else yield return new Dots(3);
        }
        yield return new Heading($"{Roman.Of(++part)}. Đề xuất, kiến nghị");
        yield return new Para(petition is null ? "Không có." : $"Kiến nghị số {petition.Number}.");
    }

    /// <summary>Written by hand or in a file: whose it is, and how many pages follow.</summary>
    private static IEnumerable<Block> Cover(Reflection reflection)
    {
        var photos = reflection.Attachments.Count(page => page.Kind is AttachmentKind.Photo);
        if (photos > 0) yield return new Field("Bài viết tay, số trang", PaperWords.Count(photos, "trang"));
        foreach (var file in reflection.Attachments.Where(page => page.Kind is AttachmentKind.Document))
            yield return new Field("Bài nộp bằng tệp, số trang", file.Pages is { } pages ? PaperWords.Count(pages, "trang") : null);
        if (reflection.Attachments.Count == 0) yield return new Field("Bài nộp bằng bản giấy, số trang", null);
    }
}
