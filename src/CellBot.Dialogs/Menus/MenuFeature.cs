using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
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
                [], [Start.Of("petition"), Pick.None, Pick.None, Pick.None, Start.Of("help")])),
            new("menu.secretary", Secretary) { Phrases = ["viec bi thu", "menu bi thu"], For = me => me.LeadsCell, Title = "việc của bí thư" },
        ],
        Outcomes: [],
        Ticks: []);

    private static async ValueTask<IDialog> Member(Opening opening)
    {
        var me = opening.Me!;
        var open = (await opening.Reader.Find(Obligation.OpenByOwner, me.Id + "/")).Count(duty => duty.OpensAt <= opening.Now) + opening.Chat.Parked.Count;
        var campaigns = me.Cell is null ? [] : await opening.Reader.Find(PledgeCampaign.ByUnit, me.Cell.Id + "/");
        var year = campaigns.Count > 0 ? campaigns[^1].Year : opening.Now.Year;
        return await Show("menu.member", [("OpenCount", open), ("Year", year), ("RoleMenu", "Việc của bí thư")],
            [Start.Of("todo"), campaigns.Count > 0 ? Start.Of("pledge") : Pick.None, Start.Of("reflection"), Start.Of("meeting.ask"), Start.Of("support"), Start.Of("menu.more"), me.LeadsCell ? Start.Of("menu.secretary") : Pick.None]);
    }

    private static async ValueTask<IDialog> Secretary(Opening opening)
    {
        var unit = opening.Me!.Cell!.Id;
        var pending = (await opening.Reader.Find(Pledge.Pending, unit + "/")).Count(pledge => pledge.ParticipantId != opening.Me.Id)
            + (await opening.Reader.Find(Reflection.Pending, unit + "/")).Count(reflection => reflection.ParticipantId != opening.Me.Id);
        var duties = await opening.Reader.Find(Obligation.OpenByUnit, unit + "/");
        var petitions = await opening.Reader.Find(Petition.Open, unit + "/");
        return await Show("menu.secretary",
            [("Pending", pending), ("Overdue", duties.Count(duty => duty.StateAt(opening.Now) is ObligationState.Overdue)), ("Help", duties.Count(duty => duty.HelpAskedAt is not null)), ("Petitions", petitions.Count)],
            [Start.Of("review"), Start.Of("meeting.compose"), Start.Of("missing"), Pick.None, Pick.None, Start.Of("digest"), Pick.None]);
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
