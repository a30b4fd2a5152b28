using CellBot.Dialogs.Engine;
using CellBot.Domain.Papers;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Papers;

/// <summary>Printing. Who asks for a document gets it into the chat as a file; making it is the host's matter (a file is no document of the store).</summary>
internal static class PaperFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(PrintDialog.Name, async opening => new PrintDialog(await PrintView.Load(opening)))
            {
                Title = "In văn bản",
                Phrases =
                [
                    "in", "/in", "in van ban", "in giay to", "in giay", "in bao cao", "bao cao", "in danh sach", "in giay moi", "in thong bao", "in bien ban", "in nghi quyet", "in ban cam ket", "in cam ket",
                    "in bai thu hoach", "in thu hoach", "in ke hoach khac phuc", "in phieu tu cham", "xuat van ban", "xuat danh sach",
                ],
            },
            new(MakePaper.Name, MakePaper.Open) { Title = "In văn bản" },
        ],
        Outcomes: [Outcome.Of<PaperAsked>(MakePaper.Asked)],
        Ticks: [Drop]);

    /// <summary>A file that was sent is kept for a day, for the chat that shows it from here; then nothing holds it, and the night's sweep takes it.</summary>
    private static Tick Drop => new("paper.drop",
        async (reader, now, most) => [.. (await reader.Range(PaperOrder.ByDrop, "", PaperOrder.KeyOf(now), most)).Select(order => order.Id)],
        async run =>
        {
            if (await run.Desk.Get<PaperOrder>(run.Id) is not { DropsAt: { } at } order || at > run.Now) return;
            if (order.FileId is { } file) run.Desk.ReleaseFile(file);
            run.Desk.Delete<PaperOrder>(order.Id);
        })
    {
        Next = async reader => (await reader.Range(PaperOrder.ByDrop, "", "9", 1)) is [{ DropsAt: { } at }] ? at : null,
    };
}
