using CellBot.Dialogs.Engine;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys;

/// <summary>
/// A golden conversation with what it finds when it begins, what its transcript leaves out, and what comes about meanwhile: the same for the dialogs alone and for a whole host
/// behind a channel.
/// </summary>
public abstract class JourneyScene(JourneyScript script)
{
    public JourneyScript Script => script;

    /// <summary>Local (+07:00).</summary>
    public abstract DateTimeOffset Begin { get; }

    /// <summary>Everyone who has a chat and has agreed when it begins.</summary>
    public virtual IReadOnlyList<string> Linked => TownCell.Names;

    /// <summary>Everyone who ever has one.</summary>
    public IEnumerable<string> People => Linked.Union(script.Blocks.Where(block => block.Note is null).Select(block => block.Who));

    public virtual string PersonOf(string name) => TownCell.PersonOf(name);

    /// <summary>What was decided before.</summary>
    /// <param name="accountOf">The account of a person, by name.</param>
    public abstract ValueTask Seed(Effects effects, Func<string, string> accountOf);

    /// <summary>Word for word to its end.</summary>
    /// <param name="buttons">Numbers are pressed where there are buttons; else everything is typed.</param>
    public async Task Play(IJourneyStage stage, bool buttons)
    {
        var player = new JourneyPlayer(stage, buttons) { MayBeUnshown = MayBeUnshown };
        await Prepare(stage);
        player.StartHere(People);
        foreach (var (block, act) in Meanwhile(stage))
            player.Before[block] = act;
        await player.Play(script);
    }

    /// <summary>What people did before the first line.</summary>
    protected virtual Task Prepare(IJourneyStage stage) => Task.CompletedTask;

    /// <summary>What happens before the block with this index.</summary>
    protected virtual IEnumerable<(int Block, Func<Task> Act)> Meanwhile(IJourneyStage stage) => [];

    /// <summary>Messages that may come although the transcript does not show them.</summary>
    protected virtual bool MayBeUnshown(string text) => false;
}
