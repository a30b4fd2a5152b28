using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Moving;

/// <summary>Members who change cells below one body, and cells that become one.</summary>
internal static partial class MovingFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(MoveDialog.Name, MoveDialog.Open)
            {
                Title = "Chuyển sinh hoạt", For = me => me.IsOfficer, Phrases = ["chuyen sinh hoat", "chuyen chi bo", "chuyen dang vien", "/chuyensinhhoat"],
                Match = (folded, _, me) => me.IsOfficer && MoveOf().Match(folded) is { Success: true } found ? Start.Of(MoveDialog.Name, ("name", found.Groups["name"].Value)) : null,
            },
            new(MergeDialog.Name, MergeDialog.Open) { Title = "Sáp nhập chi bộ", For = me => me.IsOfficer, Phrases = ["sap nhap", "sap nhap chi bo", "/sapnhap"] },
        ],
        Outcomes: [Outcome.Of<MemberMoved>(MoveOutcomes.Moved), Outcome.Of<CellsMerged>(MergeOutcomes.Merged)],
        Ticks: []);

    [GeneratedRegex(@"^chuyen (?:sinh hoat|chi bo) (?:cho |cua )?(?<name>[a-z ]{2,60})$")]
    private static partial Regex MoveOf();
}
