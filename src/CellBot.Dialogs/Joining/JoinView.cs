using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Joining;

/// <summary>Whom an invite code is for, and what awaits them. Nothing of it is said before the code was right.</summary>
/// <param name="Other">An account of the same person that is linked already: of the same channel if there is one there, else the newest.</param>
/// <param name="Channel">Of the chat that joins.</param>
internal sealed record JoinView(InviteCode? Code, Me Invited, ChannelAccount? Other, Obligation? Nearest, string Channel)
{
    public static async ValueTask<JoinView?> Load(Opening opening)
    {
        InviteCode? code = null;
        var invited = opening.Me;
        if (opening.ArgOrNull("code") is { } id)
        {
            code = await opening.Reader.Get<InviteCode>(id);
            if (code is null || !code.IsUsableAt(opening.Now)) return null;
            invited = await Me.Load(opening.Reader, code.ParticipantId, opening.Today);
        }
        if (invited?.Cell is null) return null;
        var accounts = await opening.Reader.Find(ChannelAccount.ByParticipant, invited.Id + "/");
        var open = await opening.Reader.Find(Obligation.OpenByOwner, invited.Id + "/");
        var others = accounts.Where(account => account.Id != opening.Chat.Id && account.State is AccountState.Active).OrderByDescending(account => account.Channel == opening.Chat.Channel).ThenByDescending(account => account.LinkedAt);
        return new JoinView(code, invited, others.FirstOrDefault(),
            open.FirstOrDefault(duty => duty.OpensAt <= opening.Now), opening.Chat.Channel);
    }
}
