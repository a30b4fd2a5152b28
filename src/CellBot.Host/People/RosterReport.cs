using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>What an import came to, for the secretary.</summary>
/// <param name="Plan">Null: nothing was imported, the findings say why.</param>
internal sealed record RosterReport(RosterOrder Order, RosterPlan? Plan, RosterFindings Findings)
{
    public bool IsImported => Plan is not null;

    /// <summary>Problems (or counts), then what is worth knowing, a line each; Vietnamese.</summary>
    public IEnumerable<string> Lines()
    {
        if (Plan is null)
        {
            yield return $"Chưa nhập danh sách, có {Findings.Problems.Count} chỗ cần sửa:";
            foreach (var problem in Findings.Problems) yield return $"- {problem}";
        }
        else
        {
            var (added, changed, unchanged) = (Plan.Count(RosterChangeKind.Added), Plan.Count(RosterChangeKind.Changed), Plan.Count(RosterChangeKind.Unchanged));
            var where = Order.IsBody ? $"{Order.UnitName}, {Plan.CellIds.Count} chi bộ" : Order.UnitName;
            yield return added + changed + Plan.Count(RosterChangeKind.Retired) == 0
                ? $"{where}: danh sách không có gì thay đổi ({unchanged} người)."
                : $"{where}: thêm {added}, sửa {changed}, giữ nguyên {unchanged}.";
            foreach (var line in Gone(RosterChangeKind.Retired, "Đã đưa ra khỏi danh sách")) yield return line;
            foreach (var line in Gone(RosterChangeKind.Missing, "Không có trong tệp, vẫn giữ (đưa ra bằng --retire)")) yield return line;
        }

        if (Findings.Notes.Count > 0) yield return "Lưu ý:";
        foreach (var note in Findings.Notes) yield return $"- {note}";
    }

    private IEnumerable<string> Gone(RosterChangeKind kind, string title)
    {
        var names = Plan!.Changes.Where(change => change.Kind == kind).Select(change => change.FullName).Order(PersonName.Order).ToList();
        if (names.Count > 0) yield return $"{title} {names.Count} người: {string.Join(", ", names)}.";
    }
}
