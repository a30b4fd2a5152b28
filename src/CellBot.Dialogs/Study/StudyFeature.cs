using CellBot.Dialogs.Engine;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>Reflections after a study, what people propose beside them, and the proof that something was handed in.</summary>
internal static class StudyFeature
{
    private static readonly HashSet<string> AboutPledge = ["toi dang ky chua", "toi da dang ky chua", "da dang ky chua", "dang ky chua", "minh dang ky chua", "toi da gui dang ky chua"];
    private static readonly HashSet<string> AboutAll = ["bien nhan", "xem bien nhan", "so bien nhan", "bien nhan cua toi", "toi da nop nhung gi", "ma bien nhan", "cho xem bien nhan"];

    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(ReflectionDialog.Name, async opening => opening.ArgOrNull("campaign") is not { } campaign ? new StartReflection(await StudyView.All(opening))
                : await StudyView.Load(opening, campaign) is { } view ? new ReflectionDialog(view, opening.ArgOrNull("from"), opening.Chat.Active?.OpenKey)
                : await Elsewhere(opening, campaign))
            {
                Title = "Nộp bài thu hoạch",
                Phrases = ["nop thu hoach", "nop bai thu hoach", "bai thu hoach", "viet thu hoach", "lam thu hoach", "nop bai", "thuhoach", "/thuhoach", "bth"],
                // An officer of a body asks for its figures with the same word.
                Match = (folded, _, me) => folded is "thu hoach" && me.Cell is not null && !me.IsOfficer ? Start.Of(ReflectionDialog.Name) : null,
                For = me => me.Cell is not null,
            },
            new(PhotosDialog.Name, async opening => new PhotosDialog(await StudyView.All(opening), opening.ArgOrNull("asked") is not null)) { Title = "Nộp bài thu hoạch" },
            new(TakeBack.Name, async opening => new TakeBack((await Handed.All(opening)) switch
            {
                var all when all.FirstOrDefault(handed => handed.IsUndecided) is { } undecided => undecided,
                [var newest, ..] => newest,
                _ => null,
            })) { Title = "lấy lại để sửa", Phrases = ["sua", "lay lai", "rut lai", "/sua", "sua bai", "lay lai bai", "rut lai bai", "sua ban dang ky", "lay lai de sua"] },
            new(TakeBackReflection.Name, async opening => new TakeBackReflection(await StudyView.Load(opening, opening.Arg("campaign")))),
            new(ReceiptDialog.Name, async opening => await Receipt(opening))
            {
                Digression = true,
                Phrases = ["toi nop chua", "toi da nop chua", "da nop chua", "nop chua", "toi nop bai chua", "toi nop thu hoach chua", "toi da nop bai chua", "toi da nop thu hoach chua", "minh nop chua", "bai cua toi nop chua"],
                Match = (folded, _, _) => AboutPledge.Contains(folded) ? Start.Of(ReceiptDialog.Name, ("about", "pledge")) : AboutAll.Contains(folded) ? Start.Of(ReceiptDialog.Name, ("about", "all")) : null,
            },
            new(PetitionDialog.Name, async opening => new PetitionDialog(opening.Me!.Cell is { } cell ? await Petitions.NextNumber(opening.Reader, cell.Id) : 0, opening.Me.Cell?.Settings.PetitionDays ?? 7))
            {
                Title = "Kiến nghị",
                Phrases = ["kien nghi", "de xuat", "gui kien nghi", "de xuat kien nghi", "toi co kien nghi", "toi co de xuat", "gui de xuat", "/kiennghi", "kiennghi"],
                For = me => me.Cell is not null,
            },
            new(PetitionReply.Name, async opening => new PetitionReply(await PetitionView.Load(opening))) { Title = "Trả lời kiến nghị" },
            new(PassOnPetition.Name, async opening => new PassOnPetition(await PetitionView.Load(opening))),
            new(LaterPetition.Name, async opening => new LaterPetition(await PetitionView.Load(opening))),
            new(PetitionList.Name, async opening => await Waiting(opening))
            {
                Title = "xem kiến nghị", Phrases = ["xem kien nghi", "kien nghi cho", "kien nghi cho tra loi", "kien nghi dang cho", "danh sach kien nghi"],
                For = me => me.LeadsCell || me.IsOfficer,
            },
            new(TypeOutPetition.Name, async opening =>
            {
                var paper = await Paper.Load(opening.Reader, Paper.ReflectionKind, opening.Arg("id"));
                return new TypeOutPetition(paper, paper is not null && await Reviewing.May(opening.Reader, opening.Me!, paper, opening.Today),
                    paper is null ? 0 : await Petitions.NextNumber(opening.Reader, paper.UnitId), opening.ArgOrNull("none") is not null);
            }) { Title = "Ghi lại kiến nghị" },
        ],
        Outcomes:
        [
            Outcome.Of<ReflectionSubmitted>(ReflectionOutcomes.Submitted), Outcome.Of<ReflectionTakenBack>(ReflectionOutcomes.TakenBack),
            Outcome.Of<PetitionSent>(PetitionOutcomes.Sent), Outcome.Of<PetitionAnswered>(PetitionOutcomes.Answered), Outcome.Of<PetitionPassedOn>(PetitionOutcomes.PassedOn),
            Outcome.Of<PetitionAcknowledged>(PetitionOutcomes.Acknowledged), Outcome.Of<PetitionTypedOut>(PetitionOutcomes.TypedOut),
        ],
        Ticks: []);

    /// <summary>A campaign that is not of the person's cell (any more).</summary>
    private static async ValueTask<IDialog> Elsewhere(Opening opening, string id)
    {
        var campaign = await opening.Reader.Get<StudyCampaign>(id);
        var moved = campaign is not null && await opening.Reader.Get<Affiliation>(Affiliation.IdOf(campaign.UnitId, opening.Me!.Id)) is not null ? opening.Me!.InCell?.From : null;
        return new ElsewhereDialog(moved, id, campaign?.UnitId);
    }

    private static async ValueTask<IDialog> Receipt(Opening opening)
    {
        var about = opening.ArgOrNull("about");
        var handed = await Handed.All(opening);
        if (about is "all") return new ReceiptDialog(handed, [], true, opening.Today);
        var kind = about is "pledge" ? ObligationKind.Pledge : ObligationKind.Reflection;
        var open = (await opening.Reader.Find(Obligation.OpenByOwner, opening.Me!.Id + "/")).Where(duty => duty.Kind == kind && duty.OpensAt <= opening.Now).ToArray();
        Handed[] ofKind = [.. handed.Where(one => one.Pledge is not null == (kind is ObligationKind.Pledge))];
        return new ReceiptDialog(ofKind.Length > 0 || open.Length > 0 ? ofKind : handed, open, false, opening.Today);
    }

    private static async ValueTask<IDialog> Waiting(Opening opening)
    {
        var me = opening.Me!;
        var waiting = new List<Petition>();
        if (opening.ArgOrNull("id") is { } id)
        {
            if (await opening.Reader.Get<Petition>(id) is { } one) waiting.Add(one);
        }
        else if (me.Cell is { } cell) waiting.AddRange(await opening.Reader.Find(Petition.Open, cell.Id + "/"));
        var entries = new List<(Petition, string)>();
        foreach (var petition in waiting)
            if (Petitions.IsOpen(petition) && Petitions.MayHandle(me, petition) && await opening.Reader.Get<Participant>(petition.AuthorId) is var author && !MyDataFeature.HasWithdrawn(author))
                entries.Add((petition, author?.FullName ?? ""));
        return new PetitionList(entries, me.Cell?.ParentId is not null);
    }

    private sealed class ElsewhereDialog(DateOnly? movedOn, string campaign, string? unitId) : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(movedOn is { } day ? chat.Voice.Say("access.moved", ("Date", $"{day:dd/MM/yyyy}")) : chat.Voice.Say("access.wrongPerson"));
            chat.Record(new TurnedAway(campaign, unitId));
            return Task.CompletedTask;
        }
    }
}
