using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Campaigns;

/// <summary>Campaigns from chat: a secretary's of the own cell, an officer's of all cells below.</summary>
internal static partial class CampaignFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(OpenCampaign.Name, async opening => new OpenCampaign(await CampaignPlace.All(opening), Enum.TryParse<ObligationKind>(opening.ArgOrNull("kind"), out var kind) ? kind : null))
            {
                Title = "Mở đợt", For = Leads, Phrases = ["mo dot", "mo dot moi", "/modot", "tao dot moi", "gui dot moi", "mo chien dich"], Match = Opens,
            },
            new(MoveCampaign.Name, async opening => new MoveCampaign(await OwnCampaign.All(opening, campaign => campaign.State is CampaignState.Open or CampaignState.Closed)))
            {
                Title = "Gia hạn đợt", For = Leads, Phrases = ["gia han dot", "doi han dot", "doi han", "keo dai dot", "gia han dot dang ky", "gia han dot thu hoach", "doi han dot dang ky", "doi han dot thu hoach"],
            },
            new(CloseCampaign.Name, async opening => new CloseCampaign(await OwnCampaign.All(opening, campaign => campaign.State is CampaignState.Open)))
            {
                Title = "Kết thúc đợt", For = Leads, Phrases = ["dong dot", "ket thuc dot", "dong dot dang ky", "dong dot thu hoach", "ket thuc dot dang ky", "ket thuc dot thu hoach"],
            },
            new(EditCampaign.Name, async opening => new EditCampaign(await OwnCampaign.All(opening, campaign => campaign.State is CampaignState.Open or CampaignState.Planned)))
            {
                Title = "Sửa đợt", For = Leads, Phrases = ["sua dot", "sua linh vuc", "sua chuan muc", "sua cau hoi", "sua cau hoi goi y", "them linh vuc", "them chuan muc", "sua dot dang ky", "sua dot thu hoach"],
            },
        ],
        Outcomes:
        [
            Outcome.Of<CampaignConfirmed>(CampaignOutcomes.Opened), Outcome.Of<CampaignMoved>(CampaignOutcomes.Moved),
            Outcome.Of<CampaignClosed>(CampaignOutcomes.Closed), Outcome.Of<ContentChanged>(CampaignOutcomes.Changed),
        ],
        Ticks: []);

    private static bool Leads(Me me) => me.LeadsCell || me.IsOfficer;

    /// <summary>"mở đợt đăng ký", "mở đợt thu hoạch", "mở đợt học nghị quyết".</summary>
    private static Start? Opens(string folded, string text, Me me) => !Leads(me) ? null
        : PledgeDrive().IsMatch(folded) ? Start.Of(OpenCampaign.Name, ("kind", $"{ObligationKind.Pledge}"))
        : StudyDrive().IsMatch(folded) ? Start.Of(OpenCampaign.Name, ("kind", $"{ObligationKind.Reflection}"))
        : null;

    [GeneratedRegex(@"^(?:mo|tao|phat dong) (?:dot )?(?:dang ky|cam ket)(?: cam ket)?(?: nam (?:moi|sau|nay|\d{4}))?$")]
    private static partial Regex PledgeDrive();

    [GeneratedRegex(@"^(?:mo|tao|phat dong) (?:dot )?(?:viet |nop )?(?:bai )?(?:thu hoach|hoc tap|hoc|hoc nghi quyet|hoc tap nghi quyet)(?: moi)?$")]
    private static partial Regex StudyDrive();
}
