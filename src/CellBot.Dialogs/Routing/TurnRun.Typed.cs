using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Routing;

internal sealed partial class TurnRun
{
    private static readonly TimeSpan DoubleTap = TimeSpan.FromSeconds(3);

    /// <summary>What a text means, in order: a label or number on the screen, the question's own words, then global words.</summary>
    private async ValueTask Typed(string text)
    {
        var folded = VietnameseText.ForMatching(text);
        var isNumber = TypedNumber.TryRead(text, out var number);

        // On a summary a second identical number within three seconds is one double tap (model section 8).
        if (isNumber && chat.LastChoice is { EffectAt: { } effectAt } last && last.Number == number && now - last.At <= DoubleTap)
        {
            Reply(voice.Say("duplicate.done", ("Time", $"{effectAt:HH\\:mm}")));
            return;
        }
        // Anything said in between ends that: the same number then answers what is shown now.
        if (chat.LastChoice is { } earlier && (!isNumber || earlier.Number != number)) chat = chat with { LastChoice = earlier with { At = DateTimeOffset.MinValue } };
        if (chat.Active is { OpenKey: not null } && !Idle) await TypedInConversation(text, folded, isNumber ? number : null);
        else if (chat.Active is { OpenKey: not null }) await TypedAfterPause(text, folded, isNumber ? number : null);
        else await TypedOutside(text, folded, isNumber ? number : null);
    }

    private async ValueTask TypedInConversation(string text, string folded, int? number)
    {
        var active = chat.Active!;
        if (ChoiceMeant(active, folded, number) is { } choice)
        {
            await Choose(choice);
            return;
        }
        if (GlobalWords.IsCancel(folded)) { await Cancel(); return; }
        if (GlobalWords.IsBack(folded, text)) { await Back(); return; }

        var dialog = await OpenDialog(active);
        var turn = Turn.Take(dialog, active, new Input(text, null, [], null, now), voice, me, clocked);
        var writing = active.Writing;
        if (turn.Refused || writing is Writing.Line)
        {
            // At a question written in own words only an exact command or question is not the answer.
            var command = catalog.Command(folded, text, me, exactOnly: writing is Writing.Line && !text.TrimEnd().EndsWith('?'));
            // The command that began this very conversation, said again with other words, begins it anew.
            if (command is null && writing is Writing.Line && catalog.Command(folded, text, me) is { } again && again.Kind.Name == active.Dialog && again.Start.Args.Count > 0)
            {
                ParkActive();
                await Begin(again.Start);
                return;
            }
            // Who is being asked for consent hears the question again: nothing else is open.
            if (command is { } found && writing is not Writing.Long && !(Shut(found.Kind) is not null && catalog.Find(active.Dialog) is { ForStrangers: true }))
            {
                await Interrupt(found.Kind, found.Start);
                return;
            }
        }
        if (turn is { Unread: true, Next: { } moved } && active.Writing is not Writing.Short)
        {
            // Meant for a question that is open no more (a new release, a campaign that closed): kept and offered, never swallowed.
            foreach (var said in turn.Says.SkipLast(1)) Reply(said);
            Keep(turn);
            chat = chat with { Kept = new Said(text, [], now) };
            Overlay(voice.Screen("session.resumeWithText", [("Question", OpenTitle(dialog, moved)), ("Flow", TitleOf(dialog, moved))], EngineChoice.TakeText, EngineChoice.Resume));
            return;
        }
        await Apply(active, turn);
    }

    private async ValueTask TypedAfterPause(string text, string folded, int? number)
    {
        var active = chat.Active!;
        if (number is { } n && await NewerList(active.LastAt) is false && n >= 1 && n <= active.Shown.Count) { await Choose(n); return; }
        if (number is { } listed && await ChooseFromLists(listed)) return;
        if (number is null && ChoiceMeant(active, folded, null) is { } label) { await Choose(label); return; }
        if (await LabelOnList(folded)) return;
        if (GlobalWords.IsCancel(folded)) { await Cancel(); return; }
        if (catalog.Command(folded, text, me) is { } command)
        {
            if (!command.Kind.Digression) ParkActive();
            await (command.Kind.Digression ? Digress(command.Start, mid: false) : Begin(command.Start));
            return;
        }
        var dialog = await OpenDialog(active);
        if (active.Writing is not Writing.Short && number is null)
        {
            chat = chat with { Kept = new Said(text, [], now) };
            Overlay(voice.Screen("session.resumeWithText", [("Question", OpenTitle(dialog, active)), ("Flow", TitleOf(dialog, active))], EngineChoice.TakeText, EngineChoice.LeaveText));
            return;
        }
        ResumeCard(dialog, active);
    }

    private async ValueTask TypedOutside(string text, string folded, int? number)
    {
        if (number is { } n && await ChooseFromLists(n)) return;
        if (number is null && await LabelOnList(folded)) return;
        if (GlobalWords.IsBack(folded, text))
        {
            if (chat.Undo is { } undo && now <= undo.Until) { chat = chat with { Undo = null }; await Begin(undo.Start); }
            else await Begin(Start.Of("menu"));
            return;
        }
        if (catalog.Command(folded, text, me) is { } command)
        {
            await (command.Kind.Digression ? Digress(command.Start, mid: false) : Begin(command.Start));
            return;
        }
        if (GlobalWords.IsCancel(folded))
        {
            // A notice that is still held is what there is to stop.
            if (chat.Undo is { Start.Dialog: StopNotice.Name } held && now <= held.Until) { chat = chat with { Undo = null }; await Begin(held.Start); }
            else Reply(voice.Say("cancel.nothing"));
            return;
        }
        if (number is { } repeated && chat.LastChoice is { EffectAt: { } effectAt } last && last.Number == repeated)
        {
            Reply(voice.Say("duplicate.done", ("Time", $"{effectAt:HH\\:mm}")));
            return;
        }
        if (Guess(folded) is { } guess)
        {
            Reply(voice.Screen("typo.didYouMean", [("Guess", guess.Phrase)], guess.Start, Start.Of("menu")));
            return;
        }
        Reply(text.TrimEnd().EndsWith('?') && text.Length >= 10 ? voice.Screen("ask.cannot", [], Start.Of("support"), Start.Of("later")) : voice.Say("fallback.unknown"));
    }

    /// <summary>The closest command, one or two letters away; never one that sends or deletes, since beginning a dialog does neither.</summary>
    private (string Phrase, Start Start)? Guess(string folded)
    {
        if (folded.Length is < 4 or > 40) return null;
        foreach (var phrase in catalog.Phrases)
            if (phrase.Length >= 4 && !phrase.StartsWith('/') && VietnameseText.IsNear(folded, phrase, folded.Length >= 8 ? 2 : 1) && catalog.Command(phrase, phrase, me) is { } command
                && (command.Kind.For is null || command.Kind.For(me!)))
                return (phrase, command.Start);
        return null;
    }

    /// <summary>The number of the choice on the conversation's screen that was meant: by number, by its label, or by words only one label begins with.</summary>
    private static int? ChoiceMeant(Conversation active, string folded, int? number)
    {
        if (number is { } n) return n >= 1 && n <= active.Shown.Count ? n : null;
        return LabelMeant(active.Shown.Select(choice => choice.Label), folded);
    }

    private static int? LabelMeant(IEnumerable<string> labels, string folded)
    {
        if (folded.Length < 2) return null;
        int? begins = null;
        var at = 0;
        var several = false;
        foreach (var label in labels)
        {
            at++;
            var name = VietnameseText.ForMatching(label);
            if (name == folded) return at;
            if (folded.Length < 4 || !name.StartsWith(folded + " ", StringComparison.Ordinal)) continue;
            several |= begins is not null;
            begins = at;
        }
        return several ? null : begins;
    }
}
