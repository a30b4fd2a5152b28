using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Secretary;

/// <summary>"Miễn lần này": with a reason that only secretary and deputy see; the person leaves the denominator.</summary>
internal sealed class WaiveDialog(DutyView? view) : IDialog
{
    public const string Name = "waive";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (DutyView.Closed(view, voice) is { } closed) { chat.Say(closed); return; }
        var name = view!.Owner.Person.FullName;
        var given = await chat.Ask(Reason(voice, view.Duty.Item, name));
        if (given.ChoiceId is "other") given = await chat.Ask(Questions.Words("text", voice.Say("waiver.askText"), voice, most: 300, title: "lý do miễn"));
        var reason = given.ChoiceId switch { "health" => WaiverReason.Health, "away" => WaiverReason.Away, _ => WaiverReason.Other };
        chat.Record(new DutyWaived(view.Duty.Id, reason, given.Text));
        chat.Say(voice.Say("waiver.done", ("Item", view.Duty.Item), ("FullName", name), ("Eligible", view.Eligible - 1)));
        if (view.IfWaived is { } done) chat.Say(done.Screen(voice, chat.Now));
        if (view.Rest(voice, chat.Now) is { } rest) chat.Say(rest);
    }

    private static Question<Written> Reason(Voice voice, string item, string name) =>
        Questions.Words("reason", voice.Screen("waiver.askReason", [("Item", item), ("FullName", name)], "health", "away", "other"), voice, most: 300, title: "lý do miễn");
}
