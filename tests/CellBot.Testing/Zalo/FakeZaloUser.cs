using System.Text.Json.Nodes;
using CellBot.Testing.Telegram;

namespace CellBot.Testing.Zalo;

/// <summary>A person with a Zalo account, talking to one bot.</summary>
public sealed class FakeZaloUser(FakeZaloBot bot, string id, string name)
{
    private readonly List<TranscriptEntry> transcript = [];
    private TaskCompletionSource? grown;
    private int awaitedUpTo;

    public string Id { get; } = id;

    public string Name => name;

    public FakeZaloBot Bot => bot;

    /// <summary>Of the private chat; the person's own id unless a test says otherwise.</summary>
    public string ChatId { get; set; } = id;

    /// <summary>A bot may not write to someone who never wrote.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Wrote long ago: the bot may write, and hears nothing now.</summary>
    public void WroteBefore()
    {
        lock (bot.Gate)
            HasWritten = true;
    }

    /// <summary>Blocked the bot, or left.</summary>
    public bool HasLeft { get; set; }

    /// <summary>What was said, both ways, oldest first.</summary>
    public IReadOnlyList<TranscriptEntry> Transcript
    {
        get
        {
            lock (bot.Gate)
                return [.. transcript];
        }
    }

    public void Says(string text) => Emit("message.text.received", text, ("text", text), ("message_type", "CHAT_TEXT"));

    /// <param name="nameOfUrl">The documents say "photo", real traffic "photo_url".</param>
    public void SendsPhoto(ReadOnlyMemory<byte> bytes, string? caption = null, string nameOfUrl = "photo_url") => SendsPhotoAt(bot.KeepPhoto(bytes), caption, nameOfUrl);

    public void SendsPhotoAt(string url, string? caption = null, string nameOfUrl = "photo_url") =>
        Emit("message.image.received", "(photo)", (nameOfUrl, url), ("caption", caption), ("message_type", "CHAT_PHOTO"));

    public void SendsSticker() => Emit("message.sticker.received", "(sticker)", ("sticker", "abc"), ("url", "https://zalo-api.zadn.vn/sticker"));

    public void SendsVoice() => Emit("message.voice.received", "(voice)", ("voice_url", "https://voice.zadn.vn/1.aac"), ("message_type", "CHAT_VOICE"));

    /// <summary>A document, a contact card and the like, of which the bot gets nothing.</summary>
    public void SendsDocument() => Emit("message.unsupported.received", "(document)");

    public void SendsEvent(string name) => Emit(name, $"({name})");

    /// <summary>Someone under Zalo's special protection: the bot is not even told who.</summary>
    public void SendsSomethingProtected() => bot.Emit(new JsonObject { ["event_name"] = "message.unsupported.received" });

    /// <summary>Mentions the bot in a group.</summary>
    public void SaysInGroup(string group, string text)
    {
        bot.Open(group);
        var said = Event("message.text.received", ("text", text));
        said["message"]!["chat"] = new JsonObject { ["id"] = group, ["chat_type"] = "GROUP" };
        bot.Emit(said);
    }

    /// <summary>The first message of the bot that contains these words and came after the one this method returned last (real time, 10 s when null).</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task<string> WaitForMessage(string words, TimeSpan? timeout = null)
    {
        using var patience = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            Task growth;
            lock (bot.Gate)
            {
                for (var i = awaitedUpTo; i < transcript.Count; i++)
                    if (transcript[i].Kind is TranscriptKind.Received && transcript[i].Text.Contains(words, StringComparison.Ordinal))
                    {
                        awaitedUpTo = i + 1;
                        return transcript[i].Text;
                    }

                growth = (grown ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            try
            {
                await growth.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"“{words}” did not come to {name}. The chat so far:\n{string.Join('\n', Transcript)}");
            }
        }
    }

    internal void Keep(bool own, string text)
    {
        lock (bot.Gate)
        {
            HasWritten |= own;
            transcript.Add(new TranscriptEntry(own ? TranscriptKind.Said : TranscriptKind.Received, bot.Now, text, [], null));
            var waiting = grown;
            grown = null;
            waiting?.SetResult();
        }
    }

    private void Emit(string kind, string shown, params (string Name, string? Value)[] members)
    {
        HasLeft = false;
        Keep(true, shown);
        bot.Emit(Event(kind, members));
    }

    private JsonObject Event(string kind, params (string Name, string? Value)[] members)
    {
        var message = new JsonObject
        {
            ["message_id"] = bot.NextMessageId(), ["date"] = bot.Now.ToUnixTimeMilliseconds(),
            ["from"] = new JsonObject { ["id"] = Id, ["display_name"] = name, ["is_bot"] = false }, ["chat"] = new JsonObject { ["id"] = ChatId, ["chat_type"] = "PRIVATE" },
        };
        foreach (var (member, value) in members)
            if (value is not null)
                message[member] = value;
        return new JsonObject { ["event_name"] = kind, ["message"] = message };
    }
}
