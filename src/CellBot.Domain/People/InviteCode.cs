using System.Security.Cryptography;
using System.Text;
using CellBot.Domain.Records;

namespace CellBot.Domain.People;

/// <summary>A single-use code that links one person. Id: the hash of the eight digits (or of the deep link's token), so the code itself is not kept.</summary>
public sealed record InviteCode(string Id) : Record(Id)
{
    public required string ParticipantId { get; init; }
    public required string UnitId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    /// <summary>"Không phải tôi": held until the secretary has looked.</summary>
    public DateTimeOffset? HeldAt { get; init; }
    /// <summary>The digits' record names the link's token record and the other way round: using one uses both.</summary>
    public string? TwinId { get; init; }

    public bool IsUsableAt(DateTimeOffset now) => UsedAt is null && HeldAt is null && now < ExpiresAt;

    /// <summary>The records of one invitation: by its digits, and by its link where there is one.</summary>
    /// <param name="token">Of the link; null: none.</param>
    public static IReadOnlyList<InviteCode> Pair(string digits, string? token, string participantId, string unitId, DateTimeOffset expiresAt)
    {
        var code = new InviteCode(IdOfDigits(digits)) { ParticipantId = participantId, UnitId = unitId, ExpiresAt = expiresAt, TwinId = token is null ? null : IdOfLink(token) };
        return token is null ? [code] : [code, new InviteCode(code.TwinId!) { ParticipantId = participantId, UnitId = unitId, ExpiresAt = expiresAt, TwinId = code.Id }];
    }

    /// <summary>As it is shown and typed: 4827 1936.</summary>
    public static string Shown(string digits) => $"{digits[..4]} {digits[4..]}";

    /// <summary>The record's id for eight typed digits.</summary>
    public static string IdOfDigits(string digits) => "code-" + Hash(digits);

    /// <summary>The record's id for a deep link's token.</summary>
    public static string IdOfLink(string token) => "link-" + Hash(token);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Codes of a person that are still open. Key: "{participant}/".</summary>
    public static readonly Index<InviteCode> ByParticipant = new("by_participant", c => c.UsedAt is null ? c.ParticipantId + "/" : null);
}

/// <summary>A wrong code was typed somewhere: fifty within an hour close the door for codes. Id: the update's.</summary>
public sealed record WrongCode(string Id) : Record(Id)
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Key: time, UTC, to the second.</summary>
    public static readonly Index<WrongCode> ByTime = new("by_time", w => KeyOf(w.At));

    public static string KeyOf(DateTimeOffset at) => $"{at.UtcDateTime:yyyyMMddHHmmss}";
}
