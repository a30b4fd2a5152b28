using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <summary>When the cell is not to be disturbed (model section 3). Local times (+07:00).</summary>
internal static class QuietHours
{
    /// <summary>The end of the quiet hours that <paramref name="at"/> falls into; null outside them.</summary>
    public static DateTimeOffset? Morning(DateTimeOffset at, CellSettings settings)
    {
        var clock = TimeOnly.FromDateTime(at.DateTime);
        var morning = new DateTimeOffset(at.Date + settings.QuietTo.ToTimeSpan(), at.Offset);
        return clock < settings.QuietTo ? morning : clock >= settings.QuietFrom ? morning.AddDays(1) : null;
    }
}
