using System.Security.Cryptography;
using CellBot.Storage.Engines.Embedded;

namespace CellBot.Storage.Encryption;

/// <summary>The key of the whole store, from the key file: 32 random bytes in base64. It wraps the persons' keys, from it come secrets for other purposes, and it encrypts nothing else.</summary>
public sealed class StoreKey
{
    private const int Length = 32;

    private readonly byte[] _key;

    private StoreKey(byte[] key) => _key = key;

    /// <summary>Tells key files apart; says nothing about the key.</summary>
    public string Id => Convert.ToHexStringLower(HMACSHA256.HashData(_key, "CellBot key id"u8).AsSpan(0, 8));

    /// <summary>32 bytes for one purpose, the same on every host with this key file; they tell nothing of the key, nor of those for other purposes.</summary>
    internal byte[] SecretFor(string purpose) => HMACSHA256.HashData(_key, System.Text.Encoding.UTF8.GetBytes("CellBot secret for " + purpose));

    internal AesGcm Cipher() => new(_key, AesGcm.TagByteSizes.MaxSize);

    /// <summary>Where the key is kept unless a setting says otherwise: <c>name.key</c> beside the database <c>name.db</c>.</summary>
    public static string DefaultPath(string databasePath) => Path.ChangeExtension(Path.GetFullPath(databasePath), ".key");

    /// <exception cref="StoreKeyException">There is no such file, or it is not a key file.</exception>
    public static StoreKey Read(string path)
    {
        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(path).Trim());
            return key.Length == Length ? new StoreKey(key) : throw new FormatException($"{key.Length} bytes instead of {Length}.");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StoreKeyException($"The key file {path} is missing, and without it nothing stored can be read. Put it back, or set Storage:KeyFile to where it is.", missing);
        }
        catch (FormatException damaged)
        {
            throw new StoreKeyException($"The key file {path} is damaged: it should hold 32 bytes in base64. Put the right one back.", damaged);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new StoreKeyException($"The key file {path} cannot be read: {refusal.Message}", refusal);
        }
    }

    /// <summary>Makes a key file that only its owner can read, flushed to disk before anything is encrypted with it; takes the one that is there, if any.</summary>
    public static StoreKey ReadOrMake(string path)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path))
            Make(path);
        return Read(path);
    }

    private static void Make(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        var unfinished = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            Directory.CreateDirectory(directory);
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
            Durable.SyncDirectory(directory);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            if (!File.Exists(path)) // else another process made it first
                throw new StoreWriteException($"The key file {path} cannot be written: {refusal.Message}", refusal);
        }
    }
}
