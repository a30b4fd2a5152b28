using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>Reads one row of a roster, naming everything in it that cannot be so.</summary>
internal sealed partial class RosterRow(RosterColumns columns, RosterFindings findings, DateOnly today)
{
    private const int LongestName = 80;
    private const int LongestNote = 500;

    /// <param name="cell">The cell of a single-cell roster; null: from the column.</param>
    /// <returns>Null without a name. What had a problem is left out of the person, so that rows can still be compared with one another.</returns>
    public RosterPerson? Read(TableRow row, string? cell)
    {
        RefuseFormulas(row);
        var name = Name(row);
        var unit = Cell(row, cell);
        var birth = Date(row, RosterColumn.BirthDate, "ngày sinh", today.AddYears(-16));
        var admitted = Date(row, RosterColumn.AdmittedOn, "ngày vào Đảng", today);
        var official = Date(row, RosterColumn.OfficialOn, "ngày chính thức", today.AddYears(1));
        var note = Text(row, RosterColumn.Note);
        if (note.Length > LongestNote) Problem(row, $"ghi chú dài {note.Length} chữ, nhiều nhất {LongestNote}.");
        if (birth is { } born && admitted is { } joined && joined < born.AddYears(18)) Problem(row, $"ngày vào Đảng {Show(joined)} khi chưa đủ 18 tuổi (sinh {Show(born)}).");
        // Model section 2: OfficialOn ≥ AdmittedOn + 12 months.
        if (admitted is { } from && official is { } confirmed && confirmed < from.AddMonths(12)) Problem(row, $"ngày chính thức {Show(confirmed)} phải sau ngày vào Đảng {Show(from)} ít nhất 12 tháng.");

        var (roles, above, kind) = Roles(row, ofBody: cell is null);
        var folded = VietnameseText.ForMatching(note);
        var role = VietnameseText.ForMatching(Text(row, RosterColumn.Role));
        var probationary = DuBi().IsMatch(folded) || role is "dang vien du bi" or "dvdb";
        if (probationary && official is { } since && since <= today) findings.Note(row.Number, $"ghi “dự bị” nhưng đã có ngày chính thức {Show(since)}; ghi nhận là đảng viên dự bị.");
        var person = new RosterPerson(row.Number, Number(row), unit, name)
        {
            Sex = SexOf(row), BirthDate = birth, Phone = Phone(row), Roles = roles, BodyRoles = above, Kind = kind, AdmittedOn = admitted, OfficialOn = official, Note = note.Length == 0 ? null : note,
            Status = kind is not ParticipantKind.PartyMember ? null : probationary ? MembershipStatus.Probationary : MembershipStatus.Official,
            Exemption = Exemption(row, note, folded), TellsRole = columns.Has(RosterColumn.Role), TellsNote = columns.Has(RosterColumn.Note),
        };
        return name.Length == 0 ? null : person;
    }

    private string Text(TableRow row, RosterColumn column) => columns.Of(row, column) is var cell && cell is "-" or "–" or "—" or "." or "..." or "…" or "x" ? "" : cell;

    private void Problem(TableRow row, string text) => findings.Problem(row.Number, text);

    /// <summary>What a spreadsheet would run when someone opens an export is refused wherever it stands; a phone number may begin with +.</summary>
    private void RefuseFormulas(TableRow row)
    {
        for (var place = 0; place < row.Cells.Count; place++)
            if (row.Cells[place] is { Length: > 1 } cell && cell[0] is '=' or '+' or '-' or '@' && !PlainNumber().IsMatch(cell))
                Problem(row, $"ô ở cột {place + 1} bắt đầu bằng “{cell[0]}”, bảng tính sẽ hiểu là công thức. Xin bỏ dấu này.");
    }

    private string Name(TableRow row)
    {
        var name = columns.Has(RosterColumn.FamilyName)
            ? $"{(Text(row, RosterColumn.FamilyName) is { Length: > 0 } family ? family : Text(row, RosterColumn.FullName))} {Text(row, RosterColumn.GivenName)}".Trim()
            : Text(row, columns.Has(RosterColumn.FullName) ? RosterColumn.FullName : RosterColumn.GivenName);
        if (name.Length == 0) Problem(row, "thiếu họ và tên.");
        else if (name.Length > LongestName) Problem(row, $"họ và tên dài {name.Length} chữ, nhiều nhất {LongestName}: “{name[..30]}…”.");
        else if (name.Contains('?') || name.Contains('\uFFFD')) Problem(row, $"họ và tên “{name}” có chữ bị hỏng. Xin lưu lại tệp dạng “CSV UTF-8”.");
        else if (!OnlyName().IsMatch(name)) Problem(row, $"họ và tên “{name}” có ký tự không phải là chữ.");
        return name.Any(char.IsLetter) && !name.Any(char.IsLower) ? CultureInfo.GetCultureInfo("vi-VN").TextInfo.ToTitleCase(name.ToLowerInvariant()) : name;
    }

    private string Cell(TableRow row, string? cell)
    {
        var written = Text(row, RosterColumn.Cell);
        if (cell is null && written.Length == 0) Problem(row, "thiếu tên chi bộ.");
        else if (cell is null && written.Length > 120) Problem(row, $"tên chi bộ dài {written.Length} chữ, nhiều nhất 120.");
        else if (cell is not null && written.Length > 0 && BareCell(written) != BareCell(cell)) Problem(row, $"ghi “{written}”, không phải “{cell}”. Danh sách của nhiều chi bộ thì nhập với --body.");
        return cell ?? written;
    }

    private static string BareCell(string name) => VietnameseText.ForMatching(name) is var folded && folded.StartsWith("chi bo ", StringComparison.Ordinal) ? folded[7..] : folded;

    /// <summary>An STT that is none is no problem: the person gets the next free number.</summary>
    private int? Number(TableRow row) =>
        int.TryParse(Text(row, RosterColumn.Number).TrimEnd('.', ' '), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000 ? number : null;

    private Sex? SexOf(TableRow row)
    {
        var text = Text(row, RosterColumn.Sex);
        switch (VietnameseText.ForMatching(text))
        {
            case "": return null;
            case "nam" or "m" or "male" or "trai" or "ong": return Domain.People.Sex.Male;
            case "nu" or "f" or "female" or "gai" or "ba": return Domain.People.Sex.Female;
            default:
                Problem(row, $"giới tính “{text}” không đọc được, xin ghi Nam hoặc Nữ.");
                return null;
        }
    }

    private DateOnly? Date(TableRow row, RosterColumn column, string what, DateOnly latest)
    {
        var text = Text(row, column);
        var (kind, date) = RosterDates.Read(text, latest);
        switch (kind)
        {
            case RosterDates.Kind.YearOnly:
                findings.Note(row.Number, $"{what} “{text}” chưa đủ ngày, tháng, nên chưa được ghi.");
                return null;
            case RosterDates.Kind.Impossible:
                Problem(row, $"{what} “{text}” không có trong lịch (ngày/tháng/năm).");
                return null;
            case RosterDates.Kind.Unreadable:
                Problem(row, $"{what} “{text}” không đọc được, ví dụ: 07/12/1994.");
                return null;
            case RosterDates.Kind.Date when date > (column is RosterColumn.OfficialOn ? latest : today):
                Problem(row, $"{what} {Show(date)} ở tương lai.");
                return null;
            case RosterDates.Kind.Date when date.Year < 1900:
                Problem(row, $"{what} {Show(date)} quá xa.");
                return null;
            default: return kind is RosterDates.Kind.Date ? date : null;
        }
    }

    private string? Phone(TableRow row)
    {
        var text = Text(row, RosterColumn.Phone);
        if (text.Length == 0) return null;
        var numbers = text.Split([';', '/', ',', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (numbers.Length > 0 && !text.Any(char.IsLetter) && PhoneNumber.TryRead(numbers[0], out var phone))
        {
            if (numbers.Length > 1) findings.Note(row.Number, $"có {numbers.Length} số điện thoại, dùng số đầu tiên {phone.Shown}.");
            return phone.E164;
        }
        Problem(row, $"số điện thoại “{text}” không đọc được, ví dụ: 0912 345 678.");
        return null;
    }

    /// <param name="ofBody">The roster is of a body with its cells: offices in the body are meant.</param>
    private (IReadOnlyList<Role> Roles, IReadOnlyList<Role> Above, ParticipantKind Kind) Roles(TableRow row, bool ofBody)
    {
        var inBody = new List<Role>();
        var roles = new List<Role>();
        var kind = ParticipantKind.PartyMember;
        foreach (var part in RoleSeparators().Split(Text(row, RosterColumn.Role)).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            if (RoleNames.Read(part) is { } role && !roles.Contains(role)) roles.Add(role);
            else if (RoleNames.Read(part) is { } twice) findings.Note(row.Number, $"ghi chức vụ {RoleNames.Of(twice)} hai lần.");
            else if (RoleNames.Kind(part) is { } other) kind = other;
            else if (RoleNames.Near(part) is { } near) Problem(row, $"chức vụ “{part}” không rõ. Có phải {RoleNames.Of(near)}?");
            else findings.Note(row.Number, $"chức vụ “{part}” không phải chức vụ trong chi bộ, ghi nhận là đảng viên.");
        }
        foreach (var above in roles.Where(role => role is Role.CommitteeMember or Role.CommitteeSecretary or Role.SystemAdmin).ToList())
        {
            roles.Remove(above);
            if (ofBody && above is not Role.SystemAdmin) inBody.Add(above);
            else findings.Note(row.Number, $"chức vụ {RoleNames.Of(above)} không thuộc chi bộ; giao bằng lệnh officer add.");
        }
        roles.Sort();
        return (roles, inBody, kind);
    }

    private RosterExemption? Exemption(TableRow row, string note, string folded)
    {
        if (!folded.Contains("mien sinh hoat") && !folded.Contains("mien sh") && !folded.Contains("tam mien")) return null;
        if (!folded.Contains("tam mien")) return new RosterExemption(null);
        var (kind, last) = Until().Match(note) is { Success: true } until ? RosterDates.Read(until.Groups[1].Value, today.AddYears(2)) : default;
        if (kind is RosterDates.Kind.Date && last >= today && last <= today.AddMonths(12)) return new RosterExemption(last.AddDays(1));
        if (kind is RosterDates.Kind.Date && last < today) findings.Note(row.Number, $"thời hạn tạm miễn sinh hoạt đã hết ngày {Show(last)}.");
        else Problem(row, "tạm miễn sinh hoạt cần ngày kết thúc trong vòng 12 tháng, ví dụ: tạm miễn đến 31/12/2026.".Replace("2026", today.Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return null;
    }

    private static string Show(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[+\-]?[\d .\-()]+$")]
    private static partial Regex PlainNumber();

    // Letters of any people of the country (H'Hen Niê, K’Brể), with spaces, apostrophes, hyphens and a number in brackets that tells two of one name apart.
    [GeneratedRegex(@"^[\p{L}\p{M}][\p{L}\p{M} '’\-.]*(?:\s?\((?:[\p{L}\p{M} ]+|\d)\))?$")]
    private static partial Regex OnlyName();

    [GeneratedRegex(@"[,;/+&]|\s+-\s+|\bkiêm\b|\bvà\b", RegexOptions.IgnoreCase)]
    private static partial Regex RoleSeparators();

    [GeneratedRegex(@"đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4})", RegexOptions.IgnoreCase)]
    private static partial Regex Until();

    [GeneratedRegex(@"\bdu bi\b|\bdvdb\b")]
    private static partial Regex DuBi();
}
