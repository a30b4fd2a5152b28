using CellBot.Domain.Obligations;
using CellBot.Domain.Study;

namespace CellBot.Domain.Pledges;

/// <summary>The parts of a campaign that are data.</summary>
public enum ContentPart { Area, CommonStandard, OwnStandard, Question }

/// <param name="Local">Added by the cell to what the body asks.</param>
public readonly record struct ContentItem(string Id, string Text, bool Local);

/// <summary>One change to them.</summary>
/// <param name="ItemId">Of a new one: a name for it; of the area that a sample is added to.</param>
/// <param name="Text">The new words; null removes it.</param>
/// <param name="SampleOf">Adds <paramref name="Text"/> as a sample to this area.</param>
public sealed record ContentChange(ContentPart Part, string ItemId, string? Text, string? SampleOf = null);

/// <summary>
/// Areas, standards and guiding questions of a campaign (model sections 4 and 5). What somebody has already answered is never changed under them, only added to;
/// and a cell adds to what the body asks, but takes nothing away.
/// </summary>
public static class CampaignContent
{
    public const int MostAreas = 12, MostStandards = 12, MostQuestions = 6, MostSamples = 8;

    public static IReadOnlyList<ContentItem> Items(ICampaign campaign, ContentPart part) => (campaign, part) switch
    {
        (PledgeCampaign pledges, ContentPart.Area) => [.. pledges.Areas.Select(area => new ContentItem(area.Code, area.Title, area.Local))],
        (PledgeCampaign pledges, ContentPart.CommonStandard) => [.. pledges.CommonStandards.Select(standard => new ContentItem(standard.Id, standard.Text, standard.Local))],
        (PledgeCampaign pledges, ContentPart.OwnStandard) => [.. pledges.OwnStandards.Select(standard => new ContentItem(standard.Id, standard.Text, standard.Local))],
        (StudyCampaign study, ContentPart.Question) => [.. study.Questions.Select(question => new ContentItem(question.Id, question.Text, question.Local))],
        _ => [],
    };

    /// <summary>How many there may be.</summary>
    public static int Most(ContentPart part) => part switch { ContentPart.Area => MostAreas, ContentPart.Question => MostQuestions, _ => MostStandards };

    /// <summary>Whether this one may be written anew or removed.</summary>
    /// <param name="frozen">Somebody has handed in.</param>
    public static bool MayChange(ICampaign campaign, ContentItem item, bool frozen) => !frozen && (campaign.ParentId is null || item.Local);

    /// <summary>Whether it may be removed: an area, a standard and a question at least stay.</summary>
    public static bool MayRemove(ICampaign campaign, ContentPart part, ContentItem item, bool frozen) =>
        MayChange(campaign, item, frozen) && (part is ContentPart.OwnStandard || Items(campaign, part).Count > 1);

    /// <returns>null when this change is not allowed, or does not fit any more.</returns>
    public static ICampaign? Apply(ICampaign campaign, ContentChange change, bool frozen)
    {
        var items = Items(campaign, change.Part);
        var known = items.FirstOrDefault(item => item.Id == change.ItemId);
        var isNew = known.Id is null;
        if (change.SampleOf is { } areaCode) return campaign is PledgeCampaign pledges && change.Text is { } sample ? WithSample(pledges, areaCode, change.ItemId, sample) : null;
        if (isNew ? change.Text is null || items.Count >= Most(change.Part) : change.Text is null ? !MayRemove(campaign, change.Part, known, frozen) : !MayChange(campaign, known, frozen)) return null;
        var local = isNew ? campaign.ParentId is not null : known.Local;
        return (campaign, change.Part) switch
        {
            (PledgeCampaign pledges, ContentPart.Area) => pledges with
            {
                Areas = Changed(pledges.Areas, area => area.Code, change, text => new PledgeArea(change.ItemId, text, pledges.Areas.FirstOrDefault(area => area.Code == change.ItemId)?.Samples ?? [], local)),
            },
            (PledgeCampaign pledges, ContentPart.CommonStandard) => pledges with { CommonStandards = Changed(pledges.CommonStandards, one => one.Id, change, text => new CommonStandard(change.ItemId, Short(text), text, local)) },
            (PledgeCampaign pledges, ContentPart.OwnStandard) => pledges with { OwnStandards = Changed(pledges.OwnStandards, one => one.Id, change, text => new OwnStandard(change.ItemId, text, local)) },
            (StudyCampaign study, ContentPart.Question) => study with { Questions = Changed(study.Questions, one => one.Id, change, text => new GuidingQuestion(change.ItemId, text, local)) },
            _ => null,
        };
    }

    private static PledgeCampaign? WithSample(PledgeCampaign campaign, string areaCode, string id, string text)
    {
        if (campaign.Areas.FirstOrDefault(area => area.Code == areaCode) is not { } area || area.Samples.Count >= MostSamples || area.Samples.Any(sample => sample.Id == id)) return null;
        var longer = area with { Samples = [.. area.Samples, new PledgeSample(id, text, null, "thường xuyên trong năm", campaign.ParentId is not null)] };
        return campaign with { Areas = [.. campaign.Areas.Select(one => one.Code == areaCode ? longer : one)] };
    }

    private static IReadOnlyList<T> Changed<T>(IReadOnlyList<T> items, Func<T, string> id, ContentChange change, Func<string, T> make) =>
        change.Text is not { } text ? [.. items.Where(item => id(item) != change.ItemId)]
        : items.Any(item => id(item) == change.ItemId) ? [.. items.Select(item => id(item) == change.ItemId ? make(text) : item)]
        : [.. items, make(text)];

    /// <summary>The first words, up to a comma or a full stop: shown in one line with the others.</summary>
    private static string Short(string text)
    {
        var end = text.IndexOfAny([',', ';', '.', ':']);
        var first = (end > 0 ? text[..end] : text).Trim();
        var words = first.Split(' ');
        var shorter = words.Length <= 5 ? first : string.Join(' ', words.Take(5)) + "…";
        return shorter.Length == 0 ? text : char.ToLowerInvariant(shorter[0]) + shorter[1..];
    }
}
