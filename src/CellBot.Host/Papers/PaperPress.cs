using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Papers;
using CellBot.Domain.Conversations;
using CellBot.Domain.Papers;
using CellBot.Storage.Records;

namespace CellBot.Host.Papers;

/// <summary>
/// Makes the documents that were ordered. The file is written and flushed first, encrypted with the key of who asked; the commit that names it
/// settles the order and puts the message into the outbox. What a kill leaves between the two is an orphan, and the order still waits.
/// </summary>
public sealed partial class PaperPress(Attachments files, ILogger<PaperPress> log)
{
    public Tick Tick => new("paper.make",
        async (reader, now, most) => [.. (await reader.Range(PaperOrder.Waiting, "", PaperOrder.KeyOf(now), most)).Select(order => order.Id)],
        Settle)
    {
        Next = async reader => (await reader.Range(PaperOrder.Waiting, "", "9", 1)) is [var order] ? order.AskedAt : null,
    };

    private async ValueTask Settle(TickRun run)
    {
        if (await run.Desk.Get<PaperOrder>(run.Id) is not { State: PaperState.Waiting } order)
            return;
        var (file, problem) = await PaperDelivery.Compose(order, run);
        if (file is null)
        {
            if (problem is PaperProblem.Hole)
                LogHole(order.Kind, order.Id);
            await PaperDelivery.Refuse(order, problem, run);
            return;
        }

        var (bytes, ending) = (file.Ledger, order.Form) switch
        {
            ({ } list, PaperForm.Spreadsheet) => (SheetWriter.Write(list), "xlsx"),
            ({ } list, PaperForm.Csv) => (LedgerText.Write(list), "csv"),
            _ when file.Cards is { } cards => (InviteSheet.Write(cards), "docx"),
            _ => (DocxWriter.Write(file, await Pictures(file)), "docx"),
        };
        using var content = new MemoryStream(bytes);
        var id = await files.Write(order.AskedBy, content);
        await PaperDelivery.Send(order, new Attachment(id, AttachmentKind.Document, $"{file.Name}.{ending}", bytes.Length, null, null, null, null), run, file.Along);
    }

    /// <summary>Photographs that stand in the document; one whose owner was erased is left out.</summary>
    private async Task<IReadOnlyDictionary<string, byte[]>> Pictures(PaperFile file)
    {
        var found = new Dictionary<string, byte[]>();
        foreach (var picture in file.Sheets.SelectMany(sheet => sheet.Blocks).OfType<Picture>())
            if (await files.Read(picture.FileId) is { } content)
                await using (content)
                {
                    using var bytes = new MemoryStream();
                    await content.CopyToAsync(bytes);
                    found[picture.FileId] = bytes.ToArray();
                }
        return found;
    }

    [LoggerMessage(LogLevel.Error, "A {Kind} was not made: a placeholder in it is not filled (order {OrderId}).")]
    private partial void LogHole(PaperKind kind, string orderId);
}
