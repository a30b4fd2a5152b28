using CellBot.Domain.Papers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static CellBot.Host.Papers.DocxElements;

namespace CellBot.Host.Papers;

/// <summary>What stands around the body: type, page size and margins, the page number in the top margin from page 2, the foot.</summary>
internal sealed class DocxParts
{
    private readonly MainDocumentPart main;
    private readonly string numbered, bare;
    private readonly Dictionary<string, string> feet = [];

    public DocxParts(MainDocumentPart main)
    {
        this.main = main;
        numbered = AddHead(new Paragraph(
            new ParagraphProperties(new Indentation { FirstLine = "0" }, new Justification { Val = JustificationValues.Center }),
            new SimpleField(new Run(new RunProperties(Size(Sizes.Text)), new Text("2"))) { Instruction = "PAGE" }));
        bare = AddHead(Tight(JustificationValues.Center, Sizes.Small, false));
    }

    public static void AddStyles(MainDocumentPart main)
    {
        var type = new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", ComplexScript = "Times New Roman", EastAsia = "Times New Roman" };
        main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(type, new Color { Val = "000000" }, Size(Sizes.Text), SizeComplex(Sizes.Text), new Languages { Val = "vi-VN", EastAsia = "vi-VN", Bidi = "vi-VN" })),
                new ParagraphPropertiesDefault()),
            new Style(
                new StyleName { Val = "Normal" }, new PrimaryStyle(),
                new StyleParagraphProperties(
                    new SpacingBetweenLines { Before = "0", After = $"{Sizes.After}", Line = $"{Sizes.Line}", LineRule = LineSpacingRuleValues.AtLeast },
                    new Indentation { FirstLine = $"{Sizes.FirstLine}" }, new Justification { Val = JustificationValues.Both }))
            { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });
        main.AddNewPart<DocumentSettingsPart>().Settings = new DocumentFormat.OpenXml.Wordprocessing.Settings(new MirrorMargins(), new DefaultTabStop { Val = Sizes.FirstLine },
            new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
    }

    public SectionProperties Section(Paper paper)
    {
        var section = new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = numbered },
            new HeaderReference { Type = HeaderFooterValues.First, Id = bare });
        if (paper.Foot is { } words)
        {
            if (!feet.TryGetValue(words, out var foot)) feet[words] = foot = AddFoot(words);
            section.Append(new FooterReference { Type = HeaderFooterValues.Default, Id = foot }, new FooterReference { Type = HeaderFooterValues.First, Id = foot });
        }
        var size = new PageSize { Width = paper.IsLandscape ? Sizes.PageLong : (uint)Sizes.PageShort, Height = paper.IsLandscape ? Sizes.PageShort : (uint)Sizes.PageLong };
        if (paper.IsLandscape) size.Orient = PageOrientationValues.Landscape;
        section.Append(
            new SectionType { Val = SectionMarkValues.NextPage }, size,
            new PageMargin { Top = Sizes.Top, Bottom = Sizes.Bottom, Left = Sizes.Inside, Right = Sizes.Outside, Header = Sizes.HeadFromEdge, Footer = Sizes.FootFromEdge, Gutter = 0 },
            new PageNumberType { Start = 1 }, new TitlePage());
        return section;
    }

    private string AddHead(Paragraph paragraph)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(paragraph);
        return main.GetIdOfPart(part);
    }

    private string AddFoot(string words)
    {
        var part = main.AddNewPart<FooterPart>();
        part.Footer = new Footer(Tight(JustificationValues.Center, Sizes.Foot, false, new Words(words, Italic: true)));
        return main.GetIdOfPart(part);
    }
}
