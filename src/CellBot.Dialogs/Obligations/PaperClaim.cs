using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

internal sealed record PaperClaimed(string DutyId) : Fact;

/// <summary>"Đã nộp bản giấy": the reviewer is asked, and the reminders rest for three days.</summary>
internal sealed class PaperClaim(OwnDuty? own) : IDialog
{
    public const string Name = "paper.claim";

    private static readonly TimeSpan Rest = TimeSpan.FromDays(3);

    public Task Run(IChat chat)
    {
        if (OwnDuty.Closed(own, chat.Voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        chat.Record(new PaperClaimed(own!.Duty.Id));
        chat.Say(chat.Voice.Say("paper.claimed"));
        return Task.CompletedTask;
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
