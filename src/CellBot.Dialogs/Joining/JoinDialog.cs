using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Linking;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Joining;

/// <summary>After a right code: is it you, do you agree, and what is there to do.</summary>
internal sealed partial class JoinDialog(JoinView view) : IDialog
{
    public const string Name = "join.consent";

    /// <summary>Of the text in consent.notice; stored with every answer to it.</summary>
    public const int NoticeVersion = 1;

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice.To(view.Invited);
        if (view.Code is not null && await chat.Ask(IsItYou(voice)) == "no")
        {
            chat.Record(new CodeHeld(view.Code.Id));
            chat.Say(voice.Say("invite.notMe"));
            return;
        }
        var beside = false;
        if (view.Other is { } other)
        {
            var which = await chat.Ask(Which(voice, other));
            if (which == "keep")
            {
                chat.Say(voice.Say("link.kept"));
                return;
            }
            beside = which == "both";
        }
        var answer = await chat.Ask(Consent("consent", voice, full: false));
        if (answer == "other") answer = await chat.Ask(Consent("consent-full", voice, full: true));
        if (answer == "other") await chat.Rewrite(new() { Forget = ["consent"] });
        IReadOnlyList<int> refused = [];
        if (answer.StartsWith(Except, StringComparison.Ordinal))
        {
            refused = [.. answer[Except.Length..].Select(digit => digit - '0')];
            if (await chat.Ask(Rest(voice, refused)) == "back") await chat.Rewrite(new() { Forget = ["consent"] });
        }
        if (answer == "decline")
        {
            chat.Record(new ConsentDeclined(view.Invited.Id, NoticeVersion));
            chat.Say(voice.Say("consent.declined"));
            return;
        }
        chat.Record(new Joined(view.Invited, view.Code?.Id, beside ? null : view.Other?.Id, NoticeVersion, refused) { BesideId = beside ? view.Other?.Id : null });
        chat.Say(view.Nearest is { } duty
            ? voice.Screen(chat.Now <= duty.DueAt ? "consent.accepted" : "consent.acceptedLate", [("Item", duty.Item), ("DueText", VietnameseDates.Long(DateOnly.FromDateTime(duty.DueAt.DateTime)))],
                Start.Of(duty.Kind.ToString().ToLowerInvariant(), ("campaign", duty.SourceId)), Start.Of("later")) with { Topic = duty.Id }
            : voice.Say("consent.acceptedNoDuty"));
    }

    private Question<string> IsItYou(Voice voice) => Questions.Choice("identity",
        voice.Screen("invite.confirmIdentity", [("FullName", view.Invited.Person.FullName)], "yes", "no"),
        ("dung", "yes"), ("phai", "yes"), ("co", "yes"), ("vang", "yes"), ("da", "yes"), ("khong", "no"), ("khong phai", "no"), ("sai", "no"));

    /// <summary>On another channel both may stay: no platform is sure to be there every day. On the same one the new account takes the place of the old.</summary>
    private Question<string> Which(Voice voice, ChannelAccount other) => Questions.Choice("account",
        other.Channel == view.Channel
            ? voice.Screen("link.otherAccount", [("Date", $"{other.LinkedAt:dd/MM/yyyy}")], "move", "keep")
            : voice.Screen("link.anotherChannel", [("Channel", AccountWords.Of(other)), ("Date", $"{other.LinkedAt:dd/MM/yyyy}")], "both", "move", "keep"),
        ("chuyen", "move"), ("giu", "keep"), ("ca hai", "both"), ("dung ca hai", "both"));

    private const string Except = "except-";

    /// <summary>"other" shows the other text: the full one, or the short one again. "không 3" agrees to all but that purpose.</summary>
    private Question<string> Consent(string key, Voice voice, bool full)
    {
        var screen = full
            ? voice.Screen("consent.notice", [("NoticeVersion", NoticeVersion), ("Controller", $"Chi ủy {view.Invited.Cell!.Name}"), ("Retention", $"{view.Invited.Cell!.Settings.KeepMonths} tháng sau khi hết năm")], "other", "agree", "decline")
            : voice.Screen("consent.short", [], "other", "agree", "decline");
        var usual = Questions.Choice(key, screen, ("dong y", "agree"), ("toi dong y", "agree"), ("co", "agree"), ("khong dong y", "decline"), ("khong", "decline"), ("doc", "other"));
        return usual with
        {
            Read = input => input.IsText(out var text) && Purposes().Match(VietnameseText.ForMatching(text)) is { Success: true } named
                ? Taken(Except + string.Concat(named.Groups["n"].Value.Where(char.IsAsciiDigit).Distinct().Order()))
                : usual.Read(input),
            Restore = stored => stored.StartsWith(Except, StringComparison.Ordinal) ? stored : usual.Restore(stored),
        };
    }

    private static Question<string> Rest(Voice voice, IReadOnlyList<int> refused) => Questions.Choice("consent-rest",
        voice.Screen("consent.except", [("Purposes", string.Join(", ", refused))], "back", "agree"), ("dong y", "agree"), ("co", "agree"));

    private static Accepted<string> Taken(string value) => new(value, value);

    [GeneratedRegex(@"^khong(?: dong y)?(?: muc)? (?<n>[123](?:(?: va)? [123])*)$")]
    private static partial Regex Purposes();
}
