namespace CellBot.Storage.Engines;

/// <summary>Tells the other processes on the same data one word. It can get lost with a connection: whoever must know also looks by itself.</summary>
public interface IStoreBell
{
    /// <summary>Soon after this, <see cref="Rung"/> is raised in every process on the data, this one included. The same word many times may be heard once.</summary>
    /// <param name="word">Short; at most 1,000 bytes. To tell it with a commit, use <see cref="WriteSet.Word"/>.</param>
    void Ring(string word);

    /// <summary>The word that was rung; null: some may have been missed. The handler must be quick and must not throw.</summary>
    event Action<string?>? Rung;
}
