namespace CellBot.Domain.People;

/// <summary>
/// Huy hiệu Đảng: for which years of membership, and on which days it is handed over (Hướng dẫn 01-HD/TW of 2021, section 18; a setting of the cell where a newer text changes them).
/// Years are counted from the day of admission; the decision rests on the person's file, not on this.
/// </summary>
public static class PartyBadge
{
    public static readonly IReadOnlyList<int> UsualYears = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

    /// <summary>3 February, 19 May, 2 September, 7 November.</summary>
    private static readonly (int Month, int Day)[] AwardDays = [(2, 3), (5, 19), (9, 2), (11, 7)];

    /// <summary>So many days before, the secretary hears: papers pass two levels before the day.</summary>
    public const int NoticeDays = 60;

    /// <summary>The first award day on or after this day.</summary>
    public static DateOnly NextAwardDay(DateOnly from) => Days(from.Year).Concat(Days(from.Year + 1)).First(day => day >= from);

    /// <summary>The award day before this one.</summary>
    public static DateOnly AwardDayBefore(DateOnly awardDay) => Days(awardDay.Year - 1).Concat(Days(awardDay.Year)).Last(day => day < awardDay);

    /// <summary>The years that are full on that award day and were not on the one before; null: none.</summary>
    public static int? YearsOn(DateOnly awardDay, DateOnly admittedOn, IReadOnlyList<int> years)
    {
        var before = AwardDayBefore(awardDay);
        return years.Where(count => admittedOn.AddYears(count) is var full && full <= awardDay && full > before).Select(count => (int?)count).FirstOrDefault();
    }

    private static IEnumerable<DateOnly> Days(int year) => AwardDays.Select(day => new DateOnly(year, day.Month, day.Day));
}
