using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Pledges;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Study;

/// <summary>"tôi nộp chưa?", "biên nhận": the proof, or what is still missing. A free question.</summary>
/// <param name="handed">Of the kind that was asked about, the newest first.</param>
/// <param name="open">Duties of that kind, the nearest first.</param>
/// <param name="all">Every receipt was asked for.</param>
internal sealed class ReceiptDialog(IReadOnlyList<Handed> handed, IReadOnlyList<Obligation> open, bool all, DateOnly today) : IDialog
{
    public const string Name = "ask.receipt";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (all && handed.Count > 0)
            foreach (var one in handed.Take(5)) chat.Say(Proof(voice, one));
        else if (open.Count > 0) chat.Say(NotYet(voice, open[0]));
        else if (handed.Count > 0) chat.Say(Proof(voice, handed[0]));
        else chat.Say(voice.Say("ask.receiptNone"));
        return Task.CompletedTask;
    }

    private static Screen Proof(Voice voice, Handed one) =>
        voice.Say("ask.receipt", ("Item", one.Item), ("Time", $"{one.At:HH\\:mm}"), ("Date", $"{one.At:dd/MM/yyyy}"), ("Receipt", one.Receipt));

    private Screen NotYet(Voice voice, Obligation duty)
    {
        var due = DateOnly.FromDateTime(duty.DueAt.DateTime);
        var begin = Start.Of(duty.Kind is ObligationKind.Pledge ? PledgeDialog.Name : ReflectionDialog.Name, ("campaign", duty.SourceId));
        (string, object?)[] words = [("ItemCap", Voice.Capital(duty.Item)), ("DaysLeft", VietnameseDates.DaysLeft(due, today)), ("DueText", VietnameseDates.Long(due))];
        return voice.Screen(due < today ? "ask.notYetLate" : "ask.notYet", words, begin, Start.Of("later")) with { Topic = duty.Id };
    }
}
