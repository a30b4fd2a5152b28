using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.AfterMeeting;

/// <summary>What follows a meeting: it was held, its minutes, its resolution with the tasks out of it, and that it is closed.</summary>
internal static class AfterMeetingFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(MinutesDialog.Name, MinutesDialog.Open) { Title = "Biên bản họp", Phrases = ["bien ban", "lap bien ban", "ghi bien ban", "bien ban hop", "/bienban", "viet bien ban"], For = me => me.LeadsCell },
            new(ResolutionDialog.Name, ResolutionDialog.Open) { Title = "Nghị quyết chi bộ", Phrases = ["nghi quyet", "ghi nghi quyet", "lap nghi quyet", "nghi quyet thang", "/nghiquyet", "ra nghi quyet"], For = me => me.LeadsCell },
        ],
        Outcomes: [Outcome.Of<MinutesConfirmed>(MinutesDialog.Confirmed), Outcome.Of<ResolutionIssued>(ResolutionOutcomes.Issued)],
        Ticks: [MeetingEnd.Tick])
    {
        Stages = [MeetingEnd.Writer],
    };
}
