namespace CellBot.EndToEnd.Faults;

/// <summary>
/// How often one message may come: once, and once more for each time that the host was left in doubt about it: killed while it was in flight, or its answer lost on the
/// way (design, section 4 and 7). What nobody asked for comes once at most.
/// </summary>
internal static class Copies
{
    /// <summary>
    /// A message that Telegram took longer ago than this is in flight no more. Its outcome is written some 20 ms after the answer; a machine with a dozen times more to do than
    /// it can was seen to take 7 s.
    /// </summary>
    private static readonly TimeSpan InFlight = TimeSpan.FromSeconds(20);

    /// <param name="seen">By this person, in order.</param>
    public static void Judge(Villager person, IReadOnlyList<Sighting> seen, Witness witness, List<string> wrong, out int repeated)
    {
        repeated = 0;
        IReadOnlyList<TimeSpan> doubts = [.. witness.Kills.Concat(witness.LostAnswers)];
        var answers = person.Steps.Where(played => played.Answer is not null)
            .CountBy(played => seen.First(sighting => sighting.Message == played.Answer).Key).ToDictionary();
        foreach (var copies in seen.GroupBy(sighting => answers.ContainsKey(sighting.Key) ? sighting.Key : $"{sighting.Key}|{sighting.Message.Date:dd/MM}"))
        {
            var list = copies.ToList();
            var isAnswer = answers.TryGetValue(list[0].Key, out var times);
            var extra = list.Count - Math.Max(1, times);
            if (extra <= 0)
                continue;
            repeated += extra;
            if (!isAnswer)
            {
                wrong.Add($"{person.Name} got {list.Count} times what nobody asked for: {list[0].Message.Text}");
                continue;
            }

            // Each copy too many stands behind one of which the host was in doubt.
            var doubted = list.Zip(list.Skip(1)).Count(pair => doubts.Any(doubt => doubt <= pair.Second.At && doubt >= pair.First.At - TimeSpan.FromMilliseconds(50) && doubt - pair.First.At < InFlight));
            if (extra > doubted)
                wrong.Add($"{person.Name} got {list.Count} times, and the host was in doubt only {doubted} times ({string.Join(", ", list.Select(copy => $"{copy.At.TotalSeconds:0.000}"))}): {list[0].Message.Text}");
        }
    }
}
