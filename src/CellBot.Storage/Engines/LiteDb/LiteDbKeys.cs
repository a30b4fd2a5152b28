using System.Text;
using LiteDB;

namespace CellBot.Storage.Engines.LiteDb;

/// <summary>
/// Keys and ids as bytes, because LiteDB compares text by a culture and bytes as they are. An index holds key and id in one value, so that equal keys stand in
/// the order of ids: the key in UTF-8 with each zero byte as 00 FF, then 00 00, then the id.
/// </summary>
internal static class LiteDbKeys
{
    /// <summary>LiteDB's own limit of an index value is 1023 bytes.</summary>
    public const int Longest = 1000;

    public static BsonValue Id(string id) => Checked(Encoding.UTF8.GetBytes(id));

    public static string IdOf(BsonValue value) => Encoding.UTF8.GetString(value.AsBinary);

    public static BsonValue Pair(string key, string id) => Checked([.. Escaped(key), 0, 0, .. Encoding.UTF8.GetBytes(id)]);

    public static string KeyOf(BsonValue pair)
    {
        var bytes = pair.AsBinary;
        var key = new List<byte>(bytes.Length);
        for (var i = 0; bytes[i] != 0 || bytes[i + 1] != 0; i++)
        {
            key.Add(bytes[i]);
            if (bytes[i] == 0)
                i++;
        }

        return Encoding.UTF8.GetString([.. key]);
    }

    /// <summary>The pairs of a range, both ends included.</summary>
    public static (BsonValue From, BsonValue To) Pairs(IndexRange range)
    {
        var from = range.After is { } after && KeyOrder.Instance.Compare(after.Key, range.From) >= 0
            ? [.. Escaped(after.Key), 0, 0, .. Encoding.UTF8.GetBytes(after.Id), 0] // the least value behind it
            : Escaped(range.From);
        return (from, (byte[])[.. Escaped(range.To), 0, 0, 0xFF]); // no UTF-8 has the byte FF
    }

    /// <summary>The ids of a range, both ends included.</summary>
    public static (BsonValue From, BsonValue To) Ids(IndexRange range)
    {
        var from = range.After is { } after && KeyOrder.Instance.Compare(after.Id, range.From) >= 0 ? [.. Encoding.UTF8.GetBytes(after.Id), 0] : Encoding.UTF8.GetBytes(range.From);
        return (from, Encoding.UTF8.GetBytes(range.To));
    }

    private static BsonValue Checked(byte[] value) => value.Length <= Longest
        ? value
        : throw new ArgumentException($"LiteDB takes keys and ids of {Longest} bytes together at most; these have {value.Length}.");

    private static byte[] Escaped(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return !bytes.Contains((byte)0) ? bytes : [.. bytes.SelectMany(one => one == 0 ? (byte[])[0, 0xFF] : [one])];
    }
}
