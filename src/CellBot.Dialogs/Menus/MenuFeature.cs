using CellBot.Dialogs.Campaigns;
using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Offices;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Menus;

/// <summary>"menu": what can be done here, by number. A screen of starts, not a conversation: a draft stays as it is.</summary>
internal static class MenuFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new("menu", Member) { Phrases = ["menu", "/menu", "/start", "bat dau", "tro giup", "?", "chao", "xin chao", "alo", "hello"], Title = "menu", LeavesQuietly = true },
            new("menu.more", opening => Show("menu.memberMore",
                [], [Start.Of("petition"), Pick.None, Pick.None, Start.Of(MyDataDialog.Name), Start.Of("help")])),
            new("menu.secretary", Secretary) { Phrases = ["viec bi thu", "menu bi thu"], For = me => me.LeadsCell, Title = "việc của bí thư" },
            new("menu.committee", Committee) { Phrases = ["viec dang uy", "menu dang uy"], For = me => me.IsOfficer, Title = "việc của đảng ủy" },
        ],
        Outcomes: [],
        Ticks: []);

    private static async ValueTask<IDialog> Member(Opening opening)
    {
        var me = opening.Me!;
        var open = (await opening.Reader.Find(Obligation.OpenByOwner, me.Id + "/")).Count(duty => duty.OpensAt <= opening.Now) + opening.Chat.Parked.Count;
        PledgeCampaign[] campaigns = me.Cell is null ? [] : [.. (await opening.Reader.Find(PledgeCampaign.ByUnit, me.Cell.Id + "/")).Where(campaign => campaign.IsOpenTo(me.Person.Kind))];
        var year = campaigns.Length > 0 ? campaigns[^1].Year : opening.Now.Year;
        return await Show("menu.member", [("OpenCount", open), ("Year", year), ("RoleMenu", me.LeadsCell ? "Việc của bí thư" : "Việc của đảng ủy")],
            [Start.Of("todo"), campaigns.Length > 0 ? Start.Of("pledge") : Pick.None, Start.Of("reflection"), Start.Of("meeting.ask"), Start.Of("support"), Start.Of("menu.more"), me.LeadsCell ? Start.Of("menu.secretary") : me.IsOfficer ? Start.Of("menu.committee") : Pick.None]);
    }

    private static async ValueTask<IDialog> Secretary(Opening opening)
    {
        var unit = opening.Me!.Cell!.Id;
        var pending = await ReviewQueue.Pending(opening.Reader, unit, opening.Me.Id);
        var duties = (await opening.Reader.Find(Obligation.OpenByUnit, unit + "/")).Where(duty => duty.Kind is not ObligationKind.PetitionReply).ToArray(); // those have a figure of their own
        var petitions = await opening.Reader.Find(Petition.Open, unit + "/");
        return await Show("menu.secretary",
            [("Pending", pending), ("Overdue", duties.Count(duty => duty.StateAt(opening.Now) is ObligationState.Overdue)), ("Help", duties.Count(duty => duty.HelpAskedAt is not null)), ("Petitions", petitions.Count)],
            [Start.Of("review"), Start.Of("meeting.compose"), Start.Of("missing"), Start.Of("meeting.rollcall"), Start.Of("task.assign"), Start.Of("print"), Start.Of("people")]);
    }

    private static async ValueTask<IDialog> Committee(Opening opening)
    {
        var tree = await Obligations.Trees.At(opening.Reader, opening.Today);
        var current = await CommitteeView.Current(opening, null);
        var members = current.Where(one => one.Campaign.Audience is Audience.Members).ToArray();
        var (pledges, study) = (members.FirstOrDefault(one => one.Campaign.DutyKind is ObligationKind.Pledge), members.FirstOrDefault(one => one.Campaign.DutyKind is ObligationKind.Reflection));
        var body = opening.Me!.Bodies.Select(tree.Find).OfType<OrgUnit>().FirstOrDefault();
        var meetings = body is null ? null : await CellMeetings.Load(opening.Reader, body.Id, opening.Today);
        return await Show("menu.committee",
            [
                ("Body", body?.Name), ("Cells", body is null ? 0 : tree.CellsBelow(body.Id).Count), ("Year", (pledges?.Campaign as PledgeCampaign)?.Year), ("Month", opening.Now.Month),
                ("PledgeCells", pledges?.Cells.CompleteUnits), ("PledgeN", pledges?.Cells.CountedUnits), ("ReflCells", study?.Cells.CompleteUnits), ("ReflN", study?.Cells.CountedUnits), ("MeetingCells", meetings?.Announced), ("MeetingN", meetings?.Cells.Count),
            ],
            [pledges is null ? Pick.None : ProgressDialog.Of(pledges), study is null ? Pick.None : ProgressDialog.Of(study), meetings is null ? Pick.None : Start.Of(CellMeetingsDialog.Name), Start.Of(OpenCampaign.Name), Start.Of("print"), Start.Of(OfficerPeople.Name), body is null ? Pick.None : Start.Of("meeting.compose", ("unit", body.Id))]);
    }

    private static ValueTask<IDialog> Show(string key, IReadOnlyList<(string, object?)> args, IReadOnlyList<Pick> picks) => ValueTask.FromResult<IDialog>(new Menu(key, args, picks));

    private sealed class Menu(string key, IReadOnlyList<(string, object?)> args, IReadOnlyList<Pick> picks) : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(chat.Voice.Summary(key, args, picks) with { Topic = "menu" });
            return Task.CompletedTask;
        }
    }
}
