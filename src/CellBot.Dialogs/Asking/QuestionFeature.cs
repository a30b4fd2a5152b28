using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Asking;

/// <summary>Free questions: one message asks, one answers, also in the middle of a conversation, which goes on where it was.</summary>
internal static partial class QuestionFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(WhatDoIOwe.Name, async opening => new WhatDoIOwe(await Owed.Load(opening), opening.Mid))
            {
                Digression = true, Title = "Việc còn lại", For = InCell,
                Phrases = ["toi con no gi", "con no gi", "toi no gi", "toi con thieu gi", "con thieu gi", "toi phai lam gi", "toi con viec gi", "con viec gi", "toi con gi chua lam", "toi con gi chua nop", "toi chua nop gi"],
            },
            new(Todo.Name, async opening => new Todo(await Owed.Load(opening), opening.Mid))
            {
                Digression = true, Title = "Việc của tôi", For = InCell,
                Phrases = ["viec cua toi", "viec cua minh", "viec", "/viec", "viec dang mo", "viec phai lam", "danh sach viec"],
            },
            new("resume-phrase", _ => ValueTask.FromResult<IDialog>(new Resume())) { Phrases = ["lam tiep", "tiep tuc", "lam tiep viec do", "/lamtiep"], Title = "Làm tiếp" },
            new(WhyReminded.Name, WhyReminded.Open)
            {
                Digression = true, Title = "Vì sao nhắc", For = InCell,
                Phrases = ["sao nhac toi", "vi sao nhac toi", "tai sao nhac toi", "sao nhac hoai", "nhac gi ma lam the", "sao cu nhac"],
                Match = (folded, _, _) => Why().IsMatch(folded) ? Start.Of(WhyReminded.Name) : null,
            },
            Answer("ask.fee", voice => voice.Say("ask.fee"), (folded, text, _) => folded.Length <= 120 && (Fee().IsMatch(folded) || (Money().IsMatch(text) && Paying().IsMatch(folded)))),
            Answer("ask.who-reads", voice => voice.Say("ask.whoReads"), (folded, _, _) => WhoReads().IsMatch(folded)),
            Answer("ask.safety", voice => voice.Say("safety.neverAsk"), (folded, text, _) => folded.Length <= 120 && (Secrets().IsMatch(folded) || Money().IsMatch(text))),
            new(Thanks.Name, opening => ValueTask.FromResult<IDialog>(new Thanks(opening.Chat.ThankedAt)))
            {
                Digression = true,
                Phrases = ["ok", "oke", "okie", "thanks", "thank you", "tks", "rat cam on", "da biet", "biet roi", "toi biet roi", "duoc roi", "ro", "ro roi"],
                // Without its mark "vâng" is also "vắng": those are read as they are typed.
                Match = (folded, text, _) => Thanking().IsMatch(folded) || Yes().IsMatch(VietnameseText.ForStorage(text).Trim()) ? Start.Of(Thanks.Name) : null,
            },
            new("help", _ => ValueTask.FromResult<IDialog>(new OneAnswer(voice => voice.Say("help.short"))))
            {
                Digression = true, Title = "Hướng dẫn", Phrases = ["huong dan", "cach dung", "/huongdan", "/help", "help", "dung the nao", "dung nhu the nao", "cach dung tro ly", "xem huong dan"],
            },
            new("ask.contact", async opening => new OneAnswer(await Contact(opening)))
            {
                Digression = true, Title = "Số điện thoại bí thư", For = InCell,
                Match = (folded, _, _) => ContactOf().IsMatch(folded) ? Start.Of("ask.contact") : null,
            },
        ],
        Outcomes: [Outcome.Of<Thanked>(Thanked.Remember)],
        Ticks: []);

    private static bool InCell(View.Me me) => me.Cell is not null;

    private static DialogKind Answer(string name, Func<Speech.Voice, Speech.Screen> answer, Func<string, string, View.Me, bool> meant) =>
        new(name, _ => ValueTask.FromResult<IDialog>(new OneAnswer(answer))) { Digression = true, Match = (folded, text, me) => meant(folded, text, me) ? Start.Of(name) : null };

    /// <summary>Within the cell, and only the number of someone who agreed to show it.</summary>
    private static async ValueTask<Func<Speech.Voice, Speech.Screen>> Contact(Opening opening)
    {
        var secretary = opening.Me!.Secretary is { } known ? await opening.Reader.Get<Participant>(known.Id) : null;
        return secretary is { ShowsPhone: true, Phone: { } phone }
            ? voice => voice.Say("ask.contact", ("FullName", secretary.FullName), ("RoleText", $"bí thư {opening.Me.Cell!.Name}"), ("Phone", new PhoneNumber(phone).Shown))
            : voice => voice.Say("ask.contactHidden");
    }

    /// <summary>"làm tiếp" as a message of its own.</summary>
    private sealed class Resume : IDialog
    {
        public Task Run(IChat chat) => chat.GoTo(Start.Of("resume"));
    }

    [GeneratedRegex(@"^(?:sao|vi sao|tai sao|lam sao ma|gi ma)\b.*\bnhac\b|^nhac (?:hoai|mai|nhieu the|gi nhieu)")]
    private static partial Regex Why();

    [GeneratedRegex(@"\bdang phi\b|\b(?:dong|nop) (?:phi|quy)\b")]
    private static partial Regex Fee();

    [GeneratedRegex(@"\b(?:dong|nop|thu)\b")]
    private static partial Regex Paying();

    [GeneratedRegex(@"^ai (?:duoc |se |co the |da )*(?:doc|xem|thay|biet)\b.*\b(?:bai|ban|thu hoach|dang ky|cua toi|toi viet)\b")]
    private static partial Regex WhoReads();

    [GeneratedRegex(@"\b(?:otp|mat khau|chuyen khoan|so tai khoan|ma pin)\b")]
    private static partial Regex Secrets();

    // With its mark: without it "tien" is also tiến, tiện, tiên.
    [GeneratedRegex(@"\btiền\b", RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    [GeneratedRegex(@"^(?:da |vang |xin |chan thanh |rat )*cam on\b.{0,40}$")]
    private static partial Regex Thanking();

    [GeneratedRegex(@"^(?:dạ|vâng|dạ vâng|vâng dạ)(?: ạ)?[.!]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex(@"\b(?:so dien thoai|sdt|so dt|dien thoai|lien he|so may)\b.*\bbi thu\b|\bbi thu\b.*\b(?:so dien thoai|sdt|so may)\b")]
    private static partial Regex ContactOf();
}
