using CellBot.Dialogs.Engine;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Pledges;

/// <summary>The items of a pledge, asked one after another: by the member, or by the reviewer who types in a paper.</summary>
internal static class PledgeItems
{
    /// <summary>Ordinals up to the number taken over are those items, unless changed; each later one follows an "add".</summary>
    public static async Task<List<(int Ordinal, PledgeItem Item)>> Ask(IChat chat, PledgeCampaign campaign, IReadOnlyList<PledgeItem> taken)
    {
        var items = new List<(int Ordinal, PledgeItem Item)>();
        for (var n = 1; n <= taken.Count; n++)
            if (!chat.Has(PledgeQuestions.GoneKey(n)))
                items.Add((n, chat.Has($"item-{n}/") ? await AskItem(chat, campaign, n, items.Count + 1) : taken[n - 1]));
        if (taken.Count > 0 && !chat.Has(PledgeQuestions.MoreKey)) return items;

        for (var n = taken.Count + 1; ; n++)
        {
            PledgeItem? item = null;
            if (!chat.Has(PledgeQuestions.GoneKey(n))) items.Add((n, item = await AskItem(chat, campaign, n, items.Count + 1)));
            switch (await chat.Ask(PledgeQuestions.Next(chat.Voice, campaign, item, n, items.Count)))
            {
                case "review":
                    return items;
                case "edit":
                    await chat.Rewrite(new() { Forget = [$"item-{n}/next"], Revise = [$"item-{n}/"] });
                    break;
            }
        }
    }

    private static async Task<PledgeItem> AskItem(IChat chat, PledgeCampaign campaign, int n, int position)
    {
        var voice = chat.Voice;
        var area = Area(campaign, await chat.Ask(PledgeQuestions.Area(voice, campaign, n, position)));
        if (area.Samples.Count > 0)
        {
            var picked = await chat.Ask(PledgeQuestions.Sample(voice, area, n));
            if (area.Samples.FirstOrDefault(sample => sample.Id == picked) is { } sample)
                return new PledgeItem(area.Code, sample.Content, sample.Measure, DateOnly.TryParseExact(sample.DueText, "yyyy-MM-dd", out var day) ? day : null);
        }
        var content = await chat.Ask(PledgeQuestions.Content(voice, n));
        var measure = await chat.Ask(PledgeQuestions.Measure(voice, n));
        var due = await chat.Ask(PledgeQuestions.Due(voice, campaign, n, chat.Now));
        return new PledgeItem(area.Code, content.Text!, measure.Text, due);
    }

    private static PledgeArea Area(PledgeCampaign campaign, string code) => campaign.Areas.First(area => area.Code == code);
}
