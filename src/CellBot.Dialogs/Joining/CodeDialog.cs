using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Joining;

/// <summary>What a stranger's message comes to: a right code goes on to joining; anything else hears how to join, never whether a person exists.</summary>
/// <param name="digits">Of the message; empty when it holds no code.</param>
/// <param name="found">The code, if it is one and can be used.</param>
internal sealed class CodeDialog(string digits, bool isLink, InviteCode? found, Chat chatBefore, bool doorClosed) : IDialog
{
    public const string Name = "join";
    public const int MostTries = 5;
    public const int MostEverywhere = 50;
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (!isLink && digits.Length == 0)
        {
            chat.Say(voice.Say("welcome.unknown"));
            return;
        }
        if (!isLink && digits.Length != TypedCode.Length)
        {
            chat.Say(voice.Say("invite.incomplete", ("Count", digits.Length)));
            return;
        }
        if (chatBefore.CodesLockedUntil is { } until && until > chat.Now || doorClosed)
        {
            var minutes = doorClosed ? Window.TotalMinutes : Math.Ceiling((chatBefore.CodesLockedUntil!.Value - chat.Now).TotalMinutes);
            chat.Say(voice.Say("invite.locked", ("Minutes", (int)Math.Max(1, minutes))));
            return;
        }
        if (found is not null) await chat.GoTo(Start.Of(JoinDialog.Name, ("code", found.Id)));

        var wrong = chatBefore.WrongCodes.Count(at => chat.Now - at < Window) + 1;
        chat.Record(new WrongCodeTyped(Locks: wrong >= MostTries));
        chat.Say(wrong >= MostTries
            ? voice.Say("invite.locked", ("Minutes", (int)Window.TotalMinutes))
            : voice.Say("invite.invalid", ("TriesLeft", MostTries - wrong)));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is { Person.HasConsented: false } me && opening.Chat.ParticipantId == me.Id) return new AskAgain();
        var digits = TypedCode.DigitsOf(opening.ArgOrNull("text"));
        var link = opening.ArgOrNull("link");
        var found = link is not null ? await opening.Reader.Get<InviteCode>(InviteCode.IdOfLink(link))
            : digits.Length == TypedCode.Length ? await opening.Reader.Get<InviteCode>(InviteCode.IdOfDigits(digits))
            : null;
        var from = WrongCode.KeyOf(opening.Now - Window);
        var everywhere = link is null && digits.Length == TypedCode.Length ? (await opening.Reader.Range(WrongCode.ByTime, from, WrongCode.KeyOf(opening.Now), MostEverywhere)).Count : 0;
        return new CodeDialog(digits, link is not null, found is not null && found.IsUsableAt(opening.Now) ? found : null, opening.Chat, everywhere >= MostEverywhere);
    }

    /// <summary>Linked before and withdrew: agreeing again needs no new code.</summary>
    private sealed class AskAgain : IDialog
    {
        public Task Run(IChat chat) => chat.GoTo(Start.Of(JoinDialog.Name));
    }
}
