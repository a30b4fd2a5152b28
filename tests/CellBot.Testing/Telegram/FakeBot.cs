namespace CellBot.Testing.Telegram;

/// <summary>One bot on the fake server: its people, chats, waiting updates, files, and what it was caught doing wrong.</summary>
public sealed partial class FakeBot
{
    private readonly Dictionary<long, FakeUser> users = [];
    private readonly Dictionary<long, FakeChat> chats = [];
    private readonly Dictionary<string, FakeFile> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FakeUser By, DateTimeOffset ExpiresAt)> callbacks = new(StringComparer.Ordinal);
    private readonly List<string> violations = [];
    private readonly List<string> refusals = [];
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scope, string Language), IReadOnlyList<(string Command, string Description)>> menus = [];
    private readonly FakeBotApiOptions options;
    private int lastMessageId;
    private int lastUpdateId = 100_000_000;
    private long lastCallbackId = 4_000_000_000_000_000_000;
    private int lastAlbumId;

    internal FakeBot(long id, string username, FakeBotApiOptions options)
    {
        (Id, Username, this.options) = (id, username, options);
        Token = $"{id}:AAFakeTokenForTests_{username}";
    }

    public long Id { get; }

    public string Token { get; }

    /// <summary>Without the @.</summary>
    public string Username { get; }

    public string Name => "CellBot";

    public FaultPlan Faults { get; } = new();

    public RateLimits Limits { get; } = new();

    public bool RecordTranscripts => options.RecordTranscripts;

    /// <summary>
    /// Called for every accepted message of the bot, after it is stored and before the answer leaves, without the lock: a virtual person may answer at once.
    /// The user is null in a group.
    /// </summary>
    public event Action<FakeUser?, FakeMessage>? Received;

    /// <summary>Called with the method's name when a request has arrived, before anything is done with it; without the lock.</summary>
    public event Action<string>? Called;

    /// <summary>The bot does not exist any more: every call is a 401.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Servers before Bot API 9.5 refuse a message with one.</summary>
    public bool KnowsDateEntities { get; set; } = true;

    internal Lock Gate { get; } = new();

    internal UpdateQueue Queue { get; } = new();

    internal DateTimeOffset Now => options.Clock.GetUtcNow();

    /// <summary>Requests that break the specification, as "method: field: reason". A test asserts that there are none.</summary>
    public IReadOnlyList<string> Violations => Copy(violations);

    /// <summary>Well-formed requests that were refused for what they asked, as "method: 400 reason".</summary>
    public IReadOnlyList<string> Refusals => Copy(refusals);

    /// <summary>Updates that wait, delivered but not acknowledged ones included.</summary>
    public int PendingCount => Locked(() => Queue.Count);

    /// <summary>Menus as set, by scope (<c>default</c>, <c>all_private_chats</c>, <c>chat/ID</c> …) and language (empty for all).</summary>
    public IReadOnlyDictionary<(string Scope, string Language), IReadOnlyList<(string Command, string Description)>> Menus =>
        Locked(() => new Dictionary<(string, string), IReadOnlyList<(string, string)>>(menus));

    public IReadOnlyList<FakeUser> Users => Locked(() => (IReadOnlyList<FakeUser>)[.. users.Values]);

    /// <summary>How often a method was called, refused and failing calls included.</summary>
    public int CallsOf(string method) => Locked(() => calls.GetValueOrDefault(method));

    /// <summary>A person who has never written to the bot.</summary>
    public FakeUser NewUser(string name, long? id = null) => Locked(() =>
    {
        var user = new FakeUser(this, id ?? 7_000_000_000 + users.Count, name);
        users.Add(user.Id, user);
        chats.Add(user.Id, user.Chat);
        return user;
    });

    public FakeUser User(long id) => Locked(() => users[id]);

    /// <summary>A group that somebody added the bot to, which the bot is told.</summary>
    public FakeChat NewGroup(string title, FakeUser addedBy) => Locked(() =>
    {
        var group = new FakeChat(this, -4_000_000 - chats.Count, "group", title) { IsOpen = true };
        chats.Add(group.Id, group);
        EnqueueMembership(group, addedBy, "left", "member");
        return group;
    });

    /// <summary>The group becomes a supergroup: sends to the old id are refused with the new one.</summary>
    public FakeChat Migrate(FakeChat group) => Locked(() =>
    {
        var successor = new FakeChat(this, -1_000_000_000_000 + group.Id, "supergroup", group.Title) { IsOpen = true };
        chats.Add(successor.Id, successor);
        group.MigratedTo = successor.Id;
        return successor;
    });

    /// <summary>Throws away what waits.</summary>
    public void DropPending() => Locked(() =>
    {
        Queue.Clear();
        return 0;
    });

    /// <summary>Waits until every update was acknowledged (real time, 10 s when null).</summary>
    public async Task WaitUntilRead(TimeSpan? timeout = null)
    {
        using var patience = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            Task acknowledged;
            lock (Gate)
            {
                if (Queue.Count == 0)
                    return;
                acknowledged = this.acknowledged.Task;
            }

            await acknowledged.WaitAsync(patience.Token);
        }
    }

    /// <summary>The bytes of a file that the bot or a person sent.</summary>
    public ReadOnlyMemory<byte> BytesOf(FakeMessage message) => message.File?.Bytes ?? throw new InvalidOperationException("The message has no file");

    internal void CountCall(string method)
    {
        lock (Gate)
            calls[method] = calls.GetValueOrDefault(method) + 1;
        Called?.Invoke(method);
    }

    internal void NoteSend(FakeCall call)
    {
        lock (Gate)
            Limits.NoteCall(call.Number("chat_id"), Now);
    }

    internal void NoteViolation(string violation)
    {
        lock (Gate)
            violations.Add(violation);
    }

    internal void NoteRefusal(string refusal)
    {
        lock (Gate)
            refusals.Add(refusal);
    }

    internal FakeFile? FileAt(string path) => Locked(() => files.Values.FirstOrDefault(file => file.Path == path));

    private FakeFile Store(string name, string mimeType, ReadOnlyMemory<byte> bytes, bool isPhoto)
    {
        var number = files.Count + 1;
        var path = isPhoto ? $"photos/file_{number}.jpg" : $"documents/file_{number}{Path.GetExtension(name)}";
        var file = new FakeFile($"BQACAgUAAxkB{number:D8}", path, name, mimeType, bytes);
        files.Add(file.Id, file);
        return file;
    }

    private IReadOnlyList<T> Copy<T>(List<T> list) => Locked(() => (IReadOnlyList<T>)[.. list]);

    private T Locked<T>(Func<T> read)
    {
        lock (Gate)
            return read();
    }
}
