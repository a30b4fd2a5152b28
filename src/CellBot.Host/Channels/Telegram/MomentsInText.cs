using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Host.Clock;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace CellBot.Host.Channels.Telegram;

/// <summary>
/// Finds the moments that are written out in a text ("19 giờ 30, thứ Tư, ngày 20/01/2027"), for Telegram's date entity: a tap on one opens the calendar or sets a
/// reminder. No format is given, so what is read stays what was written; older apps show the same words.
/// </summary>
internal static partial class MomentsInText
{
    /// <summary>Telegram takes none later than 1098 days from now (messageEntityFormattedDate).</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1090);

    /// <param name="now">When it is sent, or somewhat before.</param>
    /// <returns>Null: there are none.</returns>
    public static MessageEntity[]? Of(string text, DateTimeOffset now)
    {
        if (!text.Contains(", ngày ", StringComparison.Ordinal))
            return null; // almost every message
        List<MessageEntity>? found = null;
        foreach (Match match in Moment().Matches(text))
            if (Read(match) is { } moment && moment > DateTimeOffset.UnixEpoch && moment < now + Farthest)
                (found ??= []).Add(new MessageEntity { Type = MessageEntityType.DateTime, Offset = match.Index, Length = match.Length, UnixTime = moment.UtcDateTime });
        return found is null ? null : [.. found];
    }

    private static DateTimeOffset? Read(Match match)
    {
        var minute = match.Groups["minute"] is { Success: true } given ? given.Value : "0";
        return DateTime.TryParseExact($"{match.Groups["date"].Value} {match.Groups["hour"].Value}:{minute}", "d/M/yyyy H:m", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, CellClock.Offset)
            : null;
    }

    /// <summary>As VietnameseDates writes it.</summary>
    [GeneratedRegex(@"\b(?<hour>[0-9]{1,2}) giờ(?: (?<minute>[0-9]{2}))?, (?:thứ (?:Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|chủ nhật), ngày (?<date>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\b")]
    private static partial Regex Moment();
}
