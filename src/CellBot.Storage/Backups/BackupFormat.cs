using System.Text.Json;

namespace CellBot.Storage.Backups;

/// <summary>
/// One file for every engine. It begins with <see cref="Magic"/>; then pieces follow: kind (1 byte), length (4, big-endian), content.
/// The header comes first, then each document type with its documents, then each attachment with its bytes, and at the end the counts and a SHA-256 over all
/// before it. What persons wrote stays encrypted as it is stored; the key file is never in it.
/// </summary>
internal static class BackupFormat
{
    /// <summary>Of the layout; documents have schema versions of their own.</summary>
    public const int Version = 1;

    /// <summary>A document's body, its keys and its id.</summary>
    public const int LongestPiece = (64 << 20) + (1 << 20);

    /// <summary>Bytes of an attachment in one piece, at most.</summary>
    public const int FilePiece = 1 << 16;

    /// <summary>A part that is not there is damage, not null.</summary>
    public static JsonSerializerOptions Json { get; } = new() { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static ReadOnlySpan<byte> Magic => "CELLBOT BACKUP\n"u8;
}

internal enum PieceKind : byte
{
    Header = (byte)'H',
    Type = (byte)'T',
    Document = (byte)'D',
    /// <summary>An attachment begins; its bytes follow.</summary>
    File = (byte)'F',
    Bytes = (byte)'B',
    End = (byte)'Z',
}

/// <param name="Format">See <see cref="BackupFormat.Version"/>.</param>
/// <param name="MadeAt">The moment that it holds.</param>
/// <param name="KeyId">Which key file opens it.</param>
/// <param name="Release">Of the program that made it.</param>
public sealed record BackupHeader(int Format, DateTimeOffset MadeAt, string KeyId, string Release);

/// <param name="Missing">Attachments that documents name and that were not in the store any more.</param>
/// <param name="Bytes">Of the whole file.</param>
public sealed record BackupSummary(BackupHeader Header, long Documents, long Files, IReadOnlyList<string> Missing, long Bytes);

internal sealed record BackupType(string Name, string[] Indexes);

internal sealed record BackupEnd(long Documents, long Files, string[] Missing);
