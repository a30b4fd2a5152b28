using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Committee;

/// <summary>The desk of a body above the cells: numbers of all of them, and one word to those that are missing.</summary>
internal static partial class CommitteeFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(ProgressDialog.Name, Progress) { Title = "Số liệu các chi bộ", Digression = true, For = me => me.IsOfficer, Match = Asks, Phrases = ["tien do", "tien do cac chi bo", "chi bo nao chua nop", "chi bo nao con thieu", "con chi bo nao"] },
            new(CellsDialog.Name, async opening => new CellsDialog(await CommitteeView.Load(opening), int.TryParse(opening.ArgOrNull("page"), out var page) ? page : 0)) { For = me => me.IsOfficer },
            new(PeriodDialog.Name, PeriodDialog.Open) { Title = "Số liệu trong kỳ", Digression = true, For = me => me.IsOfficer || me.LeadsCell, Match = PeriodDialog.Asks },
            new(AskCells.Name, AskCells.Open) { For = me => me.IsOfficer },
            new(CellReply.Name, CellReply.Open) { Title = "Trả lời đảng ủy", For = me => me.LeadsCell },
            new(ThankCells.Name, ThankCells.Open) { For = me => me.IsOfficer },
            new(CellMeetingsDialog.Name, CellMeetingsDialog.Open)
            {
                Title = "Sinh hoạt các chi bộ", Digression = true, For = me => me.IsOfficer,
                Phrases = ["sinh hoat cac chi bo", "lich hop cac chi bo", "lich sinh hoat cac chi bo", "chi bo nao chua hop", "chi bo nao chua sinh hoat", "sinh hoat thang nay"],
            },
        ],
        Outcomes: [Outcome.Of<CellsAsked>(AskCells.Asked), Outcome.Of<CellAnswered>(CellReply.Answered), Outcome.Of<CellsThanked>(ThankCells.Thanked)],
        Ticks: [])
    {
        Stages = [NoticeCopy.Stages],
    };

    private static async ValueTask<IDialog> Progress(Opening opening)
    {
        if (opening.ArgOrNull("campaign") is not null) return new ProgressDialog(await CommitteeView.Load(opening) is { } one ? [one] : [], opening.Mid);
        var kind = Enum.TryParse<ObligationKind>(opening.ArgOrNull("kind"), out var asked) ? asked : (ObligationKind?)null;
        return new ProgressDialog(await CommitteeView.Current(opening, kind), opening.Mid);
    }

    /// <summary>"thu hoạch" alone: an officer asks for figures; "nộp thu hoạch" hands in the own paper, as for anyone.</summary>
    private static Start? Asks(string folded, string text, Me me) =>
        !me.IsOfficer ? null
        : Study().IsMatch(folded) ? Start.Of(ProgressDialog.Name, ("kind", $"{ObligationKind.Reflection}"))
        : Pledge().IsMatch(folded) ? Start.Of(ProgressDialog.Name, ("kind", $"{ObligationKind.Pledge}"))
        : null;

    [GeneratedRegex(@"^(?:tien do |tinh hinh |so lieu )?thu hoach(?: cac chi bo| toan dang bo)?$")]
    private static partial Regex Study();

    [GeneratedRegex(@"^(?:tien do|tinh hinh|so lieu) (?:dang ky|cam ket)(?: cac chi bo| toan dang bo)?$|^dang ky (?:cac chi bo|toan dang bo)$")]
    private static partial Regex Pledge();
}
