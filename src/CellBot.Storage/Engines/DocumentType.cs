namespace CellBot.Storage.Engines;

/// <summary>A kind of document: a table, with one text key per index. <see cref="Indexes"/> gives the order of <see cref="StoredDocument.Keys"/>.</summary>
public sealed class DocumentType
{
    /// <summary>The index that every type has without declaring it: its key is the document's id.</summary>
    public const string ById = "id";

    /// <param name="name">Lower-case ASCII letters, digits and "_", beginning with a letter: it names a table.</param>
    /// <param name="indexes">Written like <paramref name="name"/>, each once, and not "id".</param>
    public DocumentType(string name, params string[] indexes)
    {
        RequireName(name);
        foreach (var index in indexes)
        {
            RequireName(index);
            if (index == ById || indexes.Count(other => other == index) > 1)
                throw new ArgumentException($"The index \"{index}\" of \"{name}\" is declared twice.", nameof(indexes));
        }

        (Name, Indexes) = (name, indexes);
    }

    public string Name { get; }

    public IReadOnlyList<string> Indexes { get; }

    public override string ToString() => Name;

    private static void RequireName(string name)
    {
        if (name.Length is 0 or > 60 || !char.IsAsciiLetterLower(name[0]) || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_'))
            throw new ArgumentException($"\"{name}\" cannot name a table or an index: lower-case letters, digits and \"_\" only.", nameof(name));
    }
}
