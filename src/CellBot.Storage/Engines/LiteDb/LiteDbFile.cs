using System.Collections.Frozen;
using LiteDB;

namespace CellBot.Storage.Engines.LiteDb;

/// <summary>The open file and what is done with it, by one thread alone.</summary>
internal sealed class LiteDbFile : IDisposable
{
    /// <summary>Says that the file is CellBot's, and in which format: a collection for each type as <see cref="LiteDbTable"/> lays it out.</summary>
    private const int Format = 1;

    /// <summary>The log is copied into the file, and that is flushed to disk, when it has grown so long, in bytes; and at the end.</summary>
    private const long CheckpointAt = 4 << 20;

    private readonly string _path;
    private readonly LiteDatabase _database;
    private readonly FrozenDictionary<string, LiteDbTable> _tables;

    public LiteDbFile(string path, IReadOnlyCollection<DocumentType> types)
    {
        _path = path;
        try
        {
            _database = new LiteDatabase(new ConnectionString { Filename = path, Connection = ConnectionType.Direct, Collation = Collation.Binary });
        }
        catch (LiteException broken)
        {
            throw new StoreUnreadableException($"{path} is not a LiteDB file of CellBot's, or it is damaged: {broken.Message}", broken);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StoreWriteException($"{path} cannot be opened for writing: {refusal.Message}", refusal);
        }

        try
        {
            RequireFormat();
            _database.CheckpointSize = 0; // by our own decision only
            _tables = types.ToFrozenDictionary(type => type.Name, type => new LiteDbTable(_database, type));
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public LiteDbTable Table(DocumentType type) => _tables[type.Name];

    public void Begin() => _database.BeginTrans();

    public void Commit() => _database.Commit();

    public void RollBack() => _database.Rollback();

    /// <summary>Checks everything that a set expects before it writes anything, so that a set that conflicts has written nothing. Null: applied.</summary>
    public CommitResult.Conflict? Apply(WriteSet set, IReadOnlyList<BsonDocument?> rows)
    {
        foreach (ref readonly var write in set.Writes)
        {
            if (Table(write.Type).VersionOf(write.Id) != write.Expected)
                return new CommitResult.Conflict(write.Type.Name, write.Id);
        }

        var writes = set.Writes;
        for (var i = 0; i < writes.Length; i++)
        {
            var table = Table(writes[i].Type);
            if (writes[i].Kind is WriteKind.Delete)
                table.Delete(writes[i].Id);
            else if (rows[i] is { } row && writes[i].Expected == 0)
                table.Insert(row);
            else if (rows[i] is { } changed)
                table.Update(changed);
        }

        return null;
    }

    public void CheckpointIfLong()
    {
        var log = new FileInfo(Path.ChangeExtension(_path, null) + "-log" + Path.GetExtension(_path));
        if (log.Exists && log.Length > CheckpointAt)
            _database.Checkpoint();
    }

    /// <summary>Everything that is committed, in a file of its own.</summary>
    public void CopyTo(string path)
    {
        _database.Checkpoint();
        using var from = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        from.CopyTo(to);
    }

    public void Dispose()
    {
        try
        {
            _database.Checkpoint();
        }
        finally
        {
            _database.Dispose();
        }
    }

    private void RequireFormat()
    {
        if (_database.UserVersion > Format)
            throw new StoreTooNewException($"{_path} was laid out by a newer release of CellBot (format {_database.UserVersion}, this release reads {Format}). Install that release, or restore a backup made before it.");
        if (_database.UserVersion == Format)
            return;
        if (_database.GetCollectionNames().Any())
            throw new StoreUnreadableException($"{_path} is a LiteDB file, but not CellBot's. Set Storage:Path to another file.");
        _database.UserVersion = Format;
    }
}
