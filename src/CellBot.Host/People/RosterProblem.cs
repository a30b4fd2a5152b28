namespace CellBot.Host.People;

/// <summary>Something in a roster for the secretary to look at, in Vietnamese, with the row as the spreadsheet numbers it (the first row is 1).</summary>
/// <param name="Row">Null: about the file as a whole.</param>
internal sealed record RosterProblem(int? Row, string Text)
{
    public override string ToString() => Row is { } row ? $"Dòng {row}: {Text}" : Text;
}

/// <summary>What is wrong (nothing is imported) and what is only worth knowing, gathered while a roster is read.</summary>
internal sealed class RosterFindings
{
    private readonly List<RosterProblem> problems = [];
    private readonly List<RosterProblem> notes = [];

    /// <summary>By row; what is about the whole file first.</summary>
    public IReadOnlyList<RosterProblem> Problems => [.. problems.OrderBy(problem => problem.Row ?? 0)];

    /// <summary>These do not stop an import.</summary>
    public IReadOnlyList<RosterProblem> Notes => [.. notes.OrderBy(note => note.Row ?? 0)];

    public void Problem(int? row, string text) => problems.Add(new(row, text));

    public void Note(int? row, string text) => notes.Add(new(row, text));
}
