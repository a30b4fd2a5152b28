using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Campaigns;

/// <summary>"sửa đợt": areas, standards and guiding questions. After the first paper, and for what the body asks, only additions.</summary>
internal sealed class EditCampaign(IReadOnlyList<OwnCampaign> campaigns) : IDialog
{
    public const string Name = "campaign.edit";
    private const string Add = "+add";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (await Which.Ask(chat, campaigns, alsoOfBody: true) is not { } own) return;
        var part = own.Campaign.DutyKind is ObligationKind.Reflection ? ContentPart.Question
            : Enum.Parse<ContentPart>(await chat.Ask(Questions.Choice("part", voice.Screen("campaign.editPart", [("Title", own.Campaign.Title)], $"{ContentPart.Area}", $"{ContentPart.CommonStandard}", $"{ContentPart.OwnStandard}"))));
        var item = await chat.Ask(Questions.Choice("item", Items(voice, own, part)));
        if (item == Add) { await Write(chat, own, part, "x" + Tokens.Of(chat.RunId), null); return; }

        var known = CampaignContent.Items(own.Campaign, part).First(one => one.Id == item);
        var what = await chat.Ask(Questions.Choice("what", voice.Screen("campaign.editItem", [("Text", known.Text)],
            CampaignContent.MayChange(own.Campaign, known, own.Frozen) ? "write" : Pick.None, CampaignContent.MayRemove(own.Campaign, part, known, own.Frozen) ? "remove" : Pick.None, part is ContentPart.Area ? "sample" : Pick.None, "leave")));
        switch (what)
        {
            case "write": await Write(chat, own, part, item, null); break;
            case "sample": await Write(chat, own, part, "s" + Tokens.Of(chat.RunId), item); break;
            case "remove": Change(chat, own, new ContentChange(part, item, null)); break;
            default: chat.Say(voice.Say("campaign.kept", ("Title", own.Campaign.Title))); break;
        }
    }

    private static async Task Write(IChat chat, OwnCampaign own, ContentPart part, string id, string? sampleOf)
    {
        var voice = chat.Voice;
        var most = sampleOf is not null ? 300 : part is ContentPart.Area ? 80 : 300;
        var text = await chat.Ask(Questions.Words("text", voice.Say(sampleOf is not null ? "campaign.askSample" : part switch
        {
            ContentPart.Area => "campaign.askArea", ContentPart.Question => "campaign.askQuestion", _ => "campaign.askStandard",
        }), voice, most: most, title: "nội dung"));
        Change(chat, own, new ContentChange(part, id, text.Text!.Trim(), sampleOf));
    }

    private static void Change(IChat chat, OwnCampaign own, ContentChange change)
    {
        var voice = chat.Voice;
        if (CampaignContent.Apply(own.Campaign, change, own.Frozen) is null) { chat.Say(voice.Say("campaign.cannotChange")); return; }
        chat.Record(new ContentChanged(own.Campaign.Id, change));
        chat.Say(voice.Screen(own.Cells.Units.Count > 1 ? "campaign.changedBody" : "campaign.changed", [("Title", own.Campaign.Title), ("Cells", own.Cells.Units.Count)], Start.Of(Name), Start.Of("later")) with { Topic = own.Campaign.Id + "/content" });
    }

    /// <summary>What can be changed is a choice; what cannot stands above as it is.</summary>
    private static Screen Items(Voice voice, OwnCampaign own, ContentPart part)
    {
        var items = CampaignContent.Items(own.Campaign, part);
        bool Opens(ContentItem item) => part is ContentPart.Area || CampaignContent.MayChange(own.Campaign, item, own.Frozen);
        var choices = items.Where(Opens).Select(item => new Choice(item.Id, Cut(item.Text))).ToList();
        if (items.Count < CampaignContent.Most(part)) choices.Add(new Choice(Add, part switch { ContentPart.Area => "Thêm lĩnh vực", ContentPart.Question => "Thêm câu hỏi", _ => "Thêm chuẩn mực" }));
        return voice.Screen("campaign.items",
        [
            ("Part", part switch { ContentPart.Area => "Lĩnh vực", ContentPart.CommonStandard => "Chuẩn mực chung", ContentPart.OwnStandard => "Chuẩn mực riêng", _ => "Câu hỏi gợi ý" }), ("Title", own.Campaign.Title),
            ("Frozen", own.Frozen ? voice.Say("campaign.frozen") : own.IsOfBody ? voice.Say("campaign.bodysStay") : ""),
            ("Fixed", string.Concat(items.Where(item => !Opens(item)).Select(item => $"\n– {Cut(item.Text)}"))),
        ], Pick.Many(choices));
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..79].TrimEnd() + "…";
}
