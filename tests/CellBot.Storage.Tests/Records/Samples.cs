using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CellBot.Domain.Records;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

internal enum Stage { Draft, Sent }

/// <summary>Belongs to nobody: ids and dates.</summary>
internal sealed record Duty(string Id, string Member, DateOnly? Due = null, DateTimeOffset? SentAt = null) : Record(Id)
{
    public static readonly Index<Duty> ByMember = new("by_member", duty => duty.Member);
    public static readonly Index<Duty> ByDue = new("by_due", duty => duty.Due?.ToString("yyyy-MM-dd"));

    [JsonIgnore]
    public bool IsSent => SentAt is not null;
}

/// <summary>Somebody's words.</summary>
internal sealed record Letter(string Id, string Writer, string Text, Stage Stage = Stage.Draft, IReadOnlyList<string>? Tags = null) : Record(Id), IOwned
{
    public static readonly Index<Letter> ByWriter = new("by_writer", letter => letter.Writer);

    public string KeyOwner => Writer;
}

/// <summary>The same, remembered by the store.</summary>
internal sealed record Chat(string Id, string Writer, string Last) : Record(Id), IOwned
{
    public static readonly Index<Chat> ByWriter = new("by_writer", chat => chat.Writer);

    public string KeyOwner => Writer;
}

internal static class Samples
{
    public static readonly RecordType<Duty> Duties = new("duty", 1, [Duty.ByMember, Duty.ByDue]);
    public static readonly RecordType<Letter> Letters = new("letter", 1, [Letter.ByWriter]);
    public static readonly RecordType<Chat> Chats = new("chat", 1, [Chat.ByWriter], cached: true);

    public static RecordCatalog Catalog(params RecordType[] instead) =>
        new([.. new RecordType[] { Duties, Letters, Chats }.Where(type => !instead.Any(other => other.Name == type.Name)), .. instead]);

    public static RecordType<Letter> LettersOf(int version, Upgrade? upgrade = null) => new("letter", version, [Letter.ByWriter], upgrade: upgrade);

    public static JsonObject Rename(JsonObject document, string from, string to)
    {
        var value = document[from];
        document.Remove(from);
        document[to] = value?.DeepClone();
        return document;
    }
}
