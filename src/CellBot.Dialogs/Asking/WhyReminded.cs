using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Asking;

/// <summary>"sao nhắc tôi hoài?": plain facts and a way out.</summary>
/// <param name="duty">The duty last reminded of.</param>
/// <param name="last">When the newest message nobody asked for came; null when it is not known any more.</param>
internal sealed class WhyReminded(Obligation? duty, DateTimeOffset? last, bool brief) : IDialog
{
    public const string Name = "ask.why";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (duty is null)
            chat.Say(voice.Say("ask.whyNothing", ("LastProactive", last is { } at ? $"lúc {at:HH\\:mm}, ngày {at:dd/MM/yyyy}" : "tin chào khi kết nối")));
        else if (brief)
            chat.Say(voice.Say("ask.whyBrief", ("Item", duty.Item), ("Due", DutyWords.Due(duty))));
        else
            chat.Say(voice.Screen("ask.whyReminded", [("Item", duty.Item), ("Due", DutyWords.Due(duty)), ("Nudges", duty.Nudges)],
                DutyWords.Go(duty), Start.Of(RemindWhen.Name, ("item", duty.Id)), DutyWords.Paper(duty), Start.Of(Support.Name, ("item", duty.Id))) with { Topic = duty.Id });
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var open = (await opening.Reader.Find(Obligation.OpenByOwner, opening.Me!.Id + "/")).Where(duty => duty.OpensAt <= opening.Now).ToArray();
        var lists = await opening.Reader.Find(OutboxMessage.OpenLists, opening.Chat.Id + "/", 200);
        return new WhyReminded(open.FirstOrDefault(duty => duty.Nudges > 0) ?? open.FirstOrDefault(), lists.Count > 0 ? lists[^1].CreatedAt : null, opening.Mid);
    }
}
