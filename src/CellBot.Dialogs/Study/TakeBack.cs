using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Pledges;
using CellBot.Domain.Conversations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>"sửa", "lấy lại", "rút lại": finds what was handed in last and goes to the dialog that takes it back.</summary>
internal sealed class TakeBack(Handed? newest) : IDialog
{
    public const string Name = "take-back";

    public async Task Run(IChat chat)
    {
        if (newest is null) chat.Say(chat.Voice.Say("takeBack.nothing"));
        else await chat.GoTo(Start.Of(newest.Pledge is not null ? TakeBackPledge.Name : TakeBackReflection.Name, ("campaign", newest.CampaignId)));
    }
}

/// <summary>"sửa" after sending: the reflection is a draft again until it is sent once more. Too late once it was decided.</summary>
internal sealed class TakeBackReflection(StudyView? view) : IDialog
{
    public const string Name = "reflection.take-back";

    public async Task Run(IChat chat)
    {
        if (view?.Own is { Status: ReflectionStatus.Accepted } accepted)
            chat.Say(chat.Voice.Say("reflection.alreadyAccepted", ("Study", view.Campaign.Title), ("Receipt", accepted.Receipt)));
        else if (view is null) chat.Say(chat.Voice.Say("takeBack.nothing"));
        else
        {
            if (view.IsUndecided) chat.Record(new ReflectionTakenBack(view.Own!.Id));
            await chat.GoTo(Start.Of(ReflectionDialog.Name, ("campaign", view.Campaign.Id), ("from", "taken-back")));
        }
    }
}

/// <summary>Something a person handed in: one of the two.</summary>
internal sealed record Handed(Pledge? Pledge, Reflection? Reflection)
{
    public DateTimeOffset At => (Pledge?.SubmittedAt ?? Reflection?.SubmittedAt)!.Value;
    public string CampaignId => Pledge?.CampaignId ?? Reflection!.StudyCampaignId;
    public string Receipt => Pledge?.Receipt ?? Reflection!.Receipt;
    public bool IsUndecided => Pledge?.Status is PledgeStatus.Submitted || Reflection?.Status is ReflectionStatus.Submitted;

    /// <summary>As a duty is called: "bản đăng ký năm 2027".</summary>
    public required string Item { get; init; }

    /// <summary>Everything that counts as handed in by the person of this turn, the newest first.</summary>
    public static async ValueTask<IReadOnlyList<Handed>> All(Opening opening)
    {
        if (opening.Me is not { Cell: { } cell } me) return [];
        var all = new List<Handed>();
        foreach (var campaign in await opening.Reader.Find(PledgeCampaign.ByUnit, cell.Id + "/"))
            if (await opening.Reader.Get<Pledge>(Pledge.IdOf(campaign.Id, me.Id)) is { SubmittedAt: not null, Status: not (PledgeStatus.Draft or PledgeStatus.Returned) } pledge)
                all.Add(new Handed(pledge, null) { Item = $"bản đăng ký năm {campaign.Year}" });
        foreach (var campaign in await opening.Reader.Find(StudyCampaign.ByUnit, cell.Id + "/"))
            if (await opening.Reader.Get<Reflection>(Reflection.IdOf(campaign.Id, me.Id)) is { SubmittedAt: not null, Counts: true } reflection)
                all.Add(new Handed(null, reflection) { Item = campaign.Item });
        return [.. all.OrderByDescending(handed => handed.At)];
    }
}
