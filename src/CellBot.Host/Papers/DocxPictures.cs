using CellBot.Domain.Papers;
using CellBot.Host.Channels.Files;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using Picture = CellBot.Domain.Papers.Picture;
using static CellBot.Host.Papers.DocxElements;

namespace CellBot.Host.Papers;

/// <summary>Photographed pages, each on a page of its own, as large as it fits.</summary>
/// <param name="contents">The bytes of the pictures by file id; a file that is gone is missing in it.</param>
internal sealed class DocxPictures(MainDocumentPart document, IReadOnlyDictionary<string, byte[]> contents)
{
    /// <summary>1/20 point = 635 English metric units.</summary>
    private const long Unit = 635;

    private uint count;

    public IEnumerable<OpenXmlElement> Page(Picture picture, int width)
    {
        var caption = Tight(JustificationValues.Center, Sizes.Small, true, new Words(picture.Caption, Italic: true));
        caption.ParagraphProperties!.PageBreakBefore = new PageBreakBefore();
        var height = Sizes.PageLong - Sizes.Top - Sizes.Bottom - 700;
        return Inline(picture.FileId, width, height) is { } drawing
            ? [caption, new Paragraph(new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0", Line = "240", LineRule = LineSpacingRuleValues.Auto }, new Indentation { FirstLine = "0" }, new Justification { Val = JustificationValues.Center }), new Run(drawing))]
            : [caption, Tight(JustificationValues.Center, Sizes.Text, false, "(Xem trang này trong bài đã nộp.)")];
    }

    /// <returns>Null: the file is gone, or of a kind that office programs do not show.</returns>
    public Drawing? Inline(string fileId, int width, int height)
    {
        if (!contents.TryGetValue(fileId, out var bytes)) return null;
        var kind = bytes.AsSpan() switch { [0xFF, 0xD8, ..] => ImagePartType.Jpeg, [0x89, 0x50, 0x4E, 0x47, ..] => ImagePartType.Png, _ => (ImagePartType?)null };
        if (kind is not { } type || ImageSize.Read(bytes) is not (var wide and > 0, var high and > 0)) return null;
        var scale = Math.Min((double)width / wide, (double)height / high);
        var (cx, cy) = ((long)(wide * scale) * Unit, (long)(high * scale) * Unit);
        var part = document.AddImagePart(type);
        using (var stream = new MemoryStream(bytes)) part.FeedData(stream);
        var id = ++count;
        return new Drawing(new D.Inline(
            new D.Extent { Cx = cx, Cy = cy },
            new D.DocProperties { Id = id, Name = $"Anh {id}" },
            new D.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(new A.GraphicData(new P.Picture(
                new P.NonVisualPictureProperties(new P.NonVisualDrawingProperties { Id = id, Name = $"Anh {id}" }, new P.NonVisualPictureDrawingProperties()),
                new P.BlipFill(new A.Blip { Embed = document.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
                new P.ShapeProperties(
                    new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = cx, Cy = cy }),
                    new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }


}
