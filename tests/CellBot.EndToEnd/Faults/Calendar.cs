using CellBot.Domain.Delivery;

namespace CellBot.EndToEnd.Faults;

/// <summary>When people may be spoken to unasked, and who must hear of what on which day (model section 3), counted out by hand for the dates of this life.</summary>
internal static class Calendar
{
    /// <summary>Mornings on which somebody who owes the reflection of 14 January hears of it: three days and one day before, the evening itself, then gentle, firm, and the last word.</summary>
    private static readonly DateTimeOffset[] Reflection = [At(11, 8), At(13, 8), At(14, 20), At(15, 8), At(18, 8), At(21, 8)];

    /// <summary>The same for the pledge of 31 January, as far as this life goes.</summary>
    private static readonly DateTimeOffset[] Pledge = [At(28, 8), At(30, 8), At(31, 20)];

    public static void Judge(Villager person, IReadOnlyList<Sighting> seen, IReadOnlyList<OutboxMessage> lost, List<string> wrong)
    {
        var answers = person.Steps.Select(played => played.Answer).ToHashSet();
        foreach (var night in seen.Where(sighting => !answers.Contains(sighting.Message) && IsQuiet(Local(sighting))))
            wrong.Add($"{person.Name} was spoken to at {Local(night):dd/MM HH:mm}: {night.Message.Text}");
        Ladder(person, "bài thu hoạch “Nghị quyết chuyên đề quý IV”", Reflection, person.Made("essay"), seen, lost, wrong);
        Ladder(person, "bản đăng ký năm 2027", Pledge, person.Made("pledge"), seen, lost, wrong);
    }

    /// <summary>Who owes hears once at each of these moments, who does not owe never.</summary>
    private static void Ladder(
        Villager person, string item, IEnumerable<DateTimeOffset> moments, bool isDone, IReadOnlyList<Sighting> seen, IReadOnlyList<OutboxMessage> lost, List<string> wrong)
    {
        foreach (var moment in moments)
        {
            var heard = seen.Where(sighting => IsAt(Local(sighting), moment) && Reminds(sighting.Words, item)).Select(sighting => sighting.Key).Distinct().Count();
            var mayBeLost = lost.Any(row => IsAt(row.CreatedAt.ToOffset(moment.Offset), moment) && Reminds($"{row.Text}\n{string.Join('\n', row.Choices)}", item));
            if (isDone ? heard > 0 : heard > 1 || (heard == 0 && !mayBeLost))
                wrong.Add($"{person.Name}, who {(isDone ? "does not owe" : "owes")} the {item}, heard of it {heard} times at {moment:dd/MM HH:mm}.");
        }
    }

    private static bool Reminds(string text, string item) => text.Contains(item, StringComparison.OrdinalIgnoreCase);

    /// <summary>Within the hour that follows: the wires are rough, and a killed host takes a minute or two.</summary>
    private static bool IsAt(DateTimeOffset seen, DateTimeOffset moment) => seen >= moment && seen < moment.AddHours(1);

    private static bool IsQuiet(DateTimeOffset at) => at.TimeOfDay >= TimeSpan.FromHours(21) || at.TimeOfDay < TimeSpan.FromHours(6.5);

    private static DateTimeOffset Local(Sighting sighting) => sighting.Message.Date.ToOffset(TimeSpan.FromHours(7));

    private static DateTimeOffset At(int day, int hour) => Village.January(day, hour, 30);
}
