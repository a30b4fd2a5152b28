using System.Security.Cryptography;
using System.Text;

namespace CellBot.Host.People;

/// <summary>Ids of units and people, derived from what they were first imported as: the same file gives the same ids on every machine.</summary>
internal static class RosterIds
{
    /// <param name="parentId">Null for a root.</param>
    /// <param name="foldedName">As <c>VietnameseText.ForMatching</c> gives it.</param>
    public static string Unit(string? parentId, string foldedName) => $"u-{Hash(parentId ?? "", foldedName)}";

    /// <param name="nth">From 0; above it for a person whose name, birth date and cell were those of another one before.</param>
    public static string Person(string unitId, string foldedName, DateOnly? birthDate, int nth = 0) =>
        $"p-{Hash(unitId, foldedName, birthDate is { } day ? $"{day:yyyyMMdd}" : "", nth == 0 ? "" : $"{nth}")}";

    private static string Hash(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..20];
}
