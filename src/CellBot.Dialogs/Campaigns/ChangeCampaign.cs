using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Campaigns;

/// <summary>"gia hạn đợt": another last day for everybody who has not handed in; one that is over or closed is open again.</summary>
internal sealed class MoveCampaign(IReadOnlyList<OwnCampaign> campaigns) : IDialog
{
    public const string Name = "campaign.move";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (await Which.Ask(chat, campaigns) is not { } own) return;
        var (campaign, today) = (own.Campaign, QuietHours.Day(chat.Now));
        var old = QuietHours.Day(campaign.DueAt);
        var days = own.Unit.Settings.Holidays();
        var from = old > today ? old : today;
        var due = await CampaignQuestions.Sure(chat, CampaignQuestions.Due(voice, voice.Say("campaign.askNewDue", ("Title", campaign.Title), ("DueText", VietnameseDates.Long(old))), chat.Now,
            [days.WorkingDayFrom(from.AddDays(3)), days.WorkingDayFrom(from.AddDays(7))],
            day => day == old && campaign.State is not CampaignState.Closed ? voice.Say("campaign.sameDue", ("Due", VietnameseDates.Short(old)))
                : day < QuietHours.Day(campaign.OpensAt) ? voice.Say("campaign.dueBeforeOpen", ("Opens", VietnameseDates.Short(QuietHours.Day(campaign.OpensAt)))) : null), own.Unit.Settings);
        var answer = await chat.Ask(Questions.Choice("preview", voice.Screen("campaign.movePreview",
        [
            ("Title", campaign.Title), ("Old", VietnameseDates.Short(old)), ("DueText", VietnameseDates.Long(due)), ("Open", Figures.Number(own.Cells.Eligible - own.Cells.Done)), ("Eligible", Figures.Number(own.Cells.Eligible)),
            ("Earlier", due < old ? voice.Say("campaign.earlier") : ""),
        ], "edit", "move"), ("sua", "edit"), ("doi", "move")));
        if (answer == "edit") await chat.Rewrite(new() { Forget = ["preview", "due", "day-off"] });
        chat.Record(new CampaignMoved(campaign.Id, QuietHours.On(due, new TimeOnly(23, 59, 59), chat.Now.Offset)));
        chat.Say(voice.Say("campaign.moved", ("Title", campaign.Title), ("DueText", VietnameseDates.Long(due))));
    }
}

/// <summary>"đóng đợt": nobody is reminded any more; late papers still count, and nobody leaves the denominator.</summary>
internal sealed class CloseCampaign(IReadOnlyList<OwnCampaign> campaigns) : IDialog
{
    public const string Name = "campaign.close";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (await Which.Ask(chat, campaigns) is not { } own) return;
        var open = own.Cells.Eligible - own.Cells.Done;
        var answer = await chat.Ask(Questions.Choice("preview", voice.Screen("campaign.closePreview",
            [("Title", own.Campaign.Title), ("Refl", Figures.Number(own.Cells.Done)), ("ReflN", Figures.Number(own.Cells.Eligible)), ("OpenText", open == 0 ? "" : $"{Figures.Number(open)} đồng chí chưa nộp thôi được nhắc; nộp muộn vẫn được ghi nhận.")], "keep", "close")));
        if (answer == "close") chat.Record(new CampaignClosed(own.Campaign.Id));
        chat.Say(answer == "close" ? voice.Say("campaign.closed", ("Title", own.Campaign.Title)) : voice.Say("campaign.kept", ("Title", own.Campaign.Title)));
    }
}

/// <summary>Which campaign is meant, where there are several.</summary>
internal static class Which
{
    /// <returns>null when there is none, or the body above decides about it; then the words were said.</returns>
    public static async Task<OwnCampaign?> Ask(IChat chat, IReadOnlyList<OwnCampaign> campaigns, bool alsoOfBody = false)
    {
        var voice = chat.Voice;
        var own = campaigns.Where(one => alsoOfBody || !one.IsOfBody).ToArray();
        if (own.Length == 0)
        {
            chat.Say(voice.Say(campaigns.Count == 0 ? "campaign.noneOpen" : "campaign.ofBody"));
            return null;
        }
        var id = own.Length == 1 ? own[0].Campaign.Id : await chat.Ask(Questions.Choice("which", voice.Screen("campaign.which", [],
            Pick.Many(own.Select(one => new Choice(one.Campaign.Id, $"{one.Campaign.Title}, {one.Unit.Name} (hạn {VietnameseDates.Short(QuietHours.Day(one.Campaign.DueAt))})"))))));
        return own.First(one => one.Campaign.Id == id);
    }
}
