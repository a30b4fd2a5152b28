namespace CellBot.Testing.Telegram;

/// <summary>A private chat or a group, with everything that was said in it. Guarded by the lock of its bot.</summary>
public sealed class FakeChat(FakeBot bot, long id, string type, string title)
{
    private readonly List<TranscriptEntry> transcript = [];
    private readonly Dictionary<int, FakeMessage> messages = [];
    private TaskCompletionSource? grown;
    private int awaitedUpTo;

    public long Id => id;

    /// <summary><c>private</c>, <c>group</c> or <c>supergroup</c>.</summary>
    public string Type => type;

    public string Title => title;

    /// <summary>Whether the bot may write: the person pressed Start, or the bot is in the group.</summary>
    public bool IsOpen { get; internal set; }

    /// <summary>Why the bot may not write any more (the API's words); null when it may.</summary>
    public string? ClosedBecause { get; internal set; }

    /// <summary>The id of the supergroup that this group became.</summary>
    public long? MigratedTo { get; internal set; }

    /// <summary>A copy of what was said, both ways, oldest first. Empty when the server records nothing.</summary>
    public IReadOnlyList<TranscriptEntry> Transcript
    {
        get
        {
            lock (bot.Gate)
                return [.. transcript];
        }
    }

    /// <summary>The bot's newest message, whether or not transcripts are kept.</summary>
    public FakeMessage? LastReceived { get; private set; }

    /// <summary>
    /// The first message of the bot, new or changed, that fits and came after the one this method returned last. It waits for the message itself, not in turns of sleep.
    /// </summary>
    /// <param name="timeout">Real time, whatever clock the server shows; 10 s when null.</param>
    /// <exception cref="TimeoutException">None came; the message is the transcript.</exception>
    public async Task<FakeMessage> WaitForMessage(Func<FakeMessage, bool>? fits = null, TimeSpan? timeout = null)
    {
        using var patience = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            Task growth;
            lock (bot.Gate)
            {
                for (var index = awaitedUpTo; index < transcript.Count; index++)
                {
                    var entry = transcript[index];
                    if (entry.Kind is TranscriptKind.Received or TranscriptKind.Changed && fits?.Invoke(entry.Message!) is null or true)
                    {
                        awaitedUpTo = index + 1;
                        return entry.Message!;
                    }
                }

                growth = (grown ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            try
            {
                await growth.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No such message came to {title}. The chat so far:\n{string.Join('\n', Transcript)}");
            }
        }
    }

    /// <summary>The first message of the bot whose text contains <paramref name="words"/>; see the other overload.</summary>
    public Task<FakeMessage> WaitForMessage(string words, TimeSpan? timeout = null) =>
        WaitForMessage(message => message.Text.Contains(words, StringComparison.Ordinal), timeout);

    /// <summary>Forgets what was said so far for <see cref="WaitForMessage(Func{FakeMessage, bool}?, TimeSpan?)"/>: only later messages count.</summary>
    public void SkipToNow()
    {
        lock (bot.Gate)
            awaitedUpTo = transcript.Count;
    }

    internal FakeMessage? Find(int messageId) => messages.GetValueOrDefault(messageId) ?? (LastReceived?.Id == messageId ? LastReceived : null);

    internal void Keep(TranscriptKind kind, FakeMessage message)
    {
        if (message.FromBot)
            LastReceived = message;
        if (!bot.RecordTranscripts)
            return;
        messages[message.Id] = message;
        Note(kind, message.Text, message);
    }

    internal void Note(TranscriptKind kind, string text, FakeMessage? message)
    {
        if (!bot.RecordTranscripts)
            return;
        var labels = kind is TranscriptKind.Received or TranscriptKind.Changed ? message!.Buttons.Select(button => button.Label).Concat(message.Keyboard).ToArray() : [];
        transcript.Add(new TranscriptEntry(kind, bot.Now, text, labels, message));
        var waiting = grown;
        grown = null;
        waiting?.SetResult();
    }
}
