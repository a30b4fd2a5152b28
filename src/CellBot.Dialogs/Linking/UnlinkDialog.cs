using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Linking;

/// <summary>"gỡ kết nối": somebody was linked by mistake. The account is told nothing, then or later.</summary>
/// <param name="linked">Everybody of the cell with accounts; the account that speaks is not among them.</param>
internal sealed class UnlinkDialog(IReadOnlyList<CellPerson> linked) : IDialog
{
    public const string Name = "unlink";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (linked.Count == 0) { chat.Say(voice.Say("unlink.none")); return; }
        var personId = linked.Count == 1 ? linked[0].Person.Id : await chat.Ask(CellRoll.Which(voice, voice.Say("unlink.who"), linked));
        var one = linked.First(person => person.Person.Id == personId);
        var accountId = one.Accounts.Count == 1 ? one.Accounts[0].Id : await chat.Ask(Which(voice, one));
        var account = one.Accounts.First(account => account.Id == accountId);
        if (await chat.Ask(Questions.Choice("sure", voice.Screen("unlink.confirm", [("Channel", AccountWords.Of(account)), ("FullName", one.Person.FullName), ("Date", $"{account.LinkedAt:dd/MM/yyyy}")], "keep", "unlink"))) is "keep")
        {
            chat.Say(voice.Say("unlink.kept"));
            return;
        }
        chat.Record(new AccountUnlinked(account.Id, personId));
        chat.Say(voice.Screen("unlink.done", [("Channel", AccountWords.Of(account)), ("FullName", one.Person.FullName)], Start.Of(IssueInvite.Name, ("person", personId)), Start.Of("later")) with { Topic = "unlink/" + personId });
    }

    private static Question<string> Which(Voice voice, CellPerson one) => Questions.Choice("account",
        voice.Screen("unlink.which", [("FullName", one.Person.FullName)], Pick.Many(one.Accounts.Select(account => new Choice(account.Id, $"{AccountWords.Of(account)}, từ ngày {account.LinkedAt:dd/MM/yyyy}")))));

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var linked = new List<CellPerson>();
        foreach (var one in CellRoll.Named(await CellRoll.Load(opening), opening.ArgOrNull("name")))
            if (one.Accounts.Where(account => account.Id != opening.Chat.Id).ToArray() is { Length: > 0 } accounts)
                linked.Add(one with { Accounts = accounts });
        return new UnlinkDialog(linked);
    }
}
