using CellBot.Dialogs.Pledges;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Domain.Conversations;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Review;

/// <summary>A pledge or a reflection, as those who decide about it see it.</summary>
/// <param name="Author">Full name, without a form of address.</param>
/// <param name="Campaign">The year of a pledge, the title of a study.</param>
internal sealed record Paper(Pledge? Pledge, Reflection? Reflection, string Author, string Campaign)
{
    public const string PledgeKind = "pledge", ReflectionKind = "reflection";

    public string Kind => Pledge is not null ? PledgeKind : ReflectionKind;
    public string Id => Pledge?.Id ?? Reflection!.Id;
    public string AuthorId => Pledge?.ParticipantId ?? Reflection!.ParticipantId;
    public string UnitId => Pledge?.UnitId ?? Reflection!.UnitId;
    public string CampaignId => Pledge?.CampaignId ?? Reflection!.StudyCampaignId;
    public int Submission => Pledge?.Submission ?? Reflection!.Submission;
    public DateTimeOffset? SubmittedAt => Pledge is null ? Reflection!.SubmittedAt : Pledge.SubmittedAt;
    public Decision? Decision => Pledge is null ? Reflection!.Decision : Pledge.Decision;

    /// <summary>Submitted, and nobody has decided yet.</summary>
    public bool IsWaiting => Pledge?.Status is PledgeStatus.Submitted || Reflection?.Status is ReflectionStatus.Submitted;

    /// <summary>Taken back by its author, who has not sent it again.</summary>
    public bool IsBeingWritten => Pledge?.Status is PledgeStatus.Draft || Reflection?.Status is ReflectionStatus.Draft;

    /// <summary>Begins a dialog about this submission and no later one.</summary>
    public Start About(string dialog) => Start.Of(dialog, ("kind", Kind), ("id", Id), ("submission", $"{Submission}"));

    public static ValueTask<Paper?> Load(IReader reader, string kind, string id) => kind == PledgeKind ? LoadPledge(reader, id) : LoadReflection(reader, id);

    private static async ValueTask<Paper?> LoadPledge(IReader reader, string id) => await reader.Get<Pledge>(id) is { } pledge ? await Of(reader, pledge) : null;

    private static async ValueTask<Paper?> LoadReflection(IReader reader, string id) => await reader.Get<Reflection>(id) is { } reflection ? await Of(reader, reflection) : null;

    public static async ValueTask<Paper> Of(IReader reader, Pledge pledge) => new(pledge, null,
        (await reader.Get<Participant>(pledge.ParticipantId))?.FullName ?? "", $"{(await reader.Get<PledgeCampaign>(pledge.CampaignId))?.Year}");

    public static async ValueTask<Paper> Of(IReader reader, Reflection reflection) => new(null, reflection,
        (await reader.Get<Participant>(reflection.ParticipantId))?.FullName ?? "", (await reader.Get<StudyCampaign>(reflection.StudyCampaignId))?.Title ?? "");

    /// <summary>The submission with what can be decided about it.</summary>
    public Screen ToReader(Voice voice)
    {
        Pick[] picks = [About(ReturnPaper.Name), About(ApprovePaper.Name), Start.Of(ReviewDialog.Name, ("unit", UnitId), ("after", Id))];
        if (Pledge is { } pledge)
            return voice.Screen("review.pledge", [("FullName", Author), ("Year", Campaign), ("Date", $"{pledge.SubmittedAt:dd/MM/yyyy}"), ("ItemList", PledgeQuestions.Lines(pledge.Items))], picks) with { Topic = Id };
        var reflection = Reflection!;
        var screen = voice.Screen("review.reflection",
            [("FullName", Author), ("Study", Campaign), ("Form", FormOf(reflection)), ("Date", $"{reflection.SubmittedAt:dd/MM/yyyy}"), ("Body", Body(voice, reflection.Answers, reflection.Attachments, reflection.LateReason))], picks);
        Choice[] before = reflection.Earlier is [.., var earlier] ? [new Choice("earlier", $"Xem bản trước (gửi ngày {earlier.SubmittedAt:dd/MM/yyyy})", About(EarlierVersion.Name))] : [];
        return screen with { Choices = [.. screen.Choices, .. before], Attachments = reflection.Attachments, Topic = Id };
    }

    public static string Body(Voice voice, IReadOnlyList<ReflectionAnswer> answers, IReadOnlyList<Attachment> pages, string? lateReason) => string.Join('\n',
    [
        .. lateReason is null ? Array.Empty<string>() : [voice.Say("review.lateReason", ("Reason", lateReason))],
        .. answers.Select((answer, i) => answer.QuestionId.StartsWith("extra-", StringComparison.Ordinal) ? $"Bổ sung: {answer.Text}" : $"Câu {i + 1}: {answer.Text}"),
        .. pages.Select((page, i) => (page.Caption, i)).Where(page => page.Caption is not null).Select(page => $"Trang {page.i + 1}: {page.Caption}"),
    ]);

    private static string FormOf(Reflection reflection) => string.Join(", ",
        new[] { Essay.FormTextOf(reflection), reflection.PetitionId is not null || reflection.PetitionInside ? "có kiến nghị" : "", reflection.Late ? "nộp sau hạn" : "" }.Where(part => part.Length > 0));
}
