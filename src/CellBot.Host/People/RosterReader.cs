using CellBot.Domain.Organisation;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>Reads a whole roster and names all that is wrong with it at once, row by row. Nothing of a roster with a problem is used.</summary>
internal static class RosterReader
{
    private static readonly string[] LastLines = ["tong cong", "tong so", "tong", "cong", "danh sach co", "danh sach gom", "nguoi lap", "nguoi lap bieu", "t m chi uy", "tm chi uy", "t m chi bo", "tm chi bo", "bi thu"];

    /// <param name="cell">The name of the cell it is of; null: a body's, with its cells in the column "Chi bộ".</param>
    /// <param name="today">The local day: nobody is born after it.</param>
    public static IReadOnlyList<RosterPerson> Read(ReadOnlySpan<byte> file, string? cell, DateOnly today, RosterFindings findings)
    {
        if (RosterTable.Read(file, RosterColumns.Score, findings) is not { } rows) return [];
        if (RosterColumns.Find(rows, needsCell: cell is null, findings) is not { } columns) return [];

        var reader = new RosterRow(columns, findings, today);
        var people = new List<RosterPerson>();
        var filled = 0;
        foreach (var row in rows.Skip(columns.Heading.Number).Where(row => !row.IsBlank))
        {
            if (IsLastLine(row, columns)) continue;
            filled++;
            if (reader.Read(row, cell) is { } person) people.Add(person);
        }
        if (filled == 0) findings.Problem(null, "Danh sách chưa có ai.");
        CheckTogether(people, findings);
        return people;
    }

    /// <summary>"Tổng cộng: 28", signatures: what stands below a table.</summary>
    private static bool IsLastLine(TableRow row, RosterColumns columns)
    {
        var filled = row.Cells.Where(cell => cell.Length > 0).ToList();
        return filled.Count <= 2 && columns.Of(row, RosterColumn.BirthDate).Length == 0 && columns.Of(row, RosterColumn.Phone).Length == 0
            && VietnameseText.ForMatching(filled[0]) is var first && LastLines.Any(line => first == line || (first.StartsWith(line + " ", StringComparison.Ordinal) && line != "tong" && line != "cong"));
    }

    private static void CheckTogether(List<RosterPerson> people, RosterFindings findings)
    {
        foreach (var cell in people.GroupBy(person => person.FoldedCell))
        {
            var named = people.Select(person => person.FoldedCell).Distinct().Skip(1).Any() ? $"{cell.First().Cell}: " : "";
            foreach (var same in cell.Where(person => person.Number is not null).GroupBy(person => person.Number).Where(group => group.Count() > 1))
                Twice(same, $"{named}STT {same.Key} ghi {same.Count()} lần", findings);
            foreach (var role in new[] { Role.Secretary, Role.DeputySecretary })
                if (cell.Where(person => person.Roles.Contains(role)).ToList() is { Count: > 1 } holders)
                    Twice(holders, $"{named}chức vụ {RoleNames.Of(role)} ghi cho {holders.Count} người", findings);
            if (!cell.Any(person => person.Roles.Contains(Role.Secretary))) findings.Note(null, $"{cell.First().Cell} chưa có bí thư.");
            var official = cell.Count(person => person.Status is Domain.People.MembershipStatus.Official);
            var committee = cell.Count(person => person.Roles.Contains(Role.CellCommitteeMember));
            if (official < 9 && committee > 0) findings.Note(null, $"{cell.First().Cell} có {official} đảng viên chính thức, dưới 9 thì không lập chi ủy.");
            foreach (var same in cell.Where(person => person.BirthDate is null).GroupBy(person => person.FoldedName).Where(group => group.Count() > 1))
                Twice(same, $"{named}{same.First().FullName} có {same.Count()} lần mà không có ngày sinh để phân biệt", findings);
        }

        foreach (var same in people.Where(person => person.BirthDate is not null).GroupBy(person => (person.FoldedName, person.BirthDate)).Where(group => group.Count() > 1))
            Twice(same, $"{same.First().FullName}, cùng ngày sinh, có {same.Count()} lần", findings);
        foreach (var same in people.Where(person => person.Phone is not null).GroupBy(person => person.Phone).Where(group => group.Count() > 1))
            findings.Note(same.Last().Row, $"cùng số điện thoại với dòng {string.Join(", ", same.SkipLast(1).Select(person => person.Row))}.");
    }

    private static void Twice(IEnumerable<RosterPerson> people, string text, RosterFindings findings)
    {
        var rows = people.Select(person => person.Row).ToList();
        findings.Problem(rows[^1], $"{text} (dòng {string.Join(", ", rows)}).");
    }
}
