using CellBot.Dialogs.Speech;
using CellBot.Domain.Papers;
using CellBot.Host.People;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using QRCoder;
using static CellBot.Host.Papers.DocxElements;
using TableRow = DocumentFormat.OpenXml.Wordprocessing.TableRow;

namespace CellBot.Host.Papers;

/// <summary>Whom people call when the code does not work.</summary>
internal sealed record InviteContact(string Name, string Phone);

/// <summary>Invitations to print and cut: one card a person, six on a page, with a QR code where there is a link and large figures everywhere.</summary>
internal static class InviteSheet
{
    private const int Columns = 2, RowHeight = 5000, QrSize = 1700, CodeSize = 20;

    /// <summary>The cards of one cell, as its secretary ordered them in the chat.</summary>
    public static byte[] Write(InvitationCards cards) => Write(
        [.. cards.Cards.Select(card => new Invite(cards.Cell, card.Name, card.Code, card.Link))],
        new Dictionary<string, InviteContact> { [cards.Cell] = new(cards.ContactName ?? PaperWords.Dots, cards.ContactPhone ?? PaperWords.Dots) });

    /// <param name="contacts">By the name of the cell.</param>
    public static byte[] Write(IReadOnlyList<Invite> invites, IReadOnlyDictionary<string, InviteContact> contacts)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            DocxParts.AddStyles(main);
            var codes = invites.Where(invite => invite.Link is not null).ToDictionary(invite => invite.Code, invite => Qr(invite.Link!));
            var pictures = new DocxPictures(main, codes);
            var width = Sizes.PageShort - 2 * Sizes.Outside;
            var table = Empty(width);
            foreach (var pair in invites.Chunk(Columns))
            {
                var row = new TableRow(new TableRowProperties(new CantSplit(), new TableRowHeight { Val = RowHeight, HeightType = HeightRuleValues.Exact }));
                foreach (var invite in pair) row.Append(Card(invite, contacts.GetValueOrDefault(invite.Cell), pictures, width / Columns));
                if (pair.Length < Columns) row.Append(new TableCell(Look(width / Columns), Tight(JustificationValues.Left, Sizes.Small, false)));
                table.Append(row);
            }
            main.Document = new Document(new Body(table, Tight(JustificationValues.Left, 1, false), new SectionProperties(
                new PageSize { Width = Sizes.PageShort, Height = Sizes.PageLong },
                new PageMargin { Top = Sizes.Outside, Bottom = Sizes.Outside, Left = Sizes.Outside, Right = Sizes.Outside, Header = 300, Footer = 300, Gutter = 0 })));
        }
        return stream.ToArray();
    }

    private static TableCell Card(Invite invite, InviteContact? contact, DocxPictures pictures, int width)
    {
        var card = new TableCell(Look(width));
        var key = invite.Link is null ? "invite.cardTyped" : invite.Link.Contains("zalo", StringComparison.OrdinalIgnoreCase) ? "invite.card" : "invite.cardTelegram";
        (string, object?)[] args = [("CELL", PaperWords.Capitals(invite.Cell)), ("Code", invite.Code), ("ContactName", contact?.Name ?? PaperWords.Dots), ("ContactPhone", contact?.Phone ?? PaperWords.Dots)];
        var lines = new Voice(Phrasebook.Vietnamese, null).Say(key, args).Split('\n');
        card.Append(Tight(JustificationValues.Center, Sizes.Table, false, new Words(lines[0], Bold: true)));
        card.Append(Tight(JustificationValues.Center, Sizes.Title, false, new Words(invite.Name, Bold: true)));
        if (pictures.Inline(invite.Code, QrSize, QrSize) is { } picture)
        {
            var place = Tight(JustificationValues.Center, Sizes.Small, false);
            place.Append(new Run(picture));
            card.Append(place);
        }
        for (var i = 1; i < lines.Length; i++)
        {
            var line = i < lines.Length - 1 ? $"{i}. {lines[i]}" : lines[i]; // the phrasebook takes numbered lines for choices
            var at = line.IndexOf(invite.Code, StringComparison.Ordinal);
            card.Append(Tight(JustificationValues.Left, Sizes.Table, false, at < 0 ? line : line[..at]));
            if (at >= 0) card.Append(Tight(JustificationValues.Center, CodeSize, false, new Words(invite.Code, Bold: true)));
        }
        return card;
    }

    private static byte[] Qr(string link)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(10);
    }

    private static Table Empty(int width)
    {
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa },
                new TableBorders(new TopBorder(), new LeftBorder(), new BottomBorder(), new RightBorder(), new InsideHorizontalBorder(), new InsideVerticalBorder()),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TopMargin { Width = "120", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 200, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 200, Type = TableWidthValues.Dxa })),
            new TableGrid(Enumerable.Range(0, Columns).Select(_ => new DocumentFormat.OpenXml.Wordprocessing.GridColumn { Width = $"{width / Columns}" })));
        foreach (var line in table.Descendants<BorderType>()) (line.Val, line.Size, line.Color) = (BorderValues.Dashed, 4U, "808080"); // where to cut
        return table;
    }

    private static TableCellProperties Look(int width) => new(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
}
