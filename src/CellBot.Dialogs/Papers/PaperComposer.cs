using System.Globalization;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Reviews;
using CellBot.Domain.Study;
using CellBot.Domain.Tasks;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Papers;

/// <summary>Composes a document from what is stored at this moment: figures are counted anew for each printing.</summary>
public static class PaperComposer
{
    /// <param name="now">Local (+07:00); it is printed.</param>
    /// <returns>Null: what it is about is gone, or there is nothing to print yet.</returns>
    public static async ValueTask<PaperFile?> Compose(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(order);
        var file = order.Kind switch
        {
            PaperKind.Pledge => await Pledge(reader, order, now),
            PaperKind.Reflection => await Reflection(reader, order, now),
            PaperKind.Notice or PaperKind.Invitation or PaperKind.Minutes or PaperKind.Resolution => await OfMeeting(reader, order, now),
            PaperKind.Report => await Report(reader, order, now),
            PaperKind.PledgeList => await PledgeList(reader, order, now),
            PaperKind.ReflectionList => await ReflectionList(reader, order, now),
            PaperKind.Remediation => await Remediation(reader, order, now),
            PaperKind.FourGood => await FourGood(reader, order, now),
            PaperKind.MyData => await MyDataPaper.Compose(reader, order.ObjectId, now),
            _ => null,
        };
        return file is null ? null : PaperCheck.WithoutPhones(file);
    }

    private static async ValueTask<PaperFile?> Pledge(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        if (await reader.Get<Pledge>(order.ObjectId) is not { } pledge || await reader.Get<PledgeCampaign>(pledge.CampaignId) is not { } campaign) return null;
        if (await PaperScene.Load(reader, pledge.UnitId, now) is not { } scene || scene.SeatOf(pledge.ParticipantId) is not { } author) return null;
        var review = await reader.Get<RemediationPlan>(RemediationPlan.IdOf(pledge.ParticipantId, campaign.Year - 1));
        return PledgePaper.Compose(scene, author, campaign, pledge, review, order.Part is "annex") is { } paper
            ? new PaperFile(Name(scene, "camket", $"{campaign.Year}", $"{author.Place.Number:D2}"), [paper]) : null;
    }

    private static async ValueTask<PaperFile?> Reflection(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        if (await reader.Get<Reflection>(order.ObjectId) is not { Submission: > 0 } reflection || await reader.Get<StudyCampaign>(reflection.StudyCampaignId) is not { } campaign) return null;
        if (await PaperScene.Load(reader, reflection.UnitId, now) is not { } scene || scene.SeatOf(reflection.ParticipantId) is not { } author) return null;
        var petition = reflection.PetitionId is { } id ? await reader.Get<Petition>(id) : null;
        return new PaperFile(Name(scene, "thuhoach", campaign.Code, $"{author.Place.Number:D2}"), [ReflectionPaper.Compose(scene, author, campaign, reflection, petition)]);
    }

    private static async ValueTask<PaperFile?> OfMeeting(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        if (await reader.Get<Meeting>(order.ObjectId) is not { } meeting || await PaperScene.Load(reader, meeting.UnitId, now) is not { } scene) return null;
        var day = meeting.StartsAt.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        switch (order.Kind)
        {
            case PaperKind.Notice:
                var change = await reader.Get<Notice>(Domain.Meetings.Notice.IdOf(meeting.Id, meeting.NoticeVersion));
                return new PaperFile(Name(scene, "thongbao", "hop", day), [MeetingPaper.Notice(scene, meeting, change)]);
            case PaperKind.Invitation:
                var invited = await Invited(reader, meeting, order.Part, scene);
                return new PaperFile(Name(scene, "giaymoi", day), [.. invited.Select(one => MeetingPaper.Invitation(scene, meeting, one.To, one.IsMember))]);
            case PaperKind.Minutes:
                var answers = (await reader.Find(Rsvp.ByMeeting, meeting.Id + "/", 10_000)).ToDictionary(answer => answer.ParticipantId);
                return new PaperFile(Name(scene, "bienban", day),
                    [MinutesPaper.Compose(scene, meeting, await reader.Get<RollCall>(meeting.Id), answers, await reader.Get<Minutes>(meeting.Id), await Tasks(reader, meeting.Id))]);
            default:
                var resolution = (await reader.Find(Resolution.ByUnit, meeting.UnitId + "/", 10_000)).LastOrDefault(each => each.MeetingId == meeting.Id);
                var tasks = (await Tasks(reader, meeting.Id)).Concat(resolution is null ? [] : await Tasks(reader, resolution.Id)).ToArray();
                return new PaperFile(Name(scene, "nghiquyet", day), [ResolutionPaper.Compose(scene, meeting, resolution, tasks)]);
        }
    }

    /// <summary>"unreached": those whom no message reached, a sheet each; "guests": the guests; else one sheet whose name is written by hand.</summary>
    private static async ValueTask<IReadOnlyList<(string? To, bool IsMember)>> Invited(IReader reader, Meeting meeting, string? part, PaperScene scene)
    {
        var sheets = new List<(string?, bool)>();
        if (part is "unreached")
        {
            var ledger = await NoticeLedger.Of(reader, Domain.Meetings.Notice.IdOf(meeting.Id, meeting.NoticeVersion));
            sheets.AddRange(scene.Roll.Where(seat => ledger.Unreached.Contains(seat.Person.Id) || ledger.Unknown.Contains(seat.Person.Id)).Select(seat => ((string?)seat.Person.FormalName, seat.IsMember)));
        }
        else if (part is "guests")
            sheets.AddRange(meeting.Guests.Select(guest => ((string?)(guest.Position is { } position ? $"{guest.FullName}, {position}" : guest.FullName), false)));
        return sheets.Count > 0 ? sheets : [(null, true)];
    }

    private static async ValueTask<IReadOnlyList<ActionItem>> Tasks(IReader reader, string source) =>
        [.. (await reader.Find(ActionItem.BySource, source + "/")).Where(task => task.Status is not ActionItemStatus.Dropped).OrderBy(task => task.DueAt)];

    private static async ValueTask<PaperFile?> PledgeList(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        if (await reader.Get<PledgeCampaign>(order.ObjectId) is not { } campaign || await PaperScene.Load(reader, campaign.UnitId, now) is not { } scene) return null;
        var (paper, ledger) = PledgeListPaper.Compose(scene, campaign, await reader.Find(Domain.Pledges.Pledge.ByCampaign, campaign.Id + "/", 10_000));
        return new PaperFile(Name(scene, "dangky", $"{campaign.Year}"), [paper]) { Ledger = ledger };
    }

    private static async ValueTask<PaperFile?> ReflectionList(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        if (await reader.Get<StudyCampaign>(order.ObjectId) is not { } campaign || await PaperScene.Load(reader, campaign.UnitId, now) is not { } scene) return null;
        var reflections = await reader.Find(Domain.Study.Reflection.ByCampaign, campaign.Id + "/", 10_000);
        var petitions = (await reader.Get<Petition>([.. reflections.Select(each => each.PetitionId).OfType<string>()])).ToDictionary(petition => petition.Id);
        var (paper, ledger) = ReflectionListPaper.Compose(scene, campaign, reflections, petitions);
        return new PaperFile(Name(scene, "thuhoach", campaign.Code), [paper]) { Ledger = ledger };
    }

    private static async ValueTask<PaperFile?> Report(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        if (ReportPeriod.Parse(order.Part) is not { } period || await PaperScene.Load(reader, order.ObjectId, now) is not { } scene) return null;
        var cells = new List<CellFigures>();
        // The organisation as it was when the period ended.
        var tree = await Trees.At(reader, period.To < scene.Today ? period.To : scene.Today);
        IEnumerable<OrgUnit> reported = scene.Unit.IsCell ? [scene.Unit] : tree.CellsBelow(scene.Unit.Id).OrderBy(cell => cell.Name, OrgTree.ByName);
        foreach (var cell in reported)
            if (await PaperScene.Load(reader, cell.Id, now) is { } below)
                cells.Add(await CellFigures.Count(reader, below, period.From, period.To));
        var entered = await reader.Get<PeriodReport>(PeriodReport.IdOf(scene.Unit.Id, period.From, period.To));
        return new PaperFile(Name(scene, "baocao", period.Code.Replace("-", "").Replace("..", "-")),
            [ReportPaper.Compose(scene, period, cells, entered, scene.Unit.IsCell ? await Missing(reader, scene) : [], await Praised(reader, scene, period))]);
    }

    private static async ValueTask<IReadOnlyList<(string, string)>> Missing(IReader reader, PaperScene scene)
    {
        var open = (await reader.Find(Obligation.OpenByUnit, scene.Unit.Id + "/", 10_000)).Where(duty => duty.OpensAt <= scene.Now && duty.Kind is not ObligationKind.PetitionReply && scene.SeatOf(duty.OwnerId) is { } seat && !Covers(seat.Exempt, duty.Kind));
        return [.. open.GroupBy(duty => duty.OwnerId).Select(owner => (scene.NameOf(owner.Key), string.Join("; ", owner.Select(duty => duty.Item)))).OrderBy(row => row.Item1, PersonName.Order)];
    }

    private static bool Covers(ExemptionScope exempt, ObligationKind kind) =>
        kind switch { ObligationKind.Pledge or ObligationKind.QuarterlyCheck => exempt.HasFlag(ExemptionScope.Pledges), ObligationKind.Reflection => exempt.HasFlag(ExemptionScope.Reflections), _ => false };

    /// <summary>Only with the praised one's consent.</summary>
    private static async ValueTask<IReadOnlyList<string>> Praised(IReader reader, PaperScene scene, ReportPeriod period)
    {
        var praise = (await reader.Find(Commendation.ByUnit, scene.Unit.Id + "/")).Where(each => each.PublishConsent && !(each.ParticipantId is { } praised && MyDataFeature.HasWithdrawn(scene.SeatOf(praised)?.Person)) && period.From <= each.DecidedOn && each.DecidedOn <= period.To);
        return [.. praise.Select(each => $"{(each.ParticipantId is { } person ? "Đồng chí " + scene.NameOf(person) : scene.Unit.Name)}: {each.Deed}")];
    }

    private static async ValueTask<PaperFile?> Remediation(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        var plan = await reader.Get<RemediationPlan>(order.ObjectId);
        var slash = order.ObjectId.LastIndexOf('/');
        var year = int.Parse(order.ObjectId[(slash + 1)..], CultureInfo.InvariantCulture);
        if (await PaperScene.Load(reader, plan?.UnitId ?? order.ObjectId[..slash], now) is not { } scene) return null;
        var author = plan?.ParticipantId is { } person ? scene.SeatOf(person) : null;
        if (plan?.ParticipantId is not null && author is null) return null;
        return new PaperFile(author is null ? Name(scene, "khacphuc", $"{year}") : Name(scene, "khacphuc", $"{year}", $"{author.Place.Number:D2}"), [RemediationPaper.Compose(scene, plan, year, author)]);
    }

    private static async ValueTask<PaperFile?> FourGood(IReader reader, PaperOrder order, DateTimeOffset now)
    {
        if (await PaperScene.Load(reader, order.ObjectId, now) is not { } scene) return null;
        var card = (await reader.Find(FourGoodScorecard.ByUnit, order.ObjectId + "/")).LastOrDefault();
        return new PaperFile(Name(scene, "bontot", $"{now.Year}"), [FourGoodPaper.Compose(scene, card, card?.Period ?? $"năm {now.Year}")]);
    }

    /// <summary>"dangky-2027-chibo-khuvuc3-20261120": no diacritics, no name of a person.</summary>
    private static string Name(PaperScene scene, params ReadOnlySpan<string> what) =>
        PaperWords.FileName([.. what, scene.Unit.IsCell ? "chibo" : "dangbo", PaperWords.CodeOf(scene.Unit.Name), scene.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)]);
}
