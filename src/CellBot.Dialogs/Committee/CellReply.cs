using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Coverage;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Committee;

/// <summary>"Trả lời đảng ủy": the secretary's own words, passed on to the officer who asked.</summary>
/// <param name="inquiry">null: nobody asked this cell.</param>
internal sealed class CellReply(CellInquiry? inquiry, string body) : IDialog
{
    public const string Name = "committee.reply";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (inquiry is null) { chat.Say(voice.Say("error.noPermission")); return; }
        var text = await chat.Ask(Questions.Words("text", voice.Say("committee.askReply", ("Body", body)), voice, "text.needed", least: 1, title: "lời trả lời"));
        chat.Record(new CellAnswered(inquiry.RootId, inquiry.OfficerId, text.Text!));
        chat.Say(voice.Say("committee.replied", ("Body", body)));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var inquiry = await Find(opening.Reader, opening.Me, opening.Arg("campaign"), opening.Arg("officer"));
        var body = inquiry is not null && await AnyCampaign.Get(opening.Reader, inquiry.RootId) is { } campaign ? await opening.Reader.Get<OrgUnit>(campaign.UnitId) : null;
        return new CellReply(inquiry, body is null ? "Đảng ủy" : Officers.NameOf(body));
    }

    public static async ValueTask Answered(CellAnswered fact, Effects effects)
    {
        if (await Find(effects.Desk, effects.Me, fact.CampaignId, fact.OfficerId) is null) return;
        var cell = effects.Me.Cell!;
        effects.Audit("answer-committee", fact.CampaignId);
        await effects.Post.Send(fact.OfficerId, voice => voice.Say("committee.cellReply", ("Cell", cell.Name), ("Text", fact.Text)), options: await Timing.Daytime(effects, cell.Id));
    }

    private static async ValueTask<CellInquiry?> Find(Domain.Records.IReader reader, View.Me? me, string campaign, string officer) =>
        me is { LeadsCell: true, Cell: { } cell } ? await reader.Get<CellInquiry>(CellInquiry.IdOf(campaign, cell.Id, officer)) : null;
}
