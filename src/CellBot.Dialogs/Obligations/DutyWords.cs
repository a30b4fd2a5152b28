using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;

namespace CellBot.Dialogs.Obligations;

/// <summary>How a duty is spoken of, and what begins it.</summary>
internal static class DutyWords
{
    /// <summary>"Làm ngay".</summary>
    public static Start Go(Obligation duty) => duty.Kind switch
    {
        ObligationKind.Pledge => Start.Of("pledge", ("campaign", duty.SourceId)),
        ObligationKind.Reflection => Start.Of("reflection", ("campaign", duty.SourceId)),
        ObligationKind.ActionItem => Start.Of("task", ("task", duty.SourceId)),
        ObligationKind.PetitionReply => Start.Of("petition.list", ("id", duty.SourceId)),
        _ => Start.Of("todo"),
    };

    /// <summary>"Đã nộp bản giấy", where there can be one.</summary>
    public static Pick Paper(Obligation duty, string dialog = "paper.claim") => HasPaper(duty) ? Start.Of(dialog, ("item", duty.Id)) : Pick.None;

    /// <summary>Whether it can be handed in on paper.</summary>
    public static bool HasPaper(Obligation duty) => duty.Kind is ObligationKind.Pledge or ObligationKind.Reflection;

    public static DateOnly DueDay(Obligation duty) => DateOnly.FromDateTime(duty.DueAt.DateTime);

    /// <summary>"thứ Sáu, ngày 29/01/2027", with the hour where the deadline has one.</summary>
    public static string DueText(Obligation duty) => duty.DateOnlyDue ? VietnameseDates.Long(DueDay(duty)) : VietnameseDates.When(duty.DueAt);

    /// <summary>"10/12/2026".</summary>
    public static string Due(Obligation duty) => VietnameseDates.Short(DueDay(duty));

    public static int DaysLate(Obligation duty, DateTimeOffset now) => DateOnly.FromDateTime(now.DateTime).DayNumber - DueDay(duty).DayNumber;

    /// <summary>A line of a list: "Bản đăng ký năm 2027, còn 3 ngày (hạn 31/01/2027)".</summary>
    public static string Line(Obligation duty, DateTimeOffset now) =>
        $"{Voice.Capital(duty.Item)}, {VietnameseDates.DaysLeft(DueDay(duty), DateOnly.FromDateTime(now.DateTime))} (hạn {Due(duty)})";

    public static (string, object?)[] Args(Obligation duty, DateTimeOffset now) =>
    [
        ("Item", duty.Item), ("ItemCap", Voice.Capital(duty.Item)), ("Due", Due(duty)), ("DueText", DueText(duty)), ("Days", DaysLate(duty, now)),
        ("DaysLeft", VietnameseDates.DaysLeft(DueDay(duty), DateOnly.FromDateTime(now.DateTime))),
    ];
}
