using CellBot.Domain.Papers;
using CellBot.Host.Papers;

namespace CellBot.Host.Tests.Papers;

/// <summary>The ten documents as an office program shows them. The pages lie in artifacts/papers afterwards.</summary>
public sealed class RenderingTests
{
    [Fact]
    public async Task The_ten_documents_are_pages_that_an_office_program_shows()
    {
        await using var town = await PaperTown.Start();
        var folder = LibreOffice.Folder();
        foreach (var old in Directory.EnumerateFiles(folder)) File.Delete(old);
        var written = new List<string>();
        foreach (var (number, order) in PaperTown.Ten)
        {
            var file = await town.Compose(order);
            var path = Path.Combine(folder, $"{number:D2}-{order.Kind.ToString().ToLowerInvariant()}{(written.Any(other => other.Contains(order.Kind.ToString().ToLowerInvariant())) ? "-body" : "")}.docx");
            await File.WriteAllBytesAsync(path, DocxWriter.Write(file));
            written.Add(path);
        }
        await LibreOffice.ToPdf(folder, written);
        await Task.WhenAll(written.Select(docx => LibreOffice.ToPng(Path.ChangeExtension(docx, "pdf"))));
        Assert.All(written, docx => Assert.True(File.Exists(Path.ChangeExtension(docx, "pdf"))));
    }
}
