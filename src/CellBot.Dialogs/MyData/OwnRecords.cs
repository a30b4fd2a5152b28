using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Reviews;
using CellBot.Domain.Study;
using CellBot.Domain.Tasks;
using CellBot.Dialogs.Obligations;

namespace CellBot.Dialogs.MyData;

/// <summary>Everything that is kept about one person, over all units the person ever belonged to. For the copy, and for erasing. Reads by derived ids, so that nothing needs an index of its own.</summary>
internal sealed record OwnRecords(Participant Person)
{
    private const int All = 100_000;

    /// <summary>Present and past, the newest first.</summary>
    public IReadOnlyList<(OrgUnit Unit, Affiliation Place)> Places { get; private init; } = [];
    public IReadOnlyList<ChannelAccount> Accounts { get; private init; } = [];
    public IReadOnlyList<(PledgeCampaign Campaign, Pledge Pledge)> Pledges { get; private init; } = [];
    public IReadOnlyList<(StudyCampaign Campaign, Reflection Reflection)> Reflections { get; private init; } = [];
    public IReadOnlyList<Petition> Petitions { get; private init; } = [];
    public IReadOnlyList<Attended> Meetings { get; private init; } = [];
    public IReadOnlyList<(Obligation Duty, Waiver? Waiver)> Duties { get; private init; } = [];
    public IReadOnlyList<HelpRequest> Help { get; private init; } = [];
    public IReadOnlyList<ActionItem> Tasks { get; private init; } = [];
    public IReadOnlyList<RemediationPlan> Plans { get; private init; } = [];
    public IReadOnlyList<Commendation> Praise { get; private init; } = [];
    public IReadOnlyList<Exemption> Exemptions { get; private init; } = [];

    /// <summary>Photographs and files the person sent in, of every version.</summary>
    public IReadOnlyList<Attachment> Files =>
    [
        .. Pledges.SelectMany(each => each.Pledge.Photos)
            .Concat(Reflections.SelectMany(each => each.Reflection.Attachments.Concat(each.Reflection.Earlier.SelectMany(earlier => earlier.Attachments)))).DistinctBy(file => file.FileId),
    ];

    /// <summary>Null when there is no such person.</summary>
    public static async ValueTask<OwnRecords?> Load(IReader reader, string personId)
    {
        if (await reader.Get<Participant>(personId) is not { } person) return null;
        var units = (await reader.Find(OrgUnit.ByParent, "", All)).ToDictionary(unit => unit.Id);
        var places = (await reader.Get<Affiliation>([.. units.Keys.Select(unit => Affiliation.IdOf(unit, personId))])).OrderByDescending(place => place.From).Select(place => (units[place.UnitId], place)).ToArray();
        var (pledges, reflections, petitions, meetings, tasks, praise, exemptions) =
            (new List<(PledgeCampaign, Pledge)>(), new List<(StudyCampaign, Reflection)>(), new List<Petition>(), new List<Attended>(), new List<ActionItem>(), new List<Commendation>(), new List<Exemption>());
        var sources = new List<string>();
        foreach (var (unit, _) in places)
        {
            foreach (var campaign in await reader.Find(PledgeCampaign.ByUnit, unit.Id + "/", All))
            {
                sources.Add(campaign.Id);
                if (await reader.Get<Pledge>(Pledge.IdOf(campaign.Id, personId)) is { } pledge) pledges.Add((campaign, pledge));
            }
            foreach (var campaign in await reader.Find(StudyCampaign.ByUnit, unit.Id + "/", All))
            {
                sources.Add(campaign.Id);
                if (await reader.Get<Reflection>(Reflection.IdOf(campaign.Id, personId)) is { } reflection) reflections.Add((campaign, reflection));
            }
            petitions.AddRange((await reader.Find(Petition.ByUnit, unit.Id + "/", All)).Where(petition => petition.AuthorId == personId));
            meetings.AddRange(await Attended.Of(reader, unit.Id, personId));
            tasks.AddRange((await reader.Find(ActionItem.ByUnit, unit.Id + "/", All)).Where(task => task.OwnerId == personId));
            praise.AddRange((await reader.Find(Commendation.ByUnit, unit.Id + "/", All)).Where(each => each.ParticipantId == personId));
            exemptions.AddRange((await reader.Find(Exemption.ByPerson, $"{unit.Id}/{personId}")).Where(each => each.ParticipantId == personId));
        }
        var duties = await reader.Get<Obligation>([.. sources.Select(source => Obligation.IdOf(source, personId))]);
        var waivers = (await reader.Get<Waiver>([.. duties.Select(duty => duty.Id)])).ToDictionary(waiver => waiver.Id);
        var since = places.Length == 0 ? 0 : places.Min(place => place.place.From.Year);
        var years = places.Length == 0 ? [] : Enumerable.Range(Math.Max(since, 2020), 30);
        return new OwnRecords(person)
        {
            Places = places, Pledges = pledges, Reflections = reflections, Petitions = petitions, Meetings = meetings, Tasks = tasks, Praise = praise, Exemptions = exemptions,
            Accounts = await reader.Find(ChannelAccount.ByParticipant, personId + "/"),
            Duties = [.. duties.Select(duty => (duty, waivers.GetValueOrDefault(duty.Id)))],
            Help = await reader.Get<HelpRequest>([.. duties.SelectMany(duty => Enumerable.Range(1, duty.DueVersion).Select(version => HelpRequest.IdOf(duty with { DueVersion = version }))).Distinct()]),
            Plans = await reader.Get<RemediationPlan>([.. years.Select(year => RemediationPlan.IdOf(personId, year))]),
        };
    }
}

/// <summary>A meeting the person was invited to, what was answered, and what the roll says.</summary>
internal sealed record Attended(Meeting Meeting, Rsvp? Answer, Attendance? Roll, Opinion? Opinion = null)
{
    public static async ValueTask<IEnumerable<Attended>> Of(IReader reader, string unitId, string personId)
    {
        var meetings = (await reader.Find(Meeting.ByUnit, unitId + "/", 100_000)).Where(meeting => meeting.Status is not MeetingStatus.Draft && meeting.AttendeeIds.Contains(personId)).ToArray();
        var answers = (await reader.Get<Rsvp>([.. meetings.Select(meeting => Rsvp.IdOf(meeting.Id, personId))])).ToDictionary(answer => answer.MeetingId);
        var rolls = (await reader.Get<RollCall>([.. meetings.Select(meeting => meeting.Id)])).ToDictionary(roll => roll.Id);
        var opinions = (await reader.Get<Opinion>([.. meetings.Select(meeting => Rsvp.IdOf(meeting.Id, personId))])).ToDictionary(opinion => opinion.MeetingId);
        return meetings.Select(meeting => new Attended(meeting, answers.GetValueOrDefault(meeting.Id), rolls.GetValueOrDefault(meeting.Id)?.Of(personId), opinions.GetValueOrDefault(meeting.Id)));
    }
}
