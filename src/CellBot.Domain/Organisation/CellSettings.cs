namespace CellBot.Domain.Organisation;

/// <summary>What differs from cell to cell is data. Defaults: model section 15. Times are local (+07:00).</summary>
public sealed record CellSettings
{
    /// <summary>Start of the regular meeting where none was held before; 19:30 in a residential area, 14:00 in an office.</summary>
    public TimeOnly MeetingTime { get; init; } = new(19, 30);
    /// <summary>Day of the month of the regular meeting, 1–28; moved to the next working day when it is a holiday.</summary>
    public int MeetingDay { get; init; } = 3;
    /// <summary>"mùng 3 hàng tháng 19h30", as the secretary set it: then everybody's habit above is this one, and the secretary is asked each month. Null: nobody is.</summary>
    public Dates.RecurrenceRule? MeetingRule { get; init; }
    /// <summary>How many days before the standing meeting the secretary is asked, 1–20.</summary>
    public int StandingAskDays { get; init; } = 7;
    public int RegularMinutes { get; init; } = 90;
    public int CombinedMinutes { get; init; } = 120;
    /// <summary>An office cell is warned of a meeting at the weekend.</summary>
    public bool Office { get; init; }
    public string? Venue { get; init; }
    /// <summary>The usual agenda, used on "mẫu" and for the first meeting.</summary>
    public IReadOnlyList<string> UsualAgenda { get; init; } = ["đánh giá tháng {LastMonth}", "nhiệm vụ tháng {Month}", "kể chuyện về Bác"];
    /// <summary>Below this many hours of notice a regular meeting is warned about.</summary>
    public int NoticeMinHours { get; init; } = 24;
    public int ReturnDays { get; init; } = 3;
    public int ReflectionDueDays { get; init; } = 10;
    public int PetitionDays { get; init; } = 7;
    /// <summary>Days after the due date of the stages N1, N2 and N3.</summary>
    public IReadOnlyList<int> NudgeDays { get; init; } = [1, 3, 7];
    /// <summary>After so many reminders in a row without a word from somebody the secretary hears that a call would do more. More than one duty brings (6): about that one the secretary hears anyway.</summary>
    public int SilentAfter { get; init; } = 8;
    /// <summary>Years of membership for which the Party badge is given.</summary>
    public IReadOnlyList<int> BadgeYears { get; init; } = People.PartyBadge.UsualYears;
    /// <summary>When the day's one reminding message goes out.</summary>
    public TimeOnly ReminderTime { get; init; } = new(8, 30);
    public TimeOnly QuietFrom { get; init; } = new(21, 0);
    public TimeOnly QuietTo { get; init; } = new(6, 30);
    /// <summary>Where a stage that falls into the quiet hours goes, and the last call of a date-only deadline.</summary>
    public TimeOnly EveningTime { get; init; } = new(20, 30);
    public int IdleMinutes { get; init; } = 30;
    public int DraftDays { get; init; } = 30;
    /// <summary>How long a broadcast can still be stopped, in seconds.</summary>
    public int HoldSeconds { get; init; } = 60;
    public int InviteDays { get; init; } = 7;
    /// <summary>Months for which pledges, reflections and attendance are kept after their year has ended; the consent text names them.</summary>
    public int KeepMonths { get; init; } = 24;
    /// <summary>Days within which a copy of somebody's own data, or a correction, must be given (Decree 356/2025/NĐ-CP; settings, because rules change).</summary>
    public int DataCopyDays { get; init; } = 10;
    /// <summary>The same for everything that follows from consent withdrawn; the assistant itself stops at once.</summary>
    public int DataWithdrawDays { get; init; } = 15;
    /// <summary>The same for erasing.</summary>
    public int DataEraseDays { get; init; } = 20;
    /// <summary>Where documents are signed: "Cần Thơ"; null: dots.</summary>
    public string? SignedAt { get; init; }
    /// <summary>Documents say at their foot that they are drafts for signature.</summary>
    public bool DraftFoot { get; init; } = true;
    /// <summary>What the cell judges itself by; without them the form has empty rows.</summary>
    public IReadOnlyList<Reviews.FourGoodCriterion> FourGoodCriteria { get; init; } = [];
}
