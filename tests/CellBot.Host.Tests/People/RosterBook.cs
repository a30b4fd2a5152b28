using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace CellBot.Host.Tests.People;

/// <summary>A workbook as Excel writes it: texts shared, days as numbers with a style, only cells that hold something, zipped XML.</summary>
internal sealed class RosterBook
{
    private readonly List<(string Name, bool Hidden, string Xml)> sheets = [];
    private readonly List<string> texts = [];

    /// <summary>A day in a cell; text is text, an int is a number (a telephone number that lost its zero), null is no cell.</summary>
    public RosterBook Sheet(string name, IEnumerable<object?[]> rows, string[]? merged = null, bool hidden = false, int firstRow = 1)
    {
        var xml = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        var number = firstRow;
        foreach (var row in rows)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
            for (var place = 0; place < row.Length; place++) xml.Append(Cell(row[place], $"{(char)('A' + place)}{number}"));
            xml.Append("</row>");
            number++;
        }
        xml.Append("</sheetData>");
        if (merged is not null) xml.Append(CultureInfo.InvariantCulture, $"<mergeCells count=\"{merged.Length}\">{string.Concat(merged.Select(area => $"<mergeCell ref=\"{area}\"/>"))}</mergeCells>");
        sheets.Add((name, hidden, xml.Append("</worksheet>").ToString()));
        return this;
    }

    /// <summary>The csv of a roster as somebody types it over: days become days, telephone numbers lose their zero.</summary>
    public static IEnumerable<object?[]> FromCsv(byte[] csv, char delimiter)
    {
        var lines = Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
        foreach (var line in lines)
            yield return [.. line.Split(delimiter).Select(cell => cell.Length == 0 ? null
                : DateOnly.TryParseExact(cell, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
                : int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (object)number : cell)];
    }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string package = "http://schemas.openxmlformats.org/package/2006", office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
            const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
            Write("[Content_Types].xml", $"""<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{type}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{type}.sharedStrings+xml"/>{Each(i => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{type}.worksheet+xml\"/>")}</Types>""");
            Write("_rels/.rels", $"""<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Write("xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{Each(i => $"<sheet name=\"{sheets[i - 1].Name}\" sheetId=\"{i}\"{(sheets[i - 1].Hidden ? " state=\"hidden\"" : "")} r:id=\"rId{i}\"/>")}</sheets></workbook>""");
            Write("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{package}/relationships">{Each(i => $"<Relationship Id=\"rId{i}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>")}<Relationship Id="rId90" Type="{office}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
            Write("xl/styles.xml", $"""<styleSheet xmlns="{main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>""");
            Write("xl/sharedStrings.xml", $"""<sst xmlns="{main}">{string.Concat(texts.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>""");
            for (var i = 0; i < sheets.Count; i++) Write($"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);

            void Write(string name, string xml)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + xml);
            }
        }
        return stream.ToArray();
    }

    private string Each(Func<int, string> write) => string.Concat(Enumerable.Range(1, sheets.Count).Select(write));

    private string Cell(object? value, string place)
    {
        switch (value)
        {
            case null: return "";
            case int number: return string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{number}</v></c>");
            case DateOnly day: return string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"{1 + day.Day % 2}\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>");
            case Formula(var text, var result): return $"<c r=\"{place}\" t=\"str\"><f>{SecurityElement.Escape(text)}</f><v>{SecurityElement.Escape(result)}</v></c>";
            default:
                if (texts.IndexOf((string)value) is var known && known < 0)
                {
                    known = texts.Count;
                    texts.Add((string)value);
                }
                return string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" t=\"s\"><v>{known}</v></c>");
        }
    }

    public sealed record Formula(string Text, string Result);
}
