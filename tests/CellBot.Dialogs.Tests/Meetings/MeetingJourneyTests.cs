using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Meetings;

public sealed class MeetingJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_3_a_meeting_is_announced_and_its_place_changes(bool buttons)
    {
        var script = JourneyScript.Load("3");
        await using var town = await MeetingTown.Start(script.Blocks[0].When.AddMinutes(-1));
        var player = new JourneyPlayer(town, buttons)
        {
            AccountOf = MeetingTown.Account,
            // The convener's own copies, and the notice to someone whose block shows only the change.
            MayBeUnshown = text => text.StartsWith("THÔNG BÁO SINH HOẠT", StringComparison.Ordinal) || text.EndsWith("Đồng chí Loan đã báo tham dự, không cần trả lời lại.", StringComparison.Ordinal),
        };
        await player.Play(script);
    }
}
