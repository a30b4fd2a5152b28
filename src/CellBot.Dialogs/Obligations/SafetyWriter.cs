using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

/// <summary>What the assistant never asks for: said once, on the morning after joining, before anything else of that day.</summary>
internal static class SafetyWriter
{
    public static StageWriter Stages { get; } = new([Stage.Safety], run =>
        ValueTask.FromResult<StageVerdict>(new StageVerdict.Say(run.Voice.Say("safety.neverAsk"), "", null, Merges: false)));
}
