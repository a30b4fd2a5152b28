using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Opinions;

/// <summary>The meeting of the own cell that opinions are about.</summary>
internal static class OpinionMeeting
{
    /// <summary>The one named in the start, or the next; for whoever reads them also the last one, for a month. Null when there is none, or for people of another cell.</summary>
    public static async ValueTask<Meeting?> Of(Opening opening, bool alsoLast = false)
    {
        if (opening.Me?.Cell is not { } cell) return null;
        if (opening.ArgOrNull("meeting") is { } id) return await opening.Reader.Get<Meeting>(id) is { } named && named.UnitId == cell.Id && named.Status is not (MeetingStatus.Cancelled or MeetingStatus.Draft) ? named : null;
        if ((await UpcomingMeetings.OfUnit(opening.Reader, cell.Id, opening.Now)).FirstOrDefault() is { } next) return next;
        return !alsoLast ? null : (await opening.Reader.Range(Meeting.ByUnit, $"{cell.Id}/{opening.Now.AddDays(-30).UtcDateTime:yyyyMMddHHmm}", $"{cell.Id}/{opening.Now.UtcDateTime:yyyyMMddHHmm}"))
            .LastOrDefault(meeting => meeting.Status is not (MeetingStatus.Cancelled or MeetingStatus.Draft));
    }
}
