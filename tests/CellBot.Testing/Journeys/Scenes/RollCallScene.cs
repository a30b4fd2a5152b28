using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journey 4: the December meeting is announced, nineteen come, one comes late, two do not, three are silent.</summary>
public sealed class RollCallScene() : MeetingScene(JourneyScript.Load("4"))
{
    private static readonly string[] Silent = [Loan, Son, "Cao Thị Diễm", Uyen, Ai, Quyen, Yen];

    /// <summary>After that morning's reminding time: those without an answer have had no message that day.</summary>
    public override DateTimeOffset Begin => new(2026, 11, 30, 8, 40, 0, TimeSpan.FromHours(7));

    protected override string Venue => "hội trường phường";

    protected override async Task Prepare(IJourneyStage stage)
    {
        var loan = stage.AccountOf(Loan);
        await stage.Says(loan, "họp 3/12 19h30");
        await stage.Says(loan, "2");
        await stage.GoTo(stage.Now.AddMinutes(2));
        await stage.Says(loan, "3"); // the report: later
        foreach (var (name, i) in TownCell.Names.Except(Silent).Select((name, i) => (name, i)))
        {
            await stage.Says(stage.AccountOf(name), i switch { < 18 => "1", 18 => "3", _ => "2" });
            if (i >= 18) await stage.Says(stage.AccountOf(name), i == 18 ? "20h" : "3");
        }
    }

    protected override bool MayBeUnshown(string text) => text.StartsWith("Ngày mai Chi bộ Khu vực 3 họp", StringComparison.Ordinal) || text.StartsWith("Khoảng 2 giờ nữa", StringComparison.Ordinal) || text.StartsWith("Số liệu đọc tại", StringComparison.Ordinal);
}
