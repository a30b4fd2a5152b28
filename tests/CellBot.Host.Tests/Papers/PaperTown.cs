using CellBot.Dialogs.Papers;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Reviews;
using CellBot.Domain.Study;
using CellBot.Domain.Tasks;
using CellBot.Testing.Towns;

namespace CellBot.Host.Tests.Papers;

/// <summary>Chi bộ Khu vực 3 at the end of a year, with something of everything that can be printed; and the ten documents of it.</summary>
internal static class PaperTown
{
    public const string Loan = "Đinh Hồng Loan", Diem = "Tô Diệu Diễm", Son = "Lương Quốc Sơn", Uyen = "Võ Bích Uyên", Ai = "Nguyễn Quốc Ái", Body = "u-nk", Study = "th-4", Meeting = "m-12", OtherCell = "u-kv4";
    public const string Secret = "0912 345 678", Illness = "đau lưng phải nằm viện";

    public static readonly DateTimeOffset Now = At(20, 12, 9, 5);
    private static readonly string Campaign = PledgeCampaign.IdOf(TownCell.CellId, 2026, PledgeKind.Pledge);

    public static DateTimeOffset At(int day, int month, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(7));

    public static string Id(string name) => TownCell.PersonOf(name);

    public static string PledgeOf(string name) => Pledge.IdOf(Campaign, Id(name));

    public static async Task<Town> Start()
    {
        var town = await Town.Start(Now);
        await town.Write(async desk =>
        {
            await TownCell.Seed(desk, Now, notLinked: [Ai]);
            desk.Put((await desk.Get<OrgUnit>(TownCell.CellId))! with { ParentId = Body, Settings = new CellSettings { Venue = "Nhà văn hóa Khu vực 3", SignedAt = "Cần Thơ", FourGoodCriteria = Criteria } });
            desk.Put(new OrgUnit(Body) { Name = "Đảng bộ phường Ninh Kiều", Type = OrgUnitType.PartyBody, Settings = new CellSettings { SignedAt = "Cần Thơ" } });
            desk.Put(new OrgUnit(OtherCell) { Name = "Chi bộ Khu vực 4", Type = OrgUnitType.Cell, ParentId = Body });
            var loan = (await desk.Get<Participant>(Id(Loan)))!;
            desk.Put(loan with { ShowsPhone = true, Phone = "+84912345678" });
            desk.Put((await desk.Get<Participant>(Id(Diem)))! with { AdmittedOn = new(2009, 5, 19), OfficialOn = new(2010, 5, 19), BirthDate = new(1985, 3, 2) });
            Pledges(desk);
            Reflections(desk);
            Meetings(desk);
            Rest(desk);
        });
        return town;
    }

    public static PaperOrder Order(PaperKind kind, string objectId, string? part = null) => new($"order/{kind}/{part}")
    {
        AskedBy = Id(Loan), AccountId = TownCell.AccountOf(Loan), Kind = kind, ObjectId = objectId, Part = part, AskedAt = Now,
    };

    /// <summary>The ten documents, by their numbers in the rules.</summary>
    public static readonly IReadOnlyList<(int Number, PaperOrder Order)> Ten =
    [
        (1, Order(PaperKind.Pledge, PledgeOf(Diem), "annex")), (2, Order(PaperKind.Reflection, Reflection.IdOf(Study, Id(Son)))), (3, Order(PaperKind.Notice, Meeting)), (3, Order(PaperKind.Invitation, Meeting, "unreached")),
        (4, Order(PaperKind.Minutes, Meeting)), (5, Order(PaperKind.Resolution, Meeting)), (6, Order(PaperKind.Report, TownCell.CellId, "2026-10-01..2026-12-31")),
        (6, Order(PaperKind.Report, Body, "2026-01-01..2026-12-31")),
        (7, Order(PaperKind.PledgeList, Campaign)), (8, Order(PaperKind.ReflectionList, Study)), (9, Order(PaperKind.Remediation, RemediationPlan.IdOf(TownCell.CellId, 2026))), (10, Order(PaperKind.FourGood, TownCell.CellId)),
    ];

    public static async Task<PaperFile> Compose(this Town town, PaperOrder order) =>
        await PaperComposer.Compose(town.Store.Open(), order, town.Clock.Now) ?? throw new InvalidOperationException($"Nothing to print: {order.Kind}.");

    private static void Pledges(IDesk desk)
    {
        var campaign = TownCell.Pledges(2026) with { OwnStandards = [new OwnStandard("o1", "Nói đi đôi với làm; gương mẫu trong gia đình và nơi cư trú.")] };
        desk.Put(campaign);
        foreach (var name in TownCell.Names)
        {
            var duty = new Obligation(Obligation.IdOf(Campaign, Id(name))) { Kind = ObligationKind.Pledge, OwnerId = Id(name), UnitId = TownCell.CellId, SourceId = Campaign, RootId = "root", Item = "bản đăng ký năm 2026", OpensAt = At(1, 1, 0), DueAt = At(31, 1, 23, 59) };
            var has = name is not (Uyen or Ai);
            desk.Put(has ? duty with { FulfilledAt = At(20, 1, 8), Late = name == Son } : duty);
            if (!has) continue;
            var many = name == Diem || name == Loan;
            desk.Put(new Pledge(PledgeOf(name))
            {
                CampaignId = Campaign, ParticipantId = Id(name), UnitId = TownCell.CellId, AcknowledgedCommon = true, OwnStandardIds = many ? ["o1"] : [],
                Status = PledgeStatus.Approved, Submission = 1, SubmittedAt = At(20, 1, 8), Receipt = "DK26-" + Id(name)[2..],
                Items = many
                    ?
                    [
                        new("phong-trao", "Vận động mười hộ trong tổ phân loại rác tại nguồn", "10 hộ, có danh sách", new DateOnly(2026, 6, 30)),
                        new("chuyen-mon", "Hoàn thành hồ sơ được giao đúng hạn, không để dân phải đi lại nhiều lần", "100% hồ sơ đúng hạn", null),
                        new("phong-trao", $"Mỗi tháng thăm một gia đình khó khăn, cần gấp gọi {Secret}", null, null),
                    ]
                    : [new("doan-ket", "Hòa giải kịp thời khi trong tổ có bất hòa", null, null)],
            });
        }
    }

    private static void Reflections(IDesk desk)
    {
        desk.Put(new StudyCampaign(Study) { UnitId = TownCell.CellId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = At(1, 11, 8), DueAt = At(26, 11, 23, 59) });
        desk.Put(new Petition($"{TownCell.CellId}/kn/3") { UnitId = TownCell.CellId, AuthorId = Id(Son), Number = 3, Text = "Xin thêm ghế cho nhà văn hóa", ReceivedAt = At(12, 11, 9), DueAt = At(19, 11, 23), Status = PetitionStatus.Answered });
        foreach (var name in TownCell.Names.Except([Ai]))
        {
            var form = name == Diem ? ReflectionForm.Photos : ReflectionForm.Answers;
            desk.Put(new Reflection(Reflection.IdOf(Study, Id(name)))
            {
                StudyCampaignId = Study, ParticipantId = Id(name), UnitId = TownCell.CellId, Form = form, Status = ReflectionStatus.Accepted, Submission = 1, SubmittedAt = At(25, 11, 20), WordCount = 412, Receipt = "TH4-" + Id(name)[2..],
                PetitionId = name == Son ? $"{TownCell.CellId}/kn/3" : null, Late = name == Uyen, LateReason = name == Uyen ? Illness : null,
                Attachments = form is ReflectionForm.Photos ? [new Attachment("page-1", AttachmentKind.Photo, null, 1, 600, 800, null, null), new Attachment("page-2", AttachmentKind.Photo, null, 1, 600, 800, null, null)] : [],
                Answers = form is ReflectionForm.Photos ? [] :
                [
                    new("understanding", "Điểm mới nhất là xác định rõ trách nhiệm của người đứng đầu, gắn việc học tập với việc làm cụ thể ở từng khu vực.\nTôi tâm đắc với yêu cầu nói đi đôi với làm."),
                    new("self-relation", "Bản thân đã vận động được 8 hộ phân loại rác; còn hạn chế là chưa đến được các hộ ở trọ."),
                    new("actions", "Mỗi tuần dành một buổi tối đến các hộ ở trọ; phối hợp với tổ trưởng tổ dân phố."),
                ],
            });
            desk.Put(new Obligation(Obligation.IdOf(Study, Id(name))) { Kind = ObligationKind.Reflection, OwnerId = Id(name), UnitId = TownCell.CellId, SourceId = Study, Item = "bài thu hoạch “Nghị quyết chuyên đề quý IV”", OpensAt = At(1, 11, 8), DueAt = At(26, 11, 23, 59), FulfilledAt = At(25, 11, 20) });
        }
        desk.Put(new Obligation(Obligation.IdOf(Study, Id(Ai))) { Kind = ObligationKind.Reflection, OwnerId = Id(Ai), UnitId = TownCell.CellId, SourceId = Study, Item = "bài thu hoạch “Nghị quyết chuyên đề quý IV”", OpensAt = At(1, 11, 8), DueAt = At(26, 11, 23, 59) });
    }

    private static void Meetings(IDesk desk)
    {
        var starts = At(3, 12, 19, 30);
        string[] invited = [.. TownCell.Names.Where(name => name != "Hoàng Mỹ Yến").Select(Id)];
        desk.Put(new Meeting(Meeting)
        {
            UnitId = TownCell.CellId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 12", StartsAt = starts, EndsAt = starts.AddMinutes(90), Venue = "Nhà văn hóa Khu vực 3", Status = MeetingStatus.Held, NoticeVersion = 1,
            Agenda = ["đánh giá tháng 11", "nhiệm vụ tháng 12", "kể chuyện về Bác"], AttendeeIds = invited, ConvenedBy = Id(Loan),
            Guests = [new Guest("Lê Minh Trí", "Đảng ủy viên phụ trách")], Materials = [new Material("Dự thảo nghị quyết tháng 12", null)], AbsenceReportBefore = At(3, 12, 12),
        });
        var notice = Notice.IdOf(Meeting, 1);
        foreach (var person in new[] { Id(Ai), Id(Uyen) })
            desk.Put(new OutboxMessage(Notice.RowOf(notice, person)) { AccountId = "", ParticipantId = person, Lane = Lane.Bulk, Text = "", CreatedAt = At(20, 11, 9), State = OutboxState.Unreachable, NoticeId = notice });
        desk.Put(new Rsvp(Rsvp.IdOf(Meeting, Id(Uyen))) { MeetingId = Meeting, ParticipantId = Id(Uyen), Answer = RsvpAnswer.AbsentWithReason, Reason = ReasonCode.Illness, ReasonText = Illness, AnsweredAt = At(2, 12, 9), TimeVersion = 1 });
        desk.Put(new RollCall(Meeting)
        {
            UnitId = TownCell.CellId, StartsAt = starts, ClosedAt = starts.AddMinutes(20), ClosedBy = Id(Loan),
            Entries = [.. invited.Select(id => new RollCallEntry(id, id == Id(Uyen) ? Attendance.ExcusedAbsence : id == Id(Ai) ? Attendance.UnexcusedAbsence : id == Id(Son) ? Attendance.Late : Attendance.Present))],
        });
        desk.Put(new Minutes(Meeting)
        {
            UnitId = TownCell.CellId, EnteredBy = Id(Loan), ChairId = Id(Loan), MinuteTakerId = Id(Diem), BeganAt = starts, EndedAt = starts.AddMinutes(95),
            Discussions = [new(Id(Son), "Đề nghị chia tổ vận động theo từng ngõ."), new(Id(Diem), "Nhất trí; cần thêm người phụ trách khu nhà trọ.")],
            Conclusions = ["Chia ba tổ vận động, mỗi tổ phụ trách hai ngõ."], Votes = [new VoteCount("Thông qua nghị quyết tháng 12", 23, 0, 1)],
        });
        ActionItem Task(string id, string content, string owner, string[] with, int day) => new("t-" + id)
        {
            UnitId = TownCell.CellId, Origin = ActionOrigin.Meeting, SourceId = Meeting, Content = content, OwnerId = Id(owner), CoWorkerIds = [.. with.Select(Id)], DueAt = At(day, 12, 23, 59), AssignedBy = Id(Loan), AssignedAt = At(4, 12, 8),
            Status = id == "1" ? ActionItemStatus.Done : ActionItemStatus.InProgress,
        };
        desk.Put(Task("1", "Lập danh sách hộ ở trọ", Son, [Diem], 10));
        desk.Put(Task("2", "Tổ chức ngày Chủ nhật xanh", Diem, [Son, Uyen], 27));
        desk.Put(new Resolution("r-12") { UnitId = TownCell.CellId, MeetingId = Meeting, EnteredBy = Id(Loan), IssuedOn = new(2026, 12, 3), Title = "Nghị quyết tháng 12", Strengths = "Hoàn thành 7/8 việc; phong trào phân loại rác lan rộng.", Tasks = [new("Tổng vệ sinh các ngõ", "6/6 ngõ"), new("Thăm gia đình chính sách", null)] });
    }

    private static void Rest(IDesk desk)
    {
        desk.Put(new RemediationPlan(RemediationPlan.IdOf(TownCell.CellId, 2026))
        {
            UnitId = TownCell.CellId, ReviewYear = 2026, EnteredBy = Id(Loan),
            Items = [new("Sinh hoạt chuyên đề còn ít ý kiến", "Gửi câu hỏi gợi ý trước 3 ngày", Id(Diem), At(31, 3, 23).AddYears(1)) { CoWorkerIds = [Id(Son)] }, new("Chậm báo cáo việc được giao", "Nhắc qua trợ lý mỗi tuần", Id(Son), At(30, 6, 23).AddYears(1))],
        });
        desk.Put(new RemediationPlan(RemediationPlan.IdOf(Id(Diem), 2025))
        {
            UnitId = TownCell.CellId, ParticipantId = Id(Diem), ReviewYear = 2025, EnteredBy = Id(Diem),
            Items = [new("Ít phát biểu khi sinh hoạt", "Mỗi kỳ sinh hoạt phát biểu ít nhất một lần", Id(Diem), At(31, 12, 23)) { InPledge = true }, new("Điều riêng không in", "Không in", Id(Diem), At(31, 12, 23))],
        });
        desk.Put(new Commendation("c-1") { UnitId = TownCell.CellId, ParticipantId = Id(Son), Deed = "vận động 12 hộ phân loại rác", DecidedOn = new(2026, 11, 30), DecidedBy = Id(Loan), PublishConsent = true });
        desk.Put(new Commendation("c-2") { UnitId = TownCell.CellId, ParticipantId = Id(Uyen), Deed = "không muốn nêu tên", DecidedOn = new(2026, 11, 30), DecidedBy = Id(Loan) });
    }

    private static readonly IReadOnlyList<FourGoodCriterion> Criteria =
    [
        new(1, "Hoàn thành các chỉ tiêu nghị quyết đề ra", Met: true), new(1, "Không để đơn thư vượt cấp", Met: true),
        new(2, "Sinh hoạt đúng định kỳ, ít nhất một chuyên đề mỗi quý", Met: true), new(2, "Tỷ lệ đảng viên dự sinh hoạt từ 90%", Met: false),
        new(3, "Nội bộ đoàn kết, thống nhất", Met: true), new(4, "100% đảng viên hoàn thành nhiệm vụ", Met: true),
    ];
}
