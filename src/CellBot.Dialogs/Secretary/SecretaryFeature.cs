using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Secretary;

/// <summary>What a secretary hears and does about the duties of one person.</summary>
internal static class SecretaryFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(OneEscalation.Name, async opening => new OneEscalation(await DutyView.Load(opening))),
        ],
        Outcomes: [],
        Ticks: [])
    {
        Stages = [EscalationWriter.Stages],
    };
}
