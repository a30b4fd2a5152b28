namespace CellBot.Testing.Telegram;

/// <summary>A person with a Telegram account, talking to one bot. Every act becomes an update of that bot at once.</summary>
public sealed class FakeUser(FakeBot bot, long id, string name)
{
    /// <summary>The user's id; also the id of the private chat.</summary>
    public long Id => id;

    public string Name => name;

    public FakeBot Bot => bot;

    public FakeChat Chat { get; } = new(bot, id, "private", name);

    public IReadOnlyList<TranscriptEntry> Transcript => Chat.Transcript;

    /// <summary>Presses Start, with the payload of a deep link <c>t.me/bot?start=PAYLOAD</c> if there is one (1–64 of A–Z, a–z, 0–9, _ and -).</summary>
    public FakeMessage Starts(string? payload = null)
    {
        if (payload is not null && (payload.Length is 0 or > 64 || payload.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))))
            throw new ArgumentException($"Telegram would not carry the payload \"{payload}\"", nameof(payload));
        return Says(payload is null ? "/start" : $"/start {payload}");
    }

    /// <summary>Pressed Start long ago: the bot may write, and hears nothing now.</summary>
    public void WroteBefore() => bot.Open(this);

    /// <summary>Types a text, in the private chat unless a group is given.</summary>
    public FakeMessage Says(string text, FakeMessage? replyTo = null, FakeChat? group = null) => bot.Say(this, group ?? Chat, text, replyTo);

    /// <summary>Changes an own message.</summary>
    public void Edits(FakeMessage message, string text) => bot.Edit(this, message, text);

    /// <summary>A picture; the server makes three sizes of it, the largest being these bytes.</summary>
    public FakeMessage SendsPhoto(ReadOnlyMemory<byte> bytes, string? caption = null) => bot.SendFile(this, new FakeAttachment.Photo(bytes), caption, null);

    public FakeMessage SendsDocument(string fileName, ReadOnlyMemory<byte> bytes, string? caption = null, string mimeType = "application/octet-stream") =>
        bot.SendFile(this, new FakeAttachment.Document(fileName, bytes, mimeType), caption, null);

    /// <summary>2–10 photos or documents at once: separate updates with the same <c>media_group_id</c>, the caption on the first.</summary>
    public IReadOnlyList<FakeMessage> SendsAlbum(string? caption, params FakeAttachment[] parts) => bot.SendAlbum(this, caption, parts);

    /// <summary>Shares a phone number: the own one by the button of <c>request_contact</c>, or somebody else's card.</summary>
    public FakeMessage SharesContact(string phone, bool own = true) => bot.ShareContact(this, phone, own);

    /// <summary>Sends something the bot may not know: one more member of the message, such as <c>("voice", """{"file_id":…}""")</c>.</summary>
    public FakeMessage SendsOther(string member, string json) => bot.SendOther(this, member, json);

    /// <summary>Presses the button with that label on the newest message that has it.</summary>
    /// <exception cref="InvalidOperationException">There is no such button; the message says which there are.</exception>
    public void Presses(string label) => bot.Press(this, null, label);

    /// <summary>Presses a button of that message, however old.</summary>
    public void Presses(FakeMessage message, string label) => bot.Press(this, message, label);

    /// <summary>Blocks the bot: it hears so, and may not write.</summary>
    public void Blocks() => bot.SetBlocked(this, true);

    public void Unblocks() => bot.SetBlocked(this, false);

    /// <summary>Deletes the account; the bot is not told, its next message is refused.</summary>
    public void Deactivates() => bot.Deactivate(this);

    public Task<FakeMessage> WaitForMessage(Func<FakeMessage, bool>? fits = null, TimeSpan? timeout = null) => Chat.WaitForMessage(fits, timeout);

    public Task<FakeMessage> WaitForMessage(string words, TimeSpan? timeout = null) => Chat.WaitForMessage(words, timeout);
}

/// <summary>A part of an album.</summary>
public abstract record FakeAttachment(ReadOnlyMemory<byte> Bytes)
{
    public sealed record Photo(ReadOnlyMemory<byte> Bytes) : FakeAttachment(Bytes);

    public sealed record Document(string FileName, ReadOnlyMemory<byte> Bytes, string MimeType = "application/octet-stream") : FakeAttachment(Bytes);
}
