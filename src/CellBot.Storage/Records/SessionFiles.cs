namespace CellBot.Storage.Records;

/// <summary>The attachments that a session's commit keeps or gives up.</summary>
internal sealed class SessionFiles
{
    private List<string>? _kept;
    private List<string>? _released;

    public IReadOnlyList<string> Kept => _kept ?? [];

    public IReadOnlyList<string> Released => _released ?? [];

    public void Keep(string id)
    {
        if (_released?.Remove(id) is not true && _kept?.Contains(id) is not true)
            (_kept ??= []).Add(id);
    }

    public void Release(string id)
    {
        if (_kept?.Remove(id) is not true && _released?.Contains(id) is not true)
            (_released ??= []).Add(id);
    }
}
