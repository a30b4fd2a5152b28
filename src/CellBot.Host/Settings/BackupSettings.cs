namespace CellBot.Host.Settings;

/// <summary>Section <c>Backup</c>: the copy that the host makes by itself every night at half past two. The demo makes none.</summary>
public sealed class BackupSettings
{
    /// <summary>Whether it makes one. Turn it off only where something else does.</summary>
    public bool Nightly { get; set; } = true;

    /// <summary>The folder they are written to; made if there is none. Null: <c>name.backups</c> beside the database. Better another disk.</summary>
    public string? Folder { get; set; }

    /// <summary>How many are kept, the newest, 1–1000.</summary>
    public int Keep { get; set; } = 14;

    internal void Validate()
    {
        if (Keep is < 1 or > 1000)
            throw new SettingException("Backup:Keep", $"is {Keep}. Give a number from 1 to 1000.");
        if (Folder is not null && string.IsNullOrWhiteSpace(Folder))
            throw new SettingException("Backup:Folder", "is empty. Name a folder, such as /var/backups/cellbot, or leave it out.");
    }

    internal string FolderFor(StorageSettings storage) => Folder ?? Path.ChangeExtension(Path.GetFullPath(storage.Path), ".backups");
}
