using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;

namespace CellBot.Dialogs.Study;

/// <summary>"nộp thu hoạch": the reflection that is owed; where there are several, which.</summary>
internal sealed class StartReflection(IReadOnlyList<StudyView> studies) : IDialog
{
    public async Task Run(IChat chat)
    {
        StudyView[] owed = [.. studies.Where(study => study.IsOwed)];
        if ((owed.Length > 0 ? owed[0] : studies.FirstOrDefault(study => study.Own is not null)) is not { } first) chat.Say(chat.Voice.Say("reflection.none"));
        else if (owed.Length <= 1) await chat.GoTo(Of(first));
        else chat.Say(chat.Voice.Screen("reflection.chooseCampaign", [], Pick.Many(owed.Select(study =>
            new Choice(study.Campaign.Id, $"{study.Campaign.Title} (hạn {VietnameseDates.Short(DateOnly.FromDateTime(study.DueAt.DateTime))})", Of(study))))) with { Topic = ReflectionDialog.Name });
    }

    private static Start Of(StudyView study) => Start.Of(ReflectionDialog.Name, ("campaign", study.Campaign.Id));
}
