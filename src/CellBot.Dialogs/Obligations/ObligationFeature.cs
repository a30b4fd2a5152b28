using System.Text.RegularExpressions;
using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

/// <summary>Duties with a date: what the clock says about them, and what their owners answer.</summary>
internal static partial class ObligationFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(RemindTomorrow.Name, async opening => new RemindTomorrow(await OwnDuty.Load(opening))),
            new(RemindLater.Name, async opening => new RemindLater(await OwnDuty.Load(opening))),
            new(RemindWhen.Name, async opening => new RemindWhen(await OwnDuty.Load(opening), Asked(opening)))
            {
                Title = "Hẹn giờ nhắc",
                Phrases = ["nhac lai", "nhac toi sau", "nhac lai sau", "nhac toi vao ngay khac", "nhac lai vao ngay khac"],
                Match = MatchWhen,
            },
            new(PaperClaim.Name, PaperClaim.Open) { Title = "báo đã nộp bản giấy", Phrases = ["da nop ban giay", "toi da nop ban giay", "nop ban giay roi", "da nop giay"] },
            new(Support.Name, async opening => new Support(await SupportView.Load(opening)))
            {
                Title = "Nhờ giúp", For = me => me.Cell is not null,
                Phrases = ["can ho tro", "gap kho khan", "vuong mac", "toi can giup", "can giup", "giup toi", "nho bi thu giup", "toi gap kho khan", "toi dang gap kho khan", "toi dang kho khan can giup", "can giup do", "ho tro", "/hotro", "nho giup", "toi can ho tro"],
            },
            new(SupportNote.Name, async opening => new SupportNote(
                await opening.Reader.Get<HelpRequest>(opening.Arg("help")) is { } help && help.AuthorId == opening.Me!.Id ? help : null,
                (await Superior.Of(opening.Reader, opening.Me!, opening.Today))?.FormalName)) { Title = "Nhờ giúp" },
            new(DraftLater.Name, opening => ValueTask.FromResult<IDialog>(new DraftLater(DraftWriter.Find(opening.Chat, opening.Arg("run")), opening.Me?.Cell?.Settings.DraftDays ?? 30))),
        ],
        Outcomes:
        [
            Outcome.Of<Snoozed>(Snooze.Plan),
            Outcome.Of<PaperClaimed>(PaperClaim.Claimed),
            Outcome.Of<HelpAsked>(SupportOutcomes.Asked),
            Outcome.Of<HelpNoted>(SupportOutcomes.Noted),
        ],
        Ticks: [CampaignSpreading.Tick, Snapshots.Tick, PersonTick.Tick, HeldTick.Tick])
    {
        Stages = [LadderWriter.Stages, DraftWriter.Stages, SafetyWriter.Stages, OpeningWriter.Stages, SupportOutcomes.Stages, CellCompleteWriter.Stages],
    };

    /// <summary>"nhắc tôi lúc 20 giờ", "nhắc lại tôi sáng mai": the reading is stored in the start, so that it means the same when the turn runs again.</summary>
    private static Start? MatchWhen(string folded, string text, Me me) => Reminding().IsMatch(folded) ? Start.Of(RemindWhen.Name, ("at", "text"), ("typed", Cut(text))) : null;

    private static DateTimeOffset? Asked(Opening opening)
    {
        if (opening.ArgOrNull("typed") is not { } typed) return null;
        var reading = VietnameseDateReader.Read(typed, opening.Now, DateReadingOptions.Future);
        return reading.Value is { } read ? SnoozeQuestions.Moment(read, opening.Me!.Cell?.Settings ?? new()) : null;
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60];

    [GeneratedRegex(@"^nhac (?:lai |toi |minh |giup toi |lai cho toi )*(?:luc|vao|hom|sang|chieu|toi|ngay|mai|thu|t\d|\d)")]
    private static partial Regex Reminding();
}
