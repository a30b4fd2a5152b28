using CellBot.Dialogs.Engine;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Meetings;

/// <param name="TimeVersion">Of the meeting as the person saw it.</param>
/// <param name="SentAt">The platform's time of the message.</param>
internal sealed record RsvpGiven(string MeetingId, string ParticipantId, RsvpAnswer Answer, int TimeVersion, DateTimeOffset SentAt) : Fact
{
    public ReasonCode? Reason { get; init; }
    public string? ReasonText { get; init; }
    public TimeOnly? ArrivesAt { get; init; }
}

internal static class RsvpOutcomes
{
    public static async ValueTask Given(RsvpGiven fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || meeting.Status is MeetingStatus.Cancelled || fact.SentAt >= meeting.StartsAt) return;
        var other = fact.ParticipantId != effects.Me.Id;
        if (other ? !effects.Me.Leads(meeting.UnitId) : !await MeetingCircle.Has(effects.Desk, effects.Me, meeting.UnitId)) return;
        var id = Rsvp.IdOf(fact.MeetingId, fact.ParticipantId);
        _ = await effects.Desk.Get<Rsvp>(id);
        effects.Desk.Put(new Rsvp(id)
        {
            MeetingId = fact.MeetingId, ParticipantId = fact.ParticipantId, Answer = fact.Answer, Reason = fact.Reason, ReasonText = fact.ReasonText, ArrivesAt = fact.ArrivesAt,
            AnsweredAt = fact.SentAt, TimeVersion = fact.TimeVersion, EnteredBy = other ? effects.Me.Id : null,
        });
        if (other) effects.Audit("rsvp-on-behalf", id);
        else await CloseLists(effects, meeting.Id);
        await LiveCounts.Changed(effects, meeting.Id);
    }

    /// <summary>Other lists about this meeting (the notice, a reminder) are answered with it.</summary>
    private static async ValueTask CloseLists(Effects effects, string meetingId)
    {
        if (effects.AccountId is not { } account) return;
        foreach (var row in await effects.Desk.Find(OutboxMessage.OpenLists, account + "/", 200))
            if (row.List!.Topic == meetingId)
                effects.Desk.Put(row with { ListClosed = true });
        effects.ChangeChat = chat => chat with { Lists = [.. chat.Lists.Where(list => list.Topic != meetingId)] };
    }
}
