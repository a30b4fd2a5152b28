using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Host.Demo;

/// <summary>What the demo cell is asked to do: the year's pledge, and a reflection in ten days.</summary>
internal static class DemoCampaigns
{
    /// <summary>Up to 31/01 of next year; in January of this one.</summary>
    /// <param name="now">Local (+07:00).</param>
    public static PledgeCampaign Pledges(string cellId, DateTimeOffset now)
    {
        var year = now.Month == 1 ? now.Year : now.Year + 1;
        return new PledgeCampaign(PledgeCampaign.IdOf(cellId, year, PledgeKind.Pledge))
        {
            UnitId = cellId, Year = year, Code = $"DK{year % 100:D2}", Title = $"Đăng ký năm {year}",
            // Open from the first day, whatever the season, so that a visitor's first word finds something to do.
            OpensAt = now < new DateTimeOffset(year, 1, 1, 0, 0, 0, now.Offset) ? now : new DateTimeOffset(year, 1, 1, 0, 0, 0, now.Offset), ClosesAt = new DateTimeOffset(year, 1, 31, 23, 59, 59, now.Offset),
            CommonStandards = UsualContent.Standards, Areas = UsualContent.Areas,
        };
    }

    /// <summary>Open now, due at the end of the tenth day from today.</summary>
    public static StudyCampaign Study(string cellId, DateTimeOffset now)
    {
        var due = now.AddDays(10);
        return new StudyCampaign($"th4-{now.Year}-{cellId}")
        {
            UnitId = cellId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = now, DueAt = new DateTimeOffset(due.Year, due.Month, due.Day, 23, 59, 59, due.Offset),
        };
    }
}
