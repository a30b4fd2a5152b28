using CellBot.Dialogs.Engine;
using CellBot.Domain.Meetings;
using CellBot.Domain.Records;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journey 3: the meeting of November was held; two of those invited are not linked.</summary>
public class MeetingScene(JourneyScript script) : JourneyScene(script)
{
    public const string Loan = "Đinh Hồng Loan", Son = "Lương Quốc Sơn", Uyen = "Võ Bích Uyên", Ai = "Nguyễn Quốc Ái", Quyen = "Võ Thu Quyên", Yen = "Hoàng Mỹ Yến";

    public MeetingScene() : this(JourneyScript.Load("3"))
    {
    }

    public override DateTimeOffset Begin => new(2026, 11, 20, 8, 59, 0, TimeSpan.FromHours(7));

    public override IReadOnlyList<string> Linked { get; } = [.. TownCell.Names.Except([Ai, Quyen])];

    /// <summary>Where the meeting of November was.</summary>
    protected virtual string Venue => "Nhà văn hóa Khu vực 3";

    /// <summary>The meeting of November, to which all but one were invited.</summary>
    public static void PutNovember(IDesk desk, string venue)
    {
        var startsAt = new DateTimeOffset(2026, 11, 3, 19, 30, 0, TimeSpan.FromHours(7));
        desk.Put(new Meeting("m-november")
        {
            UnitId = TownCell.CellId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 11", StartsAt = startsAt, EndsAt = startsAt.AddMinutes(90), Venue = venue,
            Agenda = ["đánh giá tháng 10", "nhiệm vụ tháng 11", "kể chuyện về Bác"], Status = MeetingStatus.Held, NoticeVersion = 1, ConvenedBy = TownCell.PersonOf(Loan),
            AttendeeIds = [.. TownCell.Names.Where(name => name != Yen).Select(TownCell.PersonOf)],
        });
    }

    public override async ValueTask Seed(Effects effects, Func<string, string> accountOf)
    {
        await TownCell.Seed(effects.Desk, Begin, notLinked: [Ai, Quyen], accountOf);
        PutNovember(effects.Desk, Venue);
    }

    /// <summary>The convener's own copies, and the notice to someone whose block shows only the change.</summary>
    protected override bool MayBeUnshown(string text) =>
        text.StartsWith("THÔNG BÁO SINH HOẠT", StringComparison.Ordinal) || text.EndsWith("Đồng chí Loan đã báo tham dự, không cần trả lời lại.", StringComparison.Ordinal);
}
