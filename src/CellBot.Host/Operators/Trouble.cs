using CellBot.Dialogs.Speech;
using CellBot.Host.Sending;

namespace CellBot.Host.Operators;

/// <summary>What an operator is told in chat: once a day for each <paramref name="Key"/>, or once a month.</summary>
/// <param name="Key">Names it, in ids: ASCII, no "/".</param>
/// <param name="Words">What is said.</param>
/// <param name="Waits">At night it waits for the morning.</param>
/// <param name="IsMonthly">It stays so for weeks: once in a calendar month.</param>
internal sealed record Trouble(string Key, Func<Voice, string> Words, bool Waits = false, bool IsMonthly = false)
{
    public static readonly Trouble StoreFails = new("store", voice => voice.Say("operator.storeFails"));

    public static readonly Trouble Damaged = new("damaged", voice => voice.Say("operator.damaged"));

    public static readonly Trouble WrongCodes = new("codes", voice => voice.Say("operator.wrongCodes"), Waits: true);

    public static Trouble DiskLow(long freeMegabytes) => new("disk", voice => voice.Say("operator.diskLow", ("Free", freeMegabytes)));

    public static Trouble Backup(DateTimeOffset? last) => last is { } at
        ? new("backup", voice => voice.Say("operator.backupOld", ("Date", Date(at))), Waits: true)
        : new("backup", voice => voice.Say("operator.noBackup"), Waits: true);

    /// <summary>Most of what a bot may send in this month is sent.</summary>
    public static Trouble QuotaNearlyUsed(MonthlyQuota quota) => new("quota-near-" + Ascii(quota.Bot), voice => voice.Say("operator.quotaNear",
        ("Channel", quota.Bot), ("Sent", quota.Sent), ("Total", quota.Total), ("Kept", quota.Kept), ("Date", Date(quota.EndsAt))), Waits: true, IsMonthly: true);

    /// <summary>Nothing more goes out by a bot in this month.</summary>
    public static Trouble QuotaUsedUp(MonthlyQuota quota) =>
        new("quota-used-" + Ascii(quota.Bot), voice => voice.Say("operator.quotaUsed", ("Channel", quota.Bot), ("Date", Date(quota.EndsAt))), Waits: true, IsMonthly: true);

    /// <summary>Somebody new wrote to a bot that may not talk with more people.</summary>
    public static Trouble BotFull(string channel, int most) => new("full-" + Ascii(channel), voice => voice.Say("operator.botFull", ("Channel", channel), ("Most", most)), Waits: true, IsMonthly: true);

    /// <param name="channel">"telegram/0".</param>
    public static Trouble Channel(string channel) => new("channel-" + Ascii(channel), voice => voice.Say("operator.channel", ("Channel", channel)));

    private static string Ascii(string channel) => channel.Replace('/', '-');

    private static string Date(DateTimeOffset at) => at.ToOffset(Clock.CellClock.Offset).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
