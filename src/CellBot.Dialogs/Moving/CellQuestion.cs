using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Moving;

/// <summary>Which cell is meant: by number, or by a part of its name, since a body has dozens.</summary>
internal static class CellQuestion
{
    public static Question<string> Of(Voice voice, string key, string about, IReadOnlyList<MoveCell> cells)
    {
        var question = Questions.Choice(key, voice.Screen("pick.person", [], Pick.Many(cells.Select(cell => new Choice(cell.Unit.Id, cell.Unit.Name)))).After(about));
        return question with
        {
            Read = input =>
            {
                if (!input.IsText(out var text)) return question.Read(input);
                var typed = VietnameseText.ForMatching(text);
                var named = cells.Where(cell => $" {VietnameseText.ForMatching(cell.Unit.Name)} ".Contains($" {typed} ", StringComparison.Ordinal)).ToArray();
                return named switch
                {
                    [var one] => new Accepted<string>(one.Unit.Id, one.Unit.Id),
                    { Length: > 1 } => new Offer<string>(voice.Screen("move.whichCell", [("Typed", text)], Pick.Many(named.Select(cell => new Choice(cell.Unit.Id, cell.Unit.Name))))),
                    _ => new Refused<string>(null),
                };
            },
        };
    }
}
