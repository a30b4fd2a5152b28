using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Routing;

/// <summary>Decides what one update means and gathers everything that follows from it on the desk: the mark that it was seen, the conversation, documents, messages.</summary>
/// <param name="guide">Null: every channel can do everything.</param>
public sealed class Router(DialogCatalog catalog, Phrasebook words, IChannelGuide? guide = null)
{
    /// <summary>Takes one update. Pure but for what it reads: run again on the same stored state it decides the same. The caller commits the desk.</summary>
    public ValueTask<TurnReport> Take(Incoming update, IDesk desk) => new TurnRun(catalog, words, guide ?? IChannelGuide.Able, update, desk).Run();
}
