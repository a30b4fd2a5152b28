using CellBot.Dialogs.Engine;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>What a dialog about one reflection may know.</summary>
/// <param name="Petition">The one that went with the reflection last handed in.</param>
/// <param name="NextPetition">The cell's next free number.</param>
/// <param name="Uploads">For documents, where this chat does not carry them.</param>
internal sealed record StudyView(StudyCampaign Campaign, Reflection? Own, Obligation? Duty, Petition? Petition, int NextPetition, Uploads Uploads)
{
    /// <summary>An extension granted to this person counts.</summary>
    public DateTimeOffset DueAt => Duty?.DueAt ?? Campaign.DueAt;

    /// <summary>A duty that is open; or none, where one may still take part.</summary>
    public bool IsOwed => Duty is { IsOpen: true } || Duty is null or { WaivedAt: not null } && Campaign.State is CampaignState.Open && Own is not { Counts: true };

    /// <summary>Handed in and not decided: may still be replaced or taken back.</summary>
    public bool IsUndecided => Own?.Status is ReflectionStatus.Submitted;

    /// <summary>Written before and waiting for its author: returned, or taken back.</summary>
    public bool IsToRevise => Own is { Status: ReflectionStatus.Returned or ReflectionStatus.Draft, Form: not ReflectionForm.Paper };

    /// <summary>The version that handing in now makes, from 1. Taken back and sent again is the same version.</summary>
    public static int NextVersion(Reflection? own) => own is null ? 1 : own.Earlier.Count + (own.Status is ReflectionStatus.Draft ? 1 : 2);

    /// <summary>A petition that nobody has read yet keeps its number when the reflection is sent again.</summary>
    public int NumberFor(string text) => Petition is { } earlier && (earlier.ToldAt is null || earlier.Text == text) ? earlier.Number : NextPetition;

    /// <returns>null: no such campaign in the person's cell.</returns>
    public static async ValueTask<StudyView?> Load(Opening opening, string campaignId) =>
        opening.Me!.Cell is { } cell && await opening.Reader.Get<StudyCampaign>(campaignId) is { } campaign && campaign.UnitId == cell.Id && campaign.IsOpenTo(opening.Me.Person.Kind)
            ? await Load(opening, campaign, await Petitions.NextNumber(opening.Reader, cell.Id))
            : null;

    /// <summary>Every study of the cell: what this person owes first, the nearest date first; then what may still be replaced, the newest first; then the rest.</summary>
    public static async ValueTask<IReadOnlyList<StudyView>> All(Opening opening)
    {
        if (opening.Me!.Cell is not { } cell) return [];
        var next = await Petitions.NextNumber(opening.Reader, cell.Id);
        var views = new List<StudyView>();
        foreach (var campaign in await opening.Reader.Find(StudyCampaign.ByUnit, cell.Id + "/"))
        {
            if (campaign.State is CampaignState.Planned or CampaignState.Archived || campaign.OpensAt > opening.Now || !campaign.IsOpenTo(opening.Me.Person.Kind)) continue;
            views.Add(await Load(opening, campaign, next));
        }
        return [.. views.OrderBy(view => view.Duty is { IsOpen: true } ? 0 : view.IsOwed ? 1 : view.IsUndecided ? 2 : 3)
            .ThenBy(view => view.IsOwed ? view.DueAt.Ticks : -(view.Own?.SubmittedAt ?? view.Campaign.OpensAt).Ticks)];
    }

    private static async ValueTask<StudyView> Load(Opening opening, StudyCampaign campaign, int next)
    {
        var own = await opening.Reader.Get<Reflection>(Reflection.IdOf(campaign.Id, opening.Me!.Id));
        return new StudyView(campaign, own,
            await opening.Reader.Get<Obligation>(Obligation.IdOf(campaign.Id, opening.Me.Id)),
            own?.PetitionId is { } petition ? await opening.Reader.Get<Petition>(petition) : null,
            next,
            opening.Uploads);
    }
}
