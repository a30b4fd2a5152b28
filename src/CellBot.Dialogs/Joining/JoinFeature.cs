using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Joining;

/// <summary>From an invite code to a linked person who has agreed.</summary>
internal static class JoinFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(CodeDialog.Name, CodeDialog.Open) { ForStrangers = true },
            new(JoinDialog.Name, async opening => await JoinView.Load(opening) is { } view ? new JoinDialog(view) : new Said("welcome.unknown")) { ForStrangers = true },
            new("join.other", _ => ValueTask.FromResult<IDialog>(new Said("link.sharedPhone")))
            {
                // A second person's code typed in an account that belongs to someone: eight digits mean nothing else.
                Title = "mã mời", Match = (folded, text, _) => TypedCode.DigitsOf(text).Length == TypedCode.Length && VietnameseText.ForMatching(text).All(letter => char.IsAsciiDigit(letter) || letter is ' ') ? Start.Of("join.other") : null,
            },
            new("later", _ => ValueTask.FromResult<IDialog>(new Said("later.ok"))) { Title = "để sau", Phrases = ["de sau"] },
        ],
        Outcomes:
        [
            Outcome.Of<WrongCodeTyped>(JoinOutcomes.WrongCode),
            Outcome.Of<CodeHeld>(JoinOutcomes.Held),
            Outcome.Of<ConsentDeclined>(JoinOutcomes.Declined),
            Outcome.Of<Joined>(JoinOutcomes.Link),
        ],
        Ticks: [])
    {
        Stages = [new StageWriter([Stage.Joined], WriteJoined)],
    };

    /// <summary>Every link is reported to the secretary: those of the day before, by name.</summary>
    private static async ValueTask<StageVerdict> WriteJoined(StageRun run)
    {
        var names = new List<string>();
        // The day after which it was planned: the reminder itself may have been moved.
        var since = DateOnly.FromDayNumber(run.Reminder.Version).AddDays(-1);
        if (!run.Me.LeadsCell || run.Me.Cell!.Id != run.Reminder.ObjectId) return new StageVerdict.Skip("handed over");
        foreach (var affiliation in await run.Effects.Desk.Find(Affiliation.ByUnit, run.Reminder.ObjectId + "/"))
            foreach (var account in await run.Effects.Desk.Find(ChannelAccount.ByParticipant, affiliation.ParticipantId + "/"))
                if (DateOnly.FromDateTime(account.LinkedAt.ToOffset(run.Now.Offset).DateTime) == since && await run.Effects.Desk.Get<Participant>(account.ParticipantId) is { } person)
                    names.Add(person.FullName);
        if (names.Count == 0) return new StageVerdict.Skip("nobody joined");
        return new StageVerdict.Say(run.Voice.Say("joined.toSecretary", ("Count", names.Count), ("Names", NameList.Named(names))), "", null, Merges: false);
    }

    private sealed class Said(string key) : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(chat.Voice.Say(key));
            return Task.CompletedTask;
        }
    }
}
