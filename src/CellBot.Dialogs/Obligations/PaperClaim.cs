using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

internal sealed record PaperClaimed(string DutyId) : Fact;

/// <summary>"Đã nộp bản giấy": the reviewer is asked, and the reminders rest for three days.</summary>
/// <param name="several">Of which one is meant, where the words named none: the nearest date first; empty where it is clear.</param>
internal sealed class PaperClaim(OwnDuty? own, IReadOnlyList<Obligation> several) : IDialog
{
    public const string Name = "paper.claim";

    private static readonly TimeSpan Rest = TimeSpan.FromDays(3);

    public async Task Run(IChat chat)
    {
        if (several.Count > 1)
        {
            var which = await chat.Ask(Questions.Choice("which", chat.Voice.Screen("paper.claimWhich", [], Pick.Many(several.Select(duty => new Choice(duty.Id, DutyWords.Line(duty, chat.Now)))))));
            await chat.GoTo(Start.Of(Name, ("item", which)));
        }
        if (OwnDuty.Closed(own, chat.Voice) is { } closed) { chat.Say(closed); return; }
        chat.Record(new PaperClaimed(own!.Duty.Id));
        chat.Say(chat.Voice.Say("paper.claimed"));
    }

    /// <summary>Only pledges and reflections come on paper; what was said to be handed in already is not asked about again.</summary>
    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.ArgOrNull("item") is not null) return new PaperClaim(await OwnDuty.Load(opening), []);
        Obligation[] open = [.. (await opening.Reader.Find(Obligation.OpenByOwner, opening.Me!.Id + "/")).Where(duty => duty.OpensAt <= opening.Now && DutyWords.HasPaper(duty))];
        Obligation[] unclaimed = [.. open.Where(duty => !(duty.PaperClaimedAt is not null && duty.PausedUntil > opening.Now))];
        var meant = unclaimed.Length > 0 ? unclaimed : open;
        return meant.Length > 1 ? new PaperClaim(null, meant)
            : new PaperClaim(meant is [var only] ? await OwnDuty.Load(opening with { Args = new Dictionary<string, string> { ["item"] = only.Id } }) : null, []);
    }

    public static async ValueTask Claimed(PaperClaimed fact, Effects effects)
    {
        if (await effects.Desk.Get<Obligation>(fact.DutyId) is not { IsOpen: true } duty || duty.OwnerId != effects.Me.Id) return;
        effects.Desk.Put(duty with { PausedUntil = effects.Now + Rest, PaperClaimedAt = duty.PaperClaimedAt ?? effects.SentAt });
        if (await Superior.Of(effects.Desk, effects.Me, effects.Today) is not { } reviewer) return;
        var name = effects.Me.Person.FullName;
        await effects.Post.Send(reviewer.Id, voice => Check(voice, duty, name), options: await Timing.Daytime(effects, duty.UnitId));
    }

    public static Screen Check(Voice voice, Obligation duty, string fullName) => voice.Screen("paper.check", [("FullName", fullName), ("Item", duty.Item)],
        Start.Of("paper.received", ("item", duty.Id)), Start.Of("paper.missing", ("item", duty.Id))) with { Topic = "paper/" + duty.Id };
}

/// <summary>When words to somebody who did not ask may leave.</summary>
internal static class Timing
{
    /// <summary>At once; in the quiet hours when they end.</summary>
    public static async ValueTask<PostOptions?> Daytime(Effects effects, string unitId)
    {
        var settings = await Ladder.SettingsOf(effects.Desk, unitId);
        return settings.IsQuietAt(effects.Now) ? new PostOptions { NotBefore = settings.AfterQuiet(effects.Now) } : null;
    }
}
