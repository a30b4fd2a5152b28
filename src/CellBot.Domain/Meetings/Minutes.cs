using CellBot.Domain.Records;

namespace CellBot.Domain.Meetings;

/// <summary>What was said and decided at a meeting, as people entered it. Id: the meeting's. Who was there is in its <see cref="RollCall"/>.</summary>
public sealed record Minutes(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    /// <summary>Whose key encrypts the words: who entered them.</summary>
    public required string EnteredBy { get; init; }
    public string? ChairId { get; init; }
    /// <summary>Thư ký of the meeting, not the secretary of the cell.</summary>
    public string? MinuteTakerId { get; init; }
    public DateTimeOffset? BeganAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>What was said of each content in the order of <see cref="MinutesContents.Titles"/>; empty where nothing was entered.</summary>
    public IReadOnlyList<string> Contents { get; init; } = [];
    public IReadOnlyList<Discussion> Discussions { get; init; } = [];
    public IReadOnlyList<string> Conclusions { get; init; } = [];
    public IReadOnlyList<VoteCount> Votes { get; init; } = [];
    public IReadOnlyList<string> ConfirmedBy { get; init; } = [];

    string IOwned.KeyOwner => EnteredBy;
}

/// <summary>The contents of a cell meeting, in the order in which it goes through them.</summary>
public static class MinutesContents
{
    public static IReadOnlyList<string> Titles { get; } =
    [
        "Công tác chính trị, tư tưởng; thông tin thời sự; phổ biến văn bản", "Kể chuyện về Bác, học tập và làm theo gương Bác", "Kết quả thực hiện nhiệm vụ tháng trước, việc chưa xong",
        "Nhiệm vụ trong tháng", "Sinh hoạt chuyên đề (nếu có)", "Nội dung khác: phát triển đảng viên, kiểm tra, giám sát, đảng vụ",
    ];
}

public sealed record Discussion(string SpeakerId, string Text);

/// <summary>A count that was taken by hand; the assistant runs no vote. For + Against + Other = official members present.</summary>
public sealed record VoteCount(string Subject, int For, int Against, int Abstain)
{
    public int Voters => For + Against + Abstain;
}

public enum ResolutionKind { Monthly, Thematic }

/// <summary>A resolution of the cell; its tasks that somebody answers for are <see cref="Tasks.ActionItem"/>s.</summary>
public sealed record Resolution(string Id) : Record(Id), IOwned
{
    public required string UnitId { get; init; }
    public string? MeetingId { get; init; }
    public required string EnteredBy { get; init; }
    public string? Number { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required string Title { get; init; }
    public ResolutionKind Kind { get; init; }
    public string? Url { get; init; }
    /// <summary>Of the month before; null: to be written by hand.</summary>
    public string? Strengths { get; init; }
    public string? Limits { get; init; }
    public IReadOnlyList<ResolutionTask> Tasks { get; init; } = [];

    string IOwned.KeyOwner => EnteredBy;

    /// <summary>Key: "{unit}/{issued}".</summary>
    public static readonly Index<Resolution> ByUnit = new("by_unit", r => $"{r.UnitId}/{r.IssuedOn:yyyyMMdd}");
}

/// <param name="Target">How one knows that it is done; null: none was set.</param>
public sealed record ResolutionTask(string Content, string? Target);
