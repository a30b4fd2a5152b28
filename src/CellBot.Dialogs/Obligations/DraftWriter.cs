using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

/// <summary>A draft that is still one on the next morning is mentioned once.</summary>
internal static class DraftWriter
{
    public static StageWriter Stages { get; } = new([Stage.Draft], Write);

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        var name = run.Reminder.ObjectId;
        var (chatId, runId) = (name[..name.LastIndexOf('#')], name[(name.LastIndexOf('#') + 1)..]);
        if (await desk.Get<Chat>(chatId) is not { } chat || chat.ParticipantId != run.Me.Id) return new StageVerdict.Skip("gone");
        desk.Rely<Chat>(chatId);
        if (Find(chat, runId) is not { } draft) return new StageVerdict.Skip("ended");
        var settings = run.Me.Cell?.Settings ?? new();
        if (run.Now - draft.LastAt <= TimeSpan.FromMinutes(settings.IdleMinutes)) return new StageVerdict.Later(settings.Tomorrow(run.Now));
        if (draft.Answers.Count == 0 && draft.Partial is null) return new StageVerdict.Skip("empty");
        if (Product.Catalog.Find(draft.Dialog) is not { } kind || await kind.Open(new Opening(draft.Args, run.Me, desk, run.Now, chat, Mid: false)) is not IDraft dialog)
            return new StageVerdict.Skip("no such form");

        var (done, left) = dialog.Progress(draft);
        var go = Start.Of("resume", ("run", runId));
        var screen = run.Voice.Screen("draft.nudge", [("Flow", dialog.Title), ("DoneText", done), ("StepsLeft", left)], go, Start.Of(DraftLater.Name, ("run", runId))) with { Topic = name };
        return new StageVerdict.Say(screen, $"{dialog.Title}, đang làm dở: {done}", go, Merges: true) { AccountId = chatId };
    }

    internal static Conversation? Find(Chat chat, string runId) =>
        chat.Active?.RunId == runId ? chat.Active : chat.Parked.FirstOrDefault(parked => parked.RunId == runId);
}

/// <summary>"Để sau" under the mention of a draft.</summary>
internal sealed class DraftLater(Conversation? draft, int days) : IDialog
{
    public const string Name = "draft.later";

    public Task Run(IChat chat)
    {
        chat.Say(draft is null ? chat.Voice.Say("draft.none") : chat.Voice.Say("draft.kept", ("Date", $"{draft.StartedAt.AddDays(days):dd/MM/yyyy}")));
        return Task.CompletedTask;
    }
}
