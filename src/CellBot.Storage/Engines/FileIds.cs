namespace CellBot.Storage.Engines;

/// <summary>Ids of attachments: what can name a file on every system.</summary>
internal static class FileIds
{
    public static string Require(string id) => id.Length is > 0 and <= 100 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? id
        : throw new ArgumentException($"\"{id}\" cannot name an attachment.", nameof(id));
}
