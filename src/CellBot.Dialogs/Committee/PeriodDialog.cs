using System.Text.RegularExpressions;
using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Committee;

/// <summary>"số liệu quý IV", "tổng hợp năm 2026": figures of a period, of the own cell or of everything below the body.</summary>
/// <param name="rollup">null: not for this person.</param>
internal sealed partial class PeriodDialog(PeriodRollup? rollup) : IDialog
{
    public const string Name = "committee.period";
    private const int MostLines = 20;

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        chat.Say(rollup switch
        {
            null => voice.Say("error.noPermission"),
            { Campaigns.Count: 0 } => voice.Say("committee.periodNone", ("Node", rollup.Node.Name), ("Period", rollup.Period.Title)),
            _ => voice.Say("committee.period", ("Node", rollup.Node.Name), ("Period", rollup.Period.Title), ("Time", $"{chat.Now:HH\\:mm}"), ("Date", $"{chat.Now:dd/MM/yyyy}"), ("List", string.Join('\n', Lines(rollup)))),
        });
        return Task.CompletedTask;
    }

    /// <summary>Every campaign with its figure; of more than twenty only the sums.</summary>
    private static IEnumerable<string> Lines(PeriodRollup rollup)
    {
        if (rollup.Campaigns.Count <= MostLines)
            foreach (var one in rollup.Campaigns)
                yield return $"– {ProgressDialog.Title(one.Campaign)}{Where(rollup, one)}: {CellsDialog.Figure(one.Cells)}";
        foreach (var (kind, words) in new[] { (ObligationKind.Pledge, "đăng ký"), (ObligationKind.Reflection, "thu hoạch") })
            if (rollup.Sum(kind) is { Campaigns: > 0, Eligible: > 0 } sum)
                yield return $"Cộng {sum.Campaigns} đợt {words}: {Figures.Number(sum.Done)}/{Figures.Number(sum.Eligible)} ({Figures.Percent(sum.Done, sum.Eligible)}), đúng hạn {Figures.Number(sum.OnTime)} ({Figures.Percent(sum.OnTime, sum.Eligible)})";
    }

    private static string Where(PeriodRollup rollup, Rollup one) => one.Node.Id == rollup.Node.Id ? "" : $", {one.Node.Name}";

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        var node = me.Bodies.Count > 0 ? me.Bodies[0] : me is { LeadsCell: true, Cell: { } cell } ? cell.Id : null;
        return new PeriodDialog(node is null || Read(opening.Arg("typed"), opening.Today) is not { } period ? null : await PeriodRollup.Load(opening.Reader, node, period, opening.Now));
    }

    public static Start? Asks(string folded, string text, Me me) => (me.IsOfficer || me.LeadsCell) && Asked().IsMatch(folded) ? Start.Of(Name, ("typed", folded)) : null;

    /// <summary>Without a year: the last such period that has begun.</summary>
    internal static Period? Read(string folded, DateOnly today)
    {
        if (Asked().Match(folded) is not { Success: true } found) return null;
        var year = found.Groups["year"] is { Success: true, Value: var typed } ? int.Parse(typed) : (int?)null;
        if (found.Groups["quarter"] is { Success: true, Value: var quarter })
        {
            var n = quarter switch { "1" or "i" => 1, "2" or "ii" => 2, "3" or "iii" => 3, _ => 4 };
            return Period.Quarter(year ?? (n * 3 - 2 > today.Month ? today.Year - 1 : today.Year), n);
        }
        if (found.Groups["month"] is { Success: true, Value: var month })
            return int.Parse(month) is var m and >= 1 and <= 12 ? Period.Month(year ?? (m > today.Month ? today.Year - 1 : today.Year), m) : null;
        return Period.Year(year ?? (found.Groups["last"].Success ? today.Year - 1 : today.Year));
    }

    [GeneratedRegex(@"^(?:so lieu|tong hop|tinh hinh|ket qua) (?:(?:ca )?nam(?: (?:nay|(?<last>truoc|ngoai)))?|quy (?<quarter>[1-4]|iv|iii|ii|i)|thang (?<month>\d{1,2}))(?: nam)?(?: (?<year>20\d\d))?$")]
    private static partial Regex Asked();
}
