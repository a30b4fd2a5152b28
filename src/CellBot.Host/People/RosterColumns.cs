using System.Text.RegularExpressions;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>What a column of a roster can hold.</summary>
internal enum RosterColumn { Number, Cell, FullName, FamilyName, GivenName, Sex, BirthDate, Phone, Role, AdmittedOn, OfficialOn, Note }

/// <summary>Which column stands where, told by the titles that secretaries give them.</summary>
internal sealed partial class RosterColumns
{
    private const int RowsBeforeTitles = 20;

    // Folded; the first synonym of a column that is found wins.
    private static readonly Dictionary<RosterColumn, string[]> Titles = new()
    {
        [RosterColumn.Number] = ["stt", "so tt", "so thu tu", "tt", "so", "no", "#"],
        [RosterColumn.Cell] = ["chi bo", "ten chi bo", "chi bo sinh hoat", "chi bo truc thuoc", "sinh hoat tai chi bo", "noi sinh hoat", "don vi sinh hoat", "to chuc dang", "cb", "don vi", "cell"],
        [RosterColumn.FullName] =
        [
            "ho va ten", "ho ten", "ho va ten dang vien", "ho ten dang vien", "ho va ten khai sinh", "ho ten khai sinh", "ho chu dem va ten", "ho dem va ten", "ho chu dem va ten khai sinh",
            "ten dang vien", "dang vien", "ho va ten dong chi", "dong chi", "full name", "name",
        ],
        [RosterColumn.FamilyName] = ["ho va chu dem", "ho va ten dem", "ho chu dem", "ho dem", "ho va dem", "ho"],
        [RosterColumn.GivenName] = ["ten", "ten goi"],
        [RosterColumn.Sex] = ["gioi tinh", "nam nu", "gt", "gioi", "phai", "sex", "gender"],
        [RosterColumn.BirthDate] = ["ngay sinh", "ngay thang nam sinh", "ngay thang sinh", "sinh ngay", "ntns", "nam sinh", "sinh nam", "ns", "birth date", "date of birth", "dob"],
        [RosterColumn.Phone] =
        [
            "so dien thoai", "dien thoai", "sdt", "so dt", "dt", "dien thoai di dong", "so dien thoai di dong", "di dong", "dtdd", "so di dong", "dien thoai lien he", "so dien thoai lien he", "lien he", "lien lac",
            "so zalo", "zalo", "phone", "mobile",
        ],
        [RosterColumn.Role] =
        [
            "chuc vu dang", "chuc vu trong dang", "chuc vu trong chi bo", "chuc vu chi bo", "chuc vu", "chuc vu hien nay", "chuc danh", "chuc vu chuc danh", "nhiem vu", "vai tro", "cv", "role",
        ],
        [RosterColumn.AdmittedOn] = ["ngay vao dang", "ngay ket nap", "ngay ket nap dang", "ngay ket nap vao dang", "ket nap", "vao dang", "ngay vao dcsvn", "ngay vao dang du bi", "ngay du bi", "ngay vao", "admitted on"],
        [RosterColumn.OfficialOn] = ["ngay chinh thuc", "ngay cong nhan chinh thuc", "ngay cong nhan dang vien chinh thuc", "ngay vao dang chinh thuc", "ngay chuyen chinh thuc", "chinh thuc", "official on"],
        [RosterColumn.Note] = ["ghi chu", "gc", "ghi chu khac", "tinh trang", "tinh trang sinh hoat", "note", "notes"],
    };

    private readonly Dictionary<RosterColumn, int> places;

    private RosterColumns(TableRow titles, Dictionary<RosterColumn, int> places) => (Heading, this.places) = (titles, places);

    /// <summary>The row that holds the titles.</summary>
    public TableRow Heading { get; }

    public bool Has(RosterColumn column) => places.ContainsKey(column);

    /// <summary>The cell of a column; empty where the row is shorter or there is no such column.</summary>
    public string Of(TableRow row, RosterColumn column) => places.TryGetValue(column, out var place) && place < row.Cells.Count ? row.Cells[place] : "";

    /// <summary>How many columns of a roster can be told from some row near the top.</summary>
    public static int Score(IReadOnlyList<TableRow> rows) => rows.Take(RowsBeforeTitles).Select(row => Places(row, null).Count).DefaultIfEmpty().Max();

    /// <summary>Finds the row of titles: the one near the top that names most columns, a heading may stand above it. Null, with the reason among the findings, if there is none.</summary>
    public static RosterColumns? Find(IReadOnlyList<TableRow> rows, bool needsCell, RosterFindings findings)
    {
        var titles = rows.Take(RowsBeforeTitles).MaxBy(row => Places(row, null).Count);
        if (titles is null || Places(titles, null).Count < 2)
        {
            findings.Problem(null, "Không tìm thấy dòng tiêu đề cột. Cần ít nhất cột “Họ và tên”, nên có: STT, Ngày sinh, Số điện thoại, Chức vụ, Ngày vào Đảng, Ngày chính thức, Ghi chú.");
            return null;
        }

        var columns = new RosterColumns(titles, Places(titles, findings));
        var hasName = columns.Has(RosterColumn.FullName) || columns.Has(RosterColumn.GivenName);
        if (!hasName) findings.Problem(titles.Number, "thiếu cột “Họ và tên”.");
        if (needsCell && !columns.Has(RosterColumn.Cell)) findings.Problem(titles.Number, "thiếu cột “Chi bộ”. Danh sách của một chi bộ thì nhập với --cell.");
        if (!columns.Has(RosterColumn.Role)) findings.Note(titles.Number, "không có cột “Chức vụ”, nên chưa ai là bí thư.");
        return hasName && (!needsCell || columns.Has(RosterColumn.Cell)) ? columns : null;
    }

    private static Dictionary<RosterColumn, int> Places(TableRow row, RosterFindings? findings)
    {
        var found = new Dictionary<RosterColumn, (int Place, int Rank)>();
        for (var place = 0; place < row.Cells.Count; place++)
        {
            var title = VietnameseText.ForMatching(InBrackets().Replace(row.Cells[place], " "));
            if (title.Length == 0) continue;
            if (ColumnOf(title) is not { } match)
            {
                findings?.Note(row.Number, $"không dùng cột “{row.Cells[place]}”.");
                continue;
            }
            if (!found.TryGetValue(match.Column, out var before))
            {
                found[match.Column] = (place, match.Rank);
                continue;
            }
            var (used, left) = match.Rank < before.Rank ? (place, before.Place) : (before.Place, place);
            found[match.Column] = (used, Math.Min(match.Rank, before.Rank));
            findings?.Note(row.Number, $"dùng cột “{row.Cells[used]}” (cột {used + 1}), không dùng cột “{row.Cells[left]}” (cột {left + 1}).");
        }

        // "Họ và tên" over two columns with the second one titled "Tên" is told from a whole name only by both being there.
        if (found.ContainsKey(RosterColumn.FullName) && !found.ContainsKey(RosterColumn.FamilyName)) found.Remove(RosterColumn.GivenName);
        return found.ToDictionary(pair => pair.Key, pair => pair.Value.Place);
    }

    private static (RosterColumn Column, int Rank)? ColumnOf(string title)
    {
        foreach (var (column, synonyms) in Titles)
            if (Array.IndexOf(synonyms, title) is >= 0 and var rank)
                return (column, rank);
        return null;
    }

    [GeneratedRegex(@"[\(\[][^\)\]]*[\)\]]")]
    private static partial Regex InBrackets();
}
