using CellBot.Dialogs.Speech;

namespace CellBot.Host.Operators;

/// <summary>What an operator is told in chat: once a day for each <paramref name="Key"/>.</summary>
/// <param name="Key">Names it, in ids: ASCII, no "/".</param>
/// <param name="Words">What is said.</param>
/// <param name="Waits">At night it waits for the morning.</param>
internal sealed record Trouble(string Key, Func<Voice, string> Words, bool Waits = false)
{
    public static readonly Trouble StoreFails = new("store", voice => voice.Say("operator.storeFails"));

    public static readonly Trouble Damaged = new("damaged", voice => voice.Say("operator.damaged"));

    public static readonly Trouble WrongCodes = new("codes", voice => voice.Say("operator.wrongCodes"), Waits: true);

    public static Trouble DiskLow(long freeMegabytes) => new("disk", voice => voice.Say("operator.diskLow", ("Free", freeMegabytes)));

    public static Trouble Backup(DateTimeOffset? last) => last is { } at
        ? new("backup", voice => voice.Say("operator.backupOld", ("Date", at.ToOffset(Clock.CellClock.Offset).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture))), Waits: true)
        : new("backup", voice => voice.Say("operator.noBackup"), Waits: true);

    /// <param name="channel">"telegram/0".</param>
    public static Trouble Channel(string channel) => new("channel-" + channel.Replace('/', '-'), voice => voice.Say("operator.channel", ("Channel", channel)));
}
