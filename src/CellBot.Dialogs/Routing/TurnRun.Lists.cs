using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Routing;

internal sealed partial class TurnRun
{
    /// <summary>A list nobody answered for this long means nothing any more when a bare number comes; its buttons still work.</summary>
    private static readonly TimeSpan NumbersLast = TimeSpan.FromDays(14);

    private IReadOnlyList<(OpenList List, OutboxMessage? Row)>? openLists;

    /// <summary>Every list that a number could answer, the newest first; of several about one object only the newest.</summary>
    private async ValueTask<IReadOnlyList<(OpenList List, OutboxMessage? Row)>> OpenLists()
    {
        if (openLists is not null) return openLists;
        var all = new List<(OpenList List, OutboxMessage? Row)>();
        foreach (var list in chat.Lists) all.Add((list, null));
        foreach (var row in await desk.Find(OutboxMessage.OpenLists, update.AccountId + "/", 200)) if (row.NotAfter is not { } worthless || now <= worthless) all.Add((row.List!, row));
        all.RemoveAll(open => now - open.List.ShownAt > NumbersLast);
        all.Sort((a, b) => b.List.ShownAt.CompareTo(a.List.ShownAt));
        return openLists = [.. all.DistinctBy(open => open.List.Topic)];
    }

    private async ValueTask<bool> NewerList(DateTimeOffset than) => (await OpenLists()).Any(open => open.List.ShownAt > than);

    /// <summary>Takes a bare number as the answer to a list. False when no list is open that could be meant.</summary>
    private async ValueTask<bool> ChooseFromLists(int number)
    {
        var lists = await OpenLists();
        if (lists.Count == 0 || number == 0) return false;
        var accepting = lists.Where(open => number <= open.List.Choices.Count).ToArray();
        if (accepting.Length == 0)
        {
            if (chat.LastChoice is { EffectAt: not null } last && last.Number == number) return false;
            Reply(voice.Say("number.outOfRange", ("N", lists[0].List.Choices.Count)));
            return true;
        }
        // The same number again after its effect is a double, not an answer to an older list.
        if (chat.LastChoice is { EffectAt: not null } done && done.Number == number && accepting[0].List.ShownAt < done.At && now - done.At < IdleAfter) return false;
        // A list that answered what the person just did is the one last shown; among messages nobody asked for it must be said which.
        if (accepting.Length > 1 && accepting[0].Row is not null)
        {
            Reply(new Screen(voice.Say("number.which", ("Number", number), ("First", ""), ("Second", "")).Split('\n')[0],
                [.. accepting.Take(8).Select(open => new Choice("which", $"{Caption(open)}: {open.List.Choices[number - 1].Label}", open.List.Choices[number - 1].Start))], Topic: "number.which"));
            return true;
        }
        await Follow(accepting[0].List, accepting[0].Row, number);
        return true;
    }

    /// <summary>A label of one of the open lists, typed as a word ("tham dự").</summary>
    private async ValueTask<bool> LabelOnList(string folded)
    {
        foreach (var (list, row) in await OpenLists())
        {
            if (LabelMeant(list.Choices.Select(choice => choice.Label), folded) is not { } number) continue;
            await Follow(list, row, number);
            return true;
        }
        return false;
    }

    private static string Caption((OpenList List, OutboxMessage? Row) open)
    {
        var text = open.Row?.Text ?? open.List.Choices[0].Label;
        var line = text.Split('\n')[0];
        return line.Length <= 60 ? line.TrimEnd('.', ':') : line[..59].TrimEnd() + "…";
    }

    /// <summary>Does what a choice of a list says, and closes the list.</summary>
    private async ValueTask Follow(OpenList list, OutboxMessage? row, int number)
    {
        Close(list, row);
        ParkActive();
        chat = chat with { LastChoice = new LastChoice(list.Token, number, now, null) };
        var start = list.Choices[number - 1].Start;
        // Offered while the office was this person's: it opens nothing now, and it is written down.
        if (catalog.Find(start.Dialog)?.For is { } may && !may(me!)) new Effects(desk, words, update.Id, now, me, update.AccountId).Audit("wrong-person", start.Dialog);
        await Begin(start);
    }

    private void Close(OpenList list, OutboxMessage? row)
    {
        if (row is not null) desk.Put(row with { ListClosed = true });
        chat = chat with { Lists = [.. chat.Lists.Where(open => open.Token != list.Token)] };
        openLists = null;
    }

    /// <summary>A button: the conversation's screen, an open list, its double, or one that does nothing any more.</summary>
    private async ValueTask Pressed(string token, int number)
    {
        if (chat.Active is { OpenKey: not null } active && active.ScreenToken == token && number >= 1 && number <= active.Shown.Count)
        {
            await Choose(number);
            return;
        }
        foreach (var (list, row) in (await OpenLists()).Concat(await OlderLists()))
        {
            if (list.Token != token || number < 1 || number > list.Choices.Count) continue;
            await Follow(list, row, number);
            return;
        }
        if (chat.LastChoice is { } last && last.Token == token)
        {
            if (last.EffectAt is { } at && last.Number == number)
            {
                toast = voice.Say("duplicate.done", ("Time", $"{at:HH\\:mm}"));
                Reply(toast);
                return;
            }
        }
        if (!Tokens.IsOf(update.AccountId, token))
        {
            new Effects(desk, words, update.Id, now, me, update.AccountId).Audit("wrong-person", update.AccountId);
            toast = voice.Say("access.wrongPerson.toast");
            Reply(voice.Say("access.wrongPerson"));
            return;
        }
        toast = voice.Say("stale.toast");
        if (chat.Active is { OpenKey: not null } current)
        {
            var dialog = await OpenDialog(current);
            var turn = Turn.Take(dialog, current, null, voice, me, clocked);
            Keep(turn);
            Reply((turn.Asks ?? "").After(voice.Say("stale.button", ("CurrentStep", ""))));
        }
        else Reply(voice.Say("stale.nothing"));
    }

    /// <summary>Lists that a newer one about the same object replaced keep their buttons: what they start looks at the present state.</summary>
    private async ValueTask<IEnumerable<(OpenList List, OutboxMessage? Row)>> OlderLists() =>
        [.. chat.Lists.Select(list => (list, (OutboxMessage?)null)), .. (await desk.Find(OutboxMessage.OpenLists, update.AccountId + "/", 200)).Select(row => (row.List!, (OutboxMessage?)row))];
}
