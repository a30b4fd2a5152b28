using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Meetings;

/// <summary>When a meeting is recalled to those invited (model section 6). Always only the next stage is planned. Times are local (+07:00).</summary>
public static class MeetingReminders
{
    /// <summary>A last call with less time left than this is worth nothing.</summary>
    public static readonly TimeSpan LeastLeft = TimeSpan.FromMinutes(15);

    private static readonly Stage[] Order = [Stage.Meeting3d, Stage.Meeting1d, Stage.Meeting2h];

    /// <summary>When a stage falls due.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a stage of a meeting's invited.</exception>
    public static DateTimeOffset At(Stage stage, DateTimeOffset startsAt, CellSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return stage switch
        {
            Stage.Meeting3d => Morning(3),
            Stage.Meeting1d => Morning(1),
            Stage.Meeting2h => settings.BeforeQuiet(startsAt.AddHours(-2)),
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };

        DateTimeOffset Morning(int daysBefore) => new(startsAt.Date.AddDays(-daysBefore) + settings.ReminderTime.ToTimeSpan(), startsAt.Offset);
    }

    /// <summary>The stage that follows <paramref name="after"/> (null: the first) and is still ahead of <paramref name="now"/>; null when none is.</summary>
    public static Stage? Next(Stage? after, DateTimeOffset startsAt, CellSettings settings, DateTimeOffset now)
    {
        for (var i = after is { } settled ? Array.IndexOf(Order, settled) + 1 : 0; i < Order.Length; i++)
            if (At(Order[i], startsAt, settings) > now)
                return Order[i];
        return null;
    }
}
