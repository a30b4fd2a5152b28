using System.Text;

namespace CellBot.Storage.Engines.Sqlite;

internal static class SqliteText
{
    /// <summary>Whether the bytes are this text in UTF-8.</summary>
    public static bool Same(ReadOnlySpan<byte> bytes, string text)
    {
        if (Ascii.Equals(bytes, text))
            return true;
        return !Ascii.IsValid(bytes) && Encoding.UTF8.GetString(bytes) == text;
    }
}
