using System.Security.Cryptography;
using System.Text;

namespace CellBot.Dialogs.Engine;

/// <summary>Short opaque names, derived and never counted: the same cause gives the same token, so a turn that runs again says the same.</summary>
internal static class Tokens
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz023456789";

    /// <summary>Ten letters and digits without those that look alike.</summary>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)), hash);
        Span<char> token = stackalloc char[10];
        for (var i = 0; i < token.Length; i++) token[i] = Letters[hash[i] & 31];
        return new string(token);
    }

    /// <summary>A screen's token: eight letters for the screen and three for the chat it was shown in, so that a forwarded button is told from an old one.</summary>
    public static string For(string accountId, params ReadOnlySpan<string?> parts) => Of(parts)[..8] + Of(accountId)[..3];

    public static bool IsOf(string accountId, string token) => token.Length == 11 && token.EndsWith(Of(accountId)[..3], StringComparison.Ordinal);
}
