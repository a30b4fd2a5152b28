using System.Buffers.Binary;
using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Linking;

/// <summary>"cấp mã mời": a code for one person of the cell, shown once. A code that was open before works no more.</summary>
internal sealed class IssueInvite(IReadOnlyList<CellPerson> people, NewCode? code, int days) : IDialog
{
    public const string Name = "invite.issue";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (people.Count == 0) { chat.Say(voice.Say("pick.nobody")); return; }
        var id = people.Count == 1 ? people[0].Person.Id : await chat.Ask(CellRoll.Which(voice, voice.Say("invite.issueWho"), people));
        var one = people.First(person => person.Person.Id == id);
        var expires = chat.Now.AddDays(days);
        var sure = one.Accounts.Count > 0
            ? await chat.Ask(Questions.Choice("more", voice.Screen("invite.issueMore", [("FullName", one.Person.FullName), ("Accounts", string.Join(", ", one.Accounts.Select(AccountWords.Of)))], "no", "yes")))
            : one.Usable(chat.Now) is { } open
                ? await chat.Ask(Questions.Choice("again", voice.Screen("invite.issueAgain", [("FullName", one.Person.FullName), ("Date", $"{open.ExpiresAt:dd/MM/yyyy}")], "no", "yes")))
                : "yes";
        if (sure is "no" || code is null)
        {
            chat.Say(voice.Say("invite.notIssued", ("FullName", one.Person.FullName)));
            return;
        }
        chat.Record(new InviteIssued(id, code.Digits, code.Token, expires));
        chat.Say(voice.Say("invite.issued", ("FullName", one.Person.FullName), ("Code", InviteCode.Shown(code.Digits)), ("DueText", VietnameseDates.Long(QuietHours.Day(expires))),
            ("LinkText", code.Url is { } url ? voice.Say("invite.issuedLink", ("Url", url)) : "")));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var roll = await CellRoll.Load(opening);
        var people = opening.ArgOrNull("person") is { } id ? [.. roll.Where(one => one.Person.Id == id)]
            : opening.ArgOrNull("who") is "missing" ? [.. roll.Where(one => !one.HasJoined)]
            : CellRoll.Named(roll, opening.ArgOrNull("name"));
        return new IssueInvite(people, await NewCode.For(opening), opening.Me?.Cell?.Settings.InviteDays ?? 7);
    }
}

/// <summary>Eight digits and a link's token that nobody can guess: made of the store's secret and the moment, so that a turn that runs again shows the same ones.</summary>
internal sealed record NewCode(string Digits, string? Token, string? Url)
{
    public static ValueTask<NewCode> For(Opening opening) =>
        For(opening.Guide, opening.Reader, string.Create(CultureInfo.InvariantCulture, $"invite/{opening.Chat.Id}/{opening.Now.UtcTicks}"));

    /// <param name="seed">Names this one invitation; derived, never counted.</param>
    public static async ValueTask<NewCode> For(IChannelGuide guide, IReader reader, string seed)
    {
        for (var nth = 0; ; nth++)
        {
            var secret = guide.SecretOf(string.Create(CultureInfo.InvariantCulture, $"{seed}/{nth}"));
            var digits = (BinaryPrimitives.ReadUInt64BigEndian(secret) % 100_000_000).ToString("D8", CultureInfo.InvariantCulture);
            var token = Convert.ToHexStringLower(secret.AsSpan(8, 16));
            if (await reader.Get<InviteCode>(InviteCode.IdOfDigits(digits)) is not null) continue; // somebody's: of a hundred million, so hardly ever
            return guide.JoinUrl(token) is { } url ? new NewCode(digits, token, url) : new NewCode(digits, null, null);
        }
    }
}
