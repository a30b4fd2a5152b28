using CellBot.Dialogs.AfterMeeting;
using CellBot.Dialogs.Aids;
using CellBot.Dialogs.Asking;
using CellBot.Dialogs.Campaigns;
using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Exempting;
using CellBot.Dialogs.Joining;
using CellBot.Dialogs.Linking;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Menus;
using CellBot.Dialogs.Moving;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Offices;
using CellBot.Dialogs.Opinions;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Pledges;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.Tasks;

namespace CellBot.Dialogs;

/// <summary>What CellBot can do, a line for each feature.</summary>
public static class Product
{
    public static DialogCatalog Catalog { get; } = new(
    [
        JoinFeature.Feature,
        LinkingFeature.Feature,
        OfficesFeature.Feature,
        MovingFeature.Feature,
        ExemptFeature.Feature,
        MenuFeature.Feature,
        PledgeFeature.Feature,
        ObligationFeature.Feature,
        SecretaryFeature.Feature,
        CampaignFeature.Feature,
        CommitteeFeature.Feature,
        MeetingFeature.Feature,
        OpinionFeature.Feature,
        AfterMeetingFeature.Feature,
        TaskFeature.Feature,
        StudyFeature.Feature,
        ReviewFeature.Feature,
        PaperFeature.Feature,
        MyDataFeature.Feature,
        AidFeature.Feature,
        QuestionFeature.Feature,
    ]);
}
