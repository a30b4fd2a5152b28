namespace CellBot.Storage.Engines;

/// <summary>Wakes the other processes on the same data. A ring can get lost with its connection: whoever listens also looks by itself.</summary>
public interface IStoreBell
{
    /// <summary>Soon after this, <see cref="Rung"/> is raised in every process on the data, this one included. Many rings together are heard as one.</summary>
    void Ring();

    /// <summary>Somebody rang, or rings may have been missed. The handler must be quick and must not throw.</summary>
    event Action? Rung;
}
