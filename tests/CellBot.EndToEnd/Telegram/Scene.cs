namespace CellBot.EndToEnd.Telegram;

/// <summary>What came of one act, or of time that passed.</summary>
/// <param name="Got">The bot's new messages, by person.</param>
internal sealed record Scene(string Title, Interruption Befell, IReadOnlyDictionary<string, IReadOnlyList<string>> Got)
{
    /// <summary>Whether the same came as where nothing befell the host, save that after a kill each message may have come once more.</summary>
    /// <param name="missing">What did not come so far. What comes late is taken off again (a report waits two minutes for a row that a kill left open); what never comes is allowed only where the store lists it as unknown.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public string? Differs(Scene undisturbed, List<(string Name, string Line)> missing)
    {
        foreach (var (name, lines) in Got)
        {
            var expected = undisturbed.Got.GetValueOrDefault(name, []);
            var late = new List<string>();
            var most = Befell is Interruption.None ? 1 : 2;
            foreach (var line in lines.Concat(expected).Distinct())
            {
                var (came, should) = (lines.Count(each => each == line), expected.Count(each => each == line));
                while (came > should * most && missing.Remove((name, line)))
                {
                    came--;
                    late.Add(line);
                }

                if (came > should * most)
                    return $"{Title} ({Befell}): {name} got {came} times, not {should}:\n{line}\n\nexpected:\n{string.Join("\n--\n", expected)}";
                if (came < should)
                    missing.Add((name, line));
            }

            if (!lines.Distinct().Except(late).SequenceEqual(expected.Distinct().Where(lines.Contains)))
                return $"{Title} ({Befell}): {name} got in another order:\n{string.Join("\n--\n", lines)}\n\nexpected:\n{string.Join("\n--\n", expected)}";
        }

        return null;
    }
}
