using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Secretary;

/// <summary>What a secretary hears and does about the duties of one person.</summary>
internal static partial class SecretaryFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(OneEscalation.Name, async opening => new OneEscalation(await DutyView.Load(opening))),
            new(ExtendDialog.Name, async opening => new ExtendDialog(await DutyView.Load(opening))) { Title = "Gia hạn" },
            new(WaiveDialog.Name, async opening => new WaiveDialog(await DutyView.Load(opening))) { Title = "Miễn" },
            new(OneWord.PaperReceived, async opening => new OneWord(await DutyView.Load(opening), "paper.recorded", id => new PaperTaken(id))),
            new(OneWord.PaperMissing, async opening => new OneWord(await DutyView.Load(opening), "paper.askedAgain", id => new PaperMissed(id))),
            new(OneWord.Talk, async opening => new OneWord(await DutyView.Load(opening), "escalation.talks", id => new TalkPromised(id))),
            new(PaperFrom.Name, PaperFrom.Open) { Title = "Ghi nhận bản giấy", Match = (folded, text, _) => PaperOf().Match(folded) is { Success: true } found ? Start.Of(PaperFrom.Name, ("name", found.Groups["name"].Value)) : null, For = me => me.LeadsCell },
            new(SupportCall.Name, async opening => new SupportCall(await HelpView.Load(opening))),
            new(SupportReply.Name, async opening => new SupportReply(await HelpView.Load(opening))) { Title = "Trả lời" },
            new(PauseDialog.Name, async opening => new PauseDialog(await CellPeople.Named(opening, opening.ArgOrNull("name") ?? "")))
            {
                Title = "Tạm ngừng nhắc", Phrases = ["tam ngung nhac", "tam dung nhac", "ngung nhac"], For = me => me.LeadsCell,
                Match = (folded, _, _) => PauseOf().Match(folded) is { Success: true } found ? Start.Of(PauseDialog.Name, ("name", found.Groups["name"].Value)) : null,
            },
            new(MissingDialog.Name, async opening => new MissingDialog(await MissingView.Load(opening), opening.ArgOrNull("source"), Enum.TryParse<ObligationKind>(opening.ArgOrNull("kind"), out var kind) ? kind : null))
            {
                Title = "Ai chưa nộp", Digression = true, For = me => me.LeadsCell,
                Phrases = ["ai chua nop", "ai chua xong", "con ai chua nop", "ai con thieu", "con thieu ai", "ai chua lam", "/chuanop", "ai chua nop ai chua dang ky", "ai chua nop chua dang ky", "danh sach chua nop"],
                Match = (folded, _, _) => WhoNot().IsMatch(folded) ? Start.Of(MissingDialog.Name, ("kind", $"{(folded.Contains("dang ky", StringComparison.Ordinal) || folded.Contains("cam ket", StringComparison.Ordinal) ? ObligationKind.Pledge : ObligationKind.Reflection)}")) : null,
            },
            new(NudgeDialog.Name, async opening => new NudgeDialog((await MissingView.Load(opening)).FirstOrDefault(view => view.SourceId == opening.Arg("source")), opening.ArgOrNull("who") is "choose")) { Title = "Nhắc riêng", For = me => me.LeadsCell },
            new(DigestNow.Name, async opening => new DigestNow(opening.Me is { LeadsCell: true, Cell: { } cell } ? await Digest.Of(opening.Reader, cell, opening.Now) : null))
            {
                Title = "Tình hình", Digression = true, For = me => me.LeadsCell, Phrases = ["tinh hinh", "tinh hinh chi bo", "so lieu", "tong hop", "/tinhhinh"],
            },
        ],
        Outcomes:
        [
            Outcome.Of<DutyExtended>(DutyOutcomes.Extended),
            Outcome.Of<DutyWaived>(DutyOutcomes.Waived),
            Outcome.Of<PaperTaken>(DutyOutcomes.PaperTaken),
            Outcome.Of<PaperMissed>(DutyOutcomes.PaperMissed),
            Outcome.Of<TalkPromised>(DutyOutcomes.Talks),
            Outcome.Of<HelpAnswered>(DutyOutcomes.Answered),
            Outcome.Of<RemindersPaused>(PauseDialog.Paused),
            Outcome.Of<Nudged>(NudgeDialog.Nudge),
        ],
        Ticks: [])
    {
        Stages = [EscalationWriter.Stages, Digest.Stages],
    };

    [GeneratedRegex(@"^(?:toi )?da nhan (?:duoc )?ban giay (?:cua )?(?<name>[a-z ]{2,60})$")]
    private static partial Regex PaperOf();

    [GeneratedRegex(@"^tam (?:ngung|dung) (?:moi )?(?:loi )?nhac (?:nho )?(?:den |cho |dong chi )*(?<name>[a-z ]{2,60})$")]
    private static partial Regex PauseOf();

    [GeneratedRegex(@"^(?:con )?(?:nhung )?ai (?:con )?chua (?:nop |gui |viet |lam )?(?:bai |ban )?(?:thu hoach|dang ky|cam ket)")]
    private static partial Regex WhoNot();
}
