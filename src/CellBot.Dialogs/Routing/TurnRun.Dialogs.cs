using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Routing;

internal sealed partial class TurnRun
{
    private const int MostParked = 10;

    /// <summary>Starts a dialog, or takes up its draft.</summary>
    private async ValueTask Begin(Start start)
    {
        if (++depth > 6) throw new InvalidOperationException($"Dialogs begin one another without end: {start.Dialog}.");
        if (start.Dialog == "resume") { await Resume(start); return; }
        if (catalog.Find(start.Dialog) is not { } kind) { Reply(voice.Say("fallback.unknown")); return; } // begun by a release that had it
        if (Shut(kind) is { } shut) { Reply(shut); return; }
        if (kind.For is { } may && (me is null || !may(me))) { Reply(voice.Say("error.noPermission")); return; }
        if (kind.Digression) { await Digress(start, mid: false); return; }

        var draft = chat.Parked.FirstOrDefault(parked => parked.Dialog == start.Dialog && SameArgs(parked.Args, start.Args));
        var conversation = draft ?? new Conversation
        {
            Dialog = start.Dialog, Args = start.Args, RunId = Tokens.Of(update.Id, start.Dialog, depth.ToString()), StartedAt = now, LastAt = now,
        };
        if (draft is not null) chat = chat with { Parked = [.. chat.Parked.Where(parked => parked != draft)] };
        var dialog = await OpenDialog(conversation);
        if (draft is null && dialog is IDraft && me is not null) await RemindOfDraft(conversation);
        await Apply(conversation, Turn.Take(dialog, conversation, null, voice, me, clocked));
    }

    /// <summary>A draft that is still one next morning is mentioned once; written when it begins, so that no later turn of it has to write it.</summary>
    private async ValueTask RemindOfDraft(Conversation conversation)
    {
        var settings = me!.Cell?.Settings ?? new();
        var morning = DateOnly.FromDateTime(now.DateTime).AddDays(1);
        var draft = DraftName(chat.Id, conversation.RunId);
        var id = Reminder.IdOf(me.Id, Stage.Draft, draft, 1);
        if (!await desk.IsNew<Reminder>(id)) return;
        desk.Put(new Reminder(id) { PersonId = me.Id, Stage = Stage.Draft, ObjectId = draft, Version = 1, DueAt = new DateTimeOffset(morning.ToDateTime(settings.ReminderTime), now.Offset) });
    }

    /// <summary>How a reminder names a draft: the chat it is in and its run.</summary>
    internal static string DraftName(string chatId, string runId) => $"{chatId}#{runId}";

    private async ValueTask Resume(Start start)
    {
        var run = start.Args.GetValueOrDefault("run");
        if (chat.Active is { } active && (run is null || active.RunId == run))
        {
            await Apply(active, Turn.Take(await OpenDialog(active), active with { Misses = 0 }, null, voice, me, clocked));
            return;
        }
        if (chat.Parked.FirstOrDefault(parked => run is null || parked.RunId == run) is not { } draft) { Reply(voice.Say("draft.none")); return; }
        ParkActive();
        chat = chat with { Parked = [.. chat.Parked.Where(parked => parked.RunId != draft.RunId)] };
        await Apply(draft, Turn.Take(await OpenDialog(draft), draft, null, voice, me, clocked));
    }

    /// <summary>A free question: answered at once; then the pending question again.</summary>
    private async ValueTask Digress(Start start, bool mid)
    {
        if (catalog.Find(start.Dialog) is { } kind && Shut(kind) is { } shut)
        {
            Reply(shut);
            return;
        }
        if (catalog.Find(start.Dialog)?.For is { } may && (me is null || !may(me)))
        {
            Reply(voice.Say("error.noPermission"));
            if (mid) await AskAgain(voice.Say("digression.back", ("PendingQuestion", "")));
            return;
        }
        var conversation = new Conversation { Dialog = start.Dialog, Args = start.Args, RunId = Tokens.Of(update.Id, start.Dialog), StartedAt = now, LastAt = now };
        var answer = Turn.Take(await OpenDialog(conversation, mid), conversation, null, voice, me, clocked);
        if (answer.Next is not null && !answer.Parked) throw new InvalidOperationException($"{start.Dialog} is a free question and may ask nothing back.");
        foreach (var said in answer.Says) Reply(mid ? said with { Choices = [] } : said);
        await Follow(answer.Facts);
        if (answer.Then is { } then && !mid) await Begin(then);
        if (mid) await AskAgain(voice.Say("digression.back", ("PendingQuestion", "")));
    }

    private async ValueTask AskAgain(string before)
    {
        var active = chat.Active!;
        var turn = Turn.Take(await OpenDialog(active), active, null, voice, me, clocked);
        Keep(turn);
        if (turn.Asks is { } asks) Reply(asks.After(before));
    }

    /// <summary>Another command in the middle of a conversation.</summary>
    private async ValueTask Interrupt(DialogKind kind, Start start)
    {
        var active = chat.Active!;
        if (Shut(kind) is { } shut) { Reply(shut); return; }
        if (kind.Digression) { await Digress(start, mid: true); return; }
        var dialog = await OpenDialog(active);
        if (start.Dialog == "resume" || start.Dialog == active.Dialog && SameArgs(start.Args, active.Args)) { await AskAgain(""); return; }
        if (dialog is not IDraft || active.Answers.Count == 0 || kind.LeavesQuietly)
        {
            ParkActive();
            await Begin(start);
            return;
        }
        chat = chat with { Active = active with { Then = start } };
        Overlay(voice.Screen("flow.switch", [("Flow", TitleOf(dialog, active)), ("Other", kind.Title ?? kind.Name)], EngineChoice.Switch, EngineChoice.Resume));
    }

    /// <summary>A choice of the conversation's screen.</summary>
    private async ValueTask Choose(int number)
    {
        var active = chat.Active!;
        var id = active.Shown[number - 1].Id;
        chat = chat with { LastChoice = new LastChoice(active.ScreenToken ?? "", number, now, null) };
        switch (id)
        {
            case EngineChoice.Retry or EngineChoice.Resume:
                await Apply(active, Turn.Take(await OpenDialog(active), active with { Misses = 0, Then = null }, null, voice, me, clocked));
                return;
            case EngineChoice.Later:
                await Cancel();
                return;
            case EngineChoice.Help:
                ParkActive();
                await Begin(Start.Of("support", ("item", active.Dialog)));
                return;
            case EngineChoice.Switch when active.Then is { } other:
                ParkActive();
                await Begin(other);
                return;
            case EngineChoice.View:
                var viewed = await OpenDialog(active);
                Reply(viewed is IDraft draft ? Voice.Capital(draft.Progress(active).Done) + "." : "");
                await AskAgain("");
                return;
            case EngineChoice.Discard:
                var discarded = await OpenDialog(active);
                Overlay(voice.Screen("session.discard", [("Flow", TitleOf(discarded, active)), ("DoneText", DoneOf(discarded, active))], EngineChoice.Resume, EngineChoice.DiscardSure));
                return;
            case EngineChoice.DiscardSure:
                chat = chat with { Active = null };
                conversationEnded = true;
                Reply(voice.Say("session.discarded"));
                return;
            case EngineChoice.TakeText when chat.Kept is { } kept:
                chat = chat with { Kept = null };
                await Apply(active, Turn.Take(await OpenDialog(active), active, new Input(kept.Text, null, kept.Attachments, null, now), voice, me, clocked));
                return;
            case EngineChoice.LeaveText when chat.Kept is { } other:
                chat = chat with { Kept = null };
                ParkActive();
                if (other.Text is { } text) await TypedOutside(text, VietnameseText.ForMatching(text), null);
                return;
        }
        await Apply(active, Turn.Take(await OpenDialog(active), active, new Input(null, id, [], null, now), voice, me, clocked));
    }

    private async ValueTask Back()
    {
        var active = chat.Active!;
        var dialog = await OpenDialog(active);
        if (Turn.Back(dialog, active, voice, me, clocked) is not { } earlier) { await Cancel(); return; }
        await Apply(earlier, Turn.Take(dialog, earlier, null, voice, me, clocked));
    }

    private async ValueTask Cancel()
    {
        var active = chat.Active!;
        var keep = await OpenDialog(active) is IDraft && (active.Answers.Count > 0 || active.Partial is { Length: > 0 });
        if (keep) ParkActive();
        chat = chat with { Active = null };
        conversationEnded = true;
        var until = active.StartedAt.AddDays(me?.Cell?.Settings.DraftDays ?? 30);
        Reply(keep ? voice.Say("cancel.done", ("Date", $"{until:dd/MM/yyyy}")) : voice.Say("cancel.nothing"));
    }

    /// <summary>Photos and files: for the open question, else an unasked hand-in.</summary>
    private async ValueTask Files()
    {
        var input = new Input(update.Text, null, update.Attachments, null, now);
        if (chat.Active is { OpenKey: not null } active && !Idle)
        {
            var turn = Turn.Take(await OpenDialog(active), active, input, voice, me, clocked);
            if (!turn.Refused && !turn.Unread) { await Apply(active, turn); return; }
        }
        ParkActive();
        // Whoever opened an upload link was asked for a paper: it need not be asked whether this is one.
        var start = update.LinkId is null ? Start.Of("photos") : Start.Of("photos", ("asked", "link"));
        if (catalog.Find(start.Dialog) is null) { Reply(voice.Say("fallback.unknown")); return; }
        // Pages sent before and not yet handed in are part of the same paper.
        var draft = chat.Parked.FirstOrDefault(parked => parked.Dialog == start.Dialog);
        if (draft is not null) chat = chat with { Parked = [.. chat.Parked.Where(parked => parked != draft)] };
        var conversation = draft ?? new Conversation { Dialog = start.Dialog, Args = start.Args, RunId = Tokens.Of(update.Id, start.Dialog), StartedAt = now, LastAt = now };
        var first = Turn.Take(await OpenDialog(conversation), conversation, null, voice, me, clocked);
        if (first.Next is null) { await Apply(conversation, first); return; }
        if (draft is null && me is not null) await RemindOfDraft(conversation);
        await Apply(first.Next, Turn.Take(await OpenDialog(first.Next), first.Next, input, voice, me, clocked));
    }

    /// <summary>Stores what the turn came to, lets its facts follow, and goes on with the next dialog if it named one.</summary>
    private async ValueTask Apply(Conversation conversation, Turn turn)
    {
        foreach (var said in turn.Says) Reply(said);
        Keep(turn);
        if (turn.Undo is { } undo) chat = chat with { Undo = new Undo(undo.Start, undo.Until) };
        else if (turn.Facts.Count > 0) chat = chat with { Undo = null };
        await Follow(turn.Facts);
        if (turn.Then is { } then) await Begin(then);
    }

    private void Keep(Turn turn)
    {
        if (turn.Next is { } next) turn = turn with { Next = next with { ScreenToken = Tokens.For(chat.Id, next.ScreenToken) } };
        if (turn.Next is null) { chat = chat with { Active = null }; conversationEnded = true; }
        else if (turn.Parked) { chat = chat with { Active = turn.Next }; ParkActive(); }
        else chat = chat with { Active = turn.Next };
    }

    private async ValueTask Follow(IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0) return;
        hadEffect |= facts.Any(fact => !fact.IsQuiet);
        var effects = new Effects(desk, words, update.Id, now, me, update.AccountId) { SentAt = clocked.SentAt };
        foreach (var fact in facts) await catalog.Apply(fact, effects);
        if (effects.ChangeChat is { } change) chat = change(chat);
    }

    /// <summary>A draft is kept; what is no draft is let go: nothing of it was promised to be remembered.</summary>
    private void ParkActive()
    {
        if (chat.Active is not { } active) return;
        var parked = active with { OpenKey = active.Partial is null ? null : active.OpenKey, Misses = 0, Offer = null, Then = null, Shown = [], ScreenToken = null };
        chat = chat with { Active = null, Parked = active.Answers.Count == 0 && active.Partial is null ? chat.Parked : [parked, .. chat.Parked.Where(old => old.RunId != active.RunId).Take(MostParked - 1)] };
        conversationEnded = true;
    }

    /// <summary>Shows choices of the engine's own over the open question.</summary>
    private void Overlay(Screen screen)
    {
        var active = chat.Active!;
        IReadOnlyList<StoredChoice> shown = [.. screen.Choices.Select(choice => new StoredChoice(choice.Id, choice.Label))];
        chat = chat with { Active = active with { Shown = shown, LastAt = now, ScreenToken = Tokens.For(chat.Id, active.RunId, update.Id, shown[0].Id) } };
        Reply(screen);
    }

    private void ResumeCard(IDialog dialog, Conversation active) =>
        Overlay(voice.Screen("session.resume", [("Flow", TitleOf(dialog, active)), ("SavedAt", $"{active.LastAt:HH\\:mm}, ngày {active.LastAt:dd/MM/yyyy}"), ("DoneText", DoneOf(dialog, active))],
            EngineChoice.Resume, EngineChoice.View, EngineChoice.Discard));

    private string TitleOf(IDialog dialog, Conversation conversation) => dialog is IDraft draft ? draft.Title : catalog.Find(conversation.Dialog)?.Title ?? "việc đang làm";

    private static string DoneOf(IDialog dialog, Conversation conversation) => dialog is IDraft draft ? draft.Progress(conversation).Done : "chưa xong";

    private async ValueTask<IDialog> OpenDialog(Conversation conversation, bool mid = false)
    {
        var kind = catalog.Find(conversation.Dialog);
        if (kind is null) return new GoneDialog();
        return await kind.Open(new Opening(conversation.Args, me, desk, now, chat, mid) { Uploads = uploads, Guide = guide });
    }

    private string OpenTitle(IDialog dialog, Conversation active)
    {
        var replay = new Replay(active, null, voice, me, clocked);
        _ = dialog.Run(replay);
        return replay.Open is { } open ? open.Title ?? open.Prompt.Text.Split('\n')[0] : "";
    }

    private static bool SameArgs(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(arg => b.TryGetValue(arg.Key, out var other) && other == arg.Value);

    /// <summary>A dialog that this release no longer has: the conversation ends with a word instead of an error.</summary>
    private sealed class GoneDialog : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(chat.Voice.Say("dialog.gone"));
            return Task.CompletedTask;
        }
    }
}
