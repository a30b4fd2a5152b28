using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Exempting;

/// <summary>Who need not come, or hand in, for good or for some time.</summary>
internal static partial class ExemptFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(ExemptDialog.Name, ExemptDialog.Open)
            {
                Title = "Miễn sinh hoạt", For = me => me.LeadsCell, Phrases = ["mien sinh hoat", "tam mien sinh hoat", "tam mien", "thoi mien sinh hoat", "/miensinhhoat"],
                Match = (folded, _, me) => me.LeadsCell && ExemptOf().Match(folded) is { Success: true } found ? Start.Of(ExemptDialog.Name, ("name", found.Groups["name"].Value)) : null,
            },
        ],
        Outcomes: [Outcome.Of<MemberExempted>(ExemptOutcomes.Begin), Outcome.Of<ExemptionEnded>(ExemptOutcomes.End)],
        Ticks: []);

    [GeneratedRegex(@"^(?:thoi |tam )?mien sinh hoat (?:cho )?(?<name>[a-z ]{2,60})$")]
    private static partial Regex ExemptOf();
}
