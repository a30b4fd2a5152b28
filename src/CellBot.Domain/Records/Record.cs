namespace CellBot.Domain.Records;

/// <summary>Something CellBot remembers: immutable, found by <see cref="Id"/>, stored as one JSON document.</summary>
/// <param name="Id">Derived where uniqueness matters ("campaign/member"); at most 200 ASCII characters, parts separated by "/".</param>
public abstract record Record(string Id);

/// <summary>A record whose words are encrypted with the data key of one person (or of one unlinked chat), so that erasing the key erases them.</summary>
public interface IOwned
{
    /// <summary>The participant's id; "chat/…" for a chat nobody is linked to yet.</summary>
    string KeyOwner { get; }
}
