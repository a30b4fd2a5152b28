using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>What an import came to, or would come to, for the secretary.</summary>
/// <param name="Plan">Null: nothing was imported, the findings say why.</param>
internal sealed record RosterReport(RosterOrder Order, RosterPlan? Plan, RosterFindings Findings)
{
    /// <summary>Nothing is wrong with it: it was imported or, of a dry run, could be.</summary>
    public bool IsImported => Plan is not null;

    /// <summary>Problems (or counts), then what is worth knowing, a line each; Vietnamese. A dry run names everybody whom the import would change.</summary>
    public IEnumerable<string> Lines()
    {
        if (Plan is null)
        {
            yield return $"Chưa nhập danh sách, có {Findings.Problems.Count} chỗ cần sửa:";
            foreach (var problem in Findings.Problems) yield return $"- {problem}";
        }
        else
        {
            if (Order.DryRun) yield return "Chạy thử, chưa ghi gì.";
            yield return Counts(Plan);
            foreach (var line in Order.DryRun ? Details(Plan) : Moves(Plan)) yield return line;
            foreach (var line in Gone(Plan, RosterChangeKind.Retired, Order.DryRun ? "Sẽ đưa ra khỏi danh sách" : "Đã đưa ra khỏi danh sách")) yield return line;
            foreach (var line in Gone(Plan, RosterChangeKind.Missing, "Không có trong tệp, vẫn giữ (đưa ra bằng --retire)")) yield return line;
        }

        RosterProblem[] notes = [.. Findings.Notes, .. Plan?.Notes ?? []];
        if (notes.Length > 0) yield return "Lưu ý:";
        foreach (var note in notes) yield return $"- {note}";
    }

    private string Counts(RosterPlan plan)
    {
        var (added, changed, moved, unchanged) = (plan.Count(RosterChangeKind.Added), plan.Count(RosterChangeKind.Changed), plan.Count(RosterChangeKind.Moved), plan.Count(RosterChangeKind.Unchanged));
        var where = Order.IsBody ? $"{Order.UnitName}, {plan.CellIds.Count} chi bộ" : Order.UnitName;
        return added + changed + moved + plan.Count(RosterChangeKind.Retired) == 0
            ? $"{where}: danh sách không có gì thay đổi ({unchanged} người)."
            : $"{where}: thêm {added}, sửa {changed}, {(moved > 0 ? $"chuyển {moved}, " : "")}giữ nguyên {unchanged}.";
    }

    private static IEnumerable<string> Details(RosterPlan plan)
    {
        foreach (var unit in plan.Units) yield return $"Đơn vị mới: {unit.Name}.";
        foreach (var cell in plan.Changes.Where(change => change.Kind is RosterChangeKind.Added).GroupBy(change => change.Unit))
            yield return $"Thêm vào {cell.Key} {cell.Count()} người: {string.Join(", ", cell.Select(change => change.FullName).Order(PersonName.Order))}.";
        foreach (var change in plan.Changes.Where(change => change.Kind is RosterChangeKind.Changed))
            yield return $"Sửa {change.FullName} ({change.Unit}): {string.Join("; ", change.Differences)}.";
        foreach (var line in Moves(plan)) yield return line;
    }

    private static IEnumerable<string> Moves(RosterPlan plan) => plan.Changes.Where(change => change.Kind is RosterChangeKind.Moved)
        .Select(change => $"Chuyển {change.FullName} từ {change.FromUnit} đến {change.Unit}{string.Concat(change.Differences.Select(difference => "; " + difference))}.");

    private static IEnumerable<string> Gone(RosterPlan plan, RosterChangeKind kind, string title)
    {
        var names = plan.Changes.Where(change => change.Kind == kind).Select(change => change.FullName).Order(PersonName.Order).ToList();
        if (names.Count > 0) yield return $"{title} {names.Count} người: {string.Join(", ", names)}.";
    }
}
