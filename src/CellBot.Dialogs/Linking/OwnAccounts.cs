using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Linking;

/// <summary>"tài khoản của tôi": where notices go, when a person has several accounts; answers go where the person wrote.</summary>
internal sealed class OwnAccounts(IReadOnlyList<ChannelAccount> accounts, ChannelAccount? preferred, string here) : IDialog
{
    public const string Name = "accounts";

    public Task Run(IChat chat)
    {
        var all = string.Join(", ", accounts.Select(account => $"{AccountWords.Of(account)} từ ngày {account.LinkedAt:dd/MM/yyyy}{(account.Id == here ? " (đang nhắn)" : "")}"));
        var prefer = accounts.Where(account => account.Id != preferred?.Id).Select(account => new Choice("prefer", $"Nhận thông báo ở {AccountWords.Of(account)}", Start.Of(PreferAccount.Name, ("account", account.Id))));
        var remove = accounts.Where(account => account.Id != here).Select(account => new Choice("remove", $"Thôi dùng {AccountWords.Of(account)}", Start.Of(RemoveAccount.Name, ("account", account.Id))));
        chat.Say(chat.Voice.Screen("accounts.list", [("Count", accounts.Count), ("Accounts", all), ("Channel", AccountWords.Of(preferred ?? accounts[0]))], Pick.Many(prefer.Concat(remove))) with { Topic = "accounts" });
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening) => new OwnAccounts(
        await opening.Reader.Find(ChannelAccount.ByParticipant, opening.Me!.Id + "/"), await Post.AccountOf(opening.Reader, opening.Me.Person), opening.Chat.Id);
}

/// <summary>Notices go to this account from now on.</summary>
internal sealed class PreferAccount(ChannelAccount? account) : IDialog
{
    public const string Name = "accounts.prefer";

    public Task Run(IChat chat)
    {
        if (account is null) { chat.Say(chat.Voice.Say("accounts.gone")); return Task.CompletedTask; }
        chat.Record(new AccountPreferred(account.Id));
        chat.Say(chat.Voice.Say("accounts.preferred", ("Channel", AccountWords.Of(account))));
        return Task.CompletedTask;
    }

    /// <summary>The account that was chosen, or the one in which "nhận tin ở đây" was said.</summary>
    public static async ValueTask<IDialog> Open(Opening opening) => new PreferAccount(await OwnAccount.Of(opening, opening.ArgOrNull("account") ?? opening.Chat.Id));
}

/// <summary>One of the own accounts is given up: a phone was lost or sold.</summary>
internal sealed class RemoveAccount(ChannelAccount? account) : IDialog
{
    public const string Name = "accounts.remove";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (account is null) { chat.Say(voice.Say("accounts.gone")); return; }
        if (await chat.Ask(Questions.Choice("sure", voice.Screen("accounts.removeSure", [("Channel", AccountWords.Of(account)), ("Date", $"{account.LinkedAt:dd/MM/yyyy}")], "keep", "remove"))) is "keep")
        {
            chat.Say(voice.Say("unlink.kept"));
            return;
        }
        chat.Record(new AccountUnlinked(account.Id, chat.Me.Id));
        chat.Say(voice.Say("accounts.removed", ("Channel", AccountWords.Of(account))));
    }

    public static async ValueTask<IDialog> Open(Opening opening) => new RemoveAccount(opening.Arg("account") != opening.Chat.Id ? await OwnAccount.Of(opening, opening.Arg("account")) : null);
}

internal static class OwnAccount
{
    public static async ValueTask<ChannelAccount?> Of(Opening opening, string id) =>
        await opening.Reader.Get<ChannelAccount>(id) is { State: not AccountState.Unlinked } account && account.ParticipantId == opening.Me!.Id ? account : null;
}
