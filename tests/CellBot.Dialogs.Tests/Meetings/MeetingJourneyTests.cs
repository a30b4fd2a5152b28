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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_4_who_comes_who_is_nudged_and_who_was_there(bool buttons)
    {
        var script = JourneyScript.Load("4");
        // Announced after that morning's reminding time: those without an answer have had no message that day.
        await using var town = await MeetingTown.Start(MeetingTown.At(30, 11, 8, 40), venue: "hội trường phường");
        await town.Says(MeetingTown.Account(MeetingTown.Loan), "họp 3/12 19h30");
        await town.Says(MeetingTown.Account(MeetingTown.Loan), "2");
        await town.Advance(TimeSpan.FromMinutes(2));
        await town.Says(MeetingTown.Account(MeetingTown.Loan), "3"); // the report: later
        string[] silent = [MeetingTown.Loan, MeetingTown.Son, "Cao Thị Diễm", MeetingTown.Uyen, MeetingTown.Ai, MeetingTown.Quyen, MeetingTown.Yen];
        foreach (var (name, i) in TownCell.Names.Except(silent).Select((name, i) => (name, i)))
        {
            await town.Says(MeetingTown.Account(name), i switch { < 18 => "1", 18 => "3", _ => "2" });
            if (i >= 18) await town.Says(MeetingTown.Account(name), i == 18 ? "20h" : "3");
        }
        var before = town.Messages.Select(message => message.Text).ToHashSet();
        var player = new JourneyPlayer(town, buttons)
        {
            AccountOf = MeetingTown.Account,
            MayBeUnshown = text => before.Contains(text) || text.StartsWith("Ngày mai Chi bộ Khu vực 3 họp", StringComparison.Ordinal) || text.StartsWith("Khoảng 2 giờ nữa", StringComparison.Ordinal),
        };
        await player.Play(script);
    }
}
