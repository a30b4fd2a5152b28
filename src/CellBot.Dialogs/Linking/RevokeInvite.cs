using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Linking;

/// <summary>"hủy mã mời": a code that was lost or came to the wrong hands works no more.</summary>
internal sealed class RevokeInvite(IReadOnlyList<CellPerson> people) : IDialog
{
    public const string Name = "invite.revoke";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (people.Count == 0) { chat.Say(voice.Say("invite.revokeNone")); return; }
        var id = await chat.Ask(CellRoll.Which(voice, voice.Say("invite.revokeWho"), people));
        var one = people.First(person => person.Person.Id == id);
        chat.Record(new InviteRevoked(id));
        chat.Say(voice.Screen("invite.revoked", [("FullName", one.Person.FullName)], Start.Of(IssueInvite.Name, ("person", id)), Start.Of("later")) with { Topic = "invite/" + id });
    }

    /// <summary>Those who hold a code that nobody has used: one that is held back, too.</summary>
    public static async ValueTask<IDialog> Open(Opening opening) =>
        new RevokeInvite([.. CellRoll.Named(await CellRoll.Load(opening), opening.ArgOrNull("name")).Where(one => one.Codes.Any(code => opening.Now < code.ExpiresAt))]);
}
