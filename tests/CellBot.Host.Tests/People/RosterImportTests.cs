using CellBot.Domain.Audit;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.People;
using static CellBot.Host.Tests.People.RosterText;

namespace CellBot.Host.Tests.People;

public sealed class RosterImportTests
{
    private const string Four = "STT,Họ và tên,Ngày sinh,Số điện thoại,Chức vụ,Ghi chú";
    private const string First = "1,Đinh Hồng Loan,07/12/1994,0700004375,Bí thư,";
    private const string Second = "2,Hoàng Trọng Phong,10/01/1953,0940006550,Phó Bí thư,";
    private const string Third = "3,Lương Quốc Sơn,14/08/1962,0580007764,,miễn sinh hoạt";

    [Fact]
    public async Task The_sample_cell_is_imported_whole_and_a_second_time_changes_nothing()
    {
        await using var store = await RosterStore.Open();

        Assert.Equal(["Chi bộ Khu vực 3: thêm 28, sửa 0, giữ nguyên 0."], (await store.Import(Sample)).Lines());
        var before = await store.Everything();
        store.Clock.Now = store.Clock.Now.AddDays(1);
        Assert.Equal(["Chi bộ Khu vực 3: danh sách không có gì thay đổi (28 người)."], (await store.Import(Sample)).Lines());

        Assert.Equal(before, await store.Everything());
        var loan = await store.Person("Đinh Hồng Loan");
        var cell = await store.Unit(RosterStore.Cell);
        Assert.Equal((cell.Id, "+84700004375", Sex.Female, MembershipStatus.Official), (loan.CellId, loan.Phone, loan.Sex, loan.Status));
        Assert.Equal([Role.Secretary], (await store.All<Affiliation>()).Single(each => each.ParticipantId == loan.Id).Roles);
        Assert.Equal(Enumerable.Range(1, 28), (await store.All<Affiliation>()).Select(each => each.Number).Order());
        var exempt = Assert.Single(await store.All<Exemption>());
        Assert.Equal((ExemptionKind.Permanent, ExemptionScope.All, (await store.Person("Hoàng Mỹ Yến")).Id), (exempt.Kind, exempt.Scope, exempt.ParticipantId));
    }

    [Fact]
    public async Task A_committee_of_652_people_is_imported_in_one_commit_and_again_changes_nothing()
    {
        await using var store = await RosterStore.Open();
        var file = Embedded("roster-committee.csv");

        Assert.Equal("Đảng bộ Sở, 34 chi bộ: thêm 652, sửa 0, giữ nguyên 0.", (await store.Import(file, body: "Đảng bộ Sở")).Lines().First());
        Assert.Equal("Đảng bộ Sở, 34 chi bộ: danh sách không có gì thay đổi (652 người).", (await store.Import(file, body: "Đảng bộ Sở")).Lines().First());

        var body = await store.Unit("Đảng bộ Sở");
        Assert.Equal((OrgUnitType.PartyBody, 34), (body.Type, (await store.All<OrgUnit>()).Count(unit => unit.ParentId == body.Id && unit.IsCell)));
        Assert.Equal(34, (await store.All<AuditEntry>()).Count(entry => entry.Action == "roster"));
    }

    [Fact]
    public async Task Ids_are_the_same_on_every_machine()
    {
        await using var one = await RosterStore.Open();
        await using var other = await RosterStore.Open();
        await one.Import(Sample);
        await other.Import(Sample);

        Assert.Equal((await one.All<Participant>()).Select(person => person.Id), (await other.All<Participant>()).Select(person => person.Id));
        Assert.All(await one.All<Participant>(), person => Assert.StartsWith("p-", person.Id));
        Assert.StartsWith("u-", (await one.Unit(RosterStore.Cell)).Id);
    }

    [Fact]
    public async Task With_a_problem_anywhere_nothing_is_imported()
    {
        await using var store = await RosterStore.Open();

        var report = await store.Import(Four, First, Second, "3,Lương Quốc Sơn,31/02/1962,1,,");

        Assert.False(report.IsImported);
        Assert.Equal(
            ["Chưa nhập danh sách, có 2 chỗ cần sửa:", "- Dòng 4: ngày sinh “31/02/1962” không có trong lịch (ngày/tháng/năm).", "- Dòng 4: số điện thoại “1” không đọc được, ví dụ: 0912 345 678."],
            report.Lines());
        Assert.Equal("0 entries", await store.Everything());
    }

    [Theory]
    [InlineData("1,Đinh Hồng Loan,07/12/1994,0912345678,Bí thư,", "+84912345678", "Đinh Hồng Loan", "07/12/1994")]
    [InlineData("1,Đinh Hồng Loan,08/12/1994,0700004375,Bí thư,", "+84700004375", "Đinh Hồng Loan", "08/12/1994")]
    [InlineData("1,Đinh Hồng Loàn,07/12/1994,0700004375,Bí thư,", "+84700004375", "Đinh Hồng Loàn", "07/12/1994")]
    [InlineData("1,Đinh Thị Hồng Loan,07/12/1994,0700004375,Bí thư,", "+84700004375", "Đinh Thị Hồng Loan", "07/12/1994")]
    [InlineData("7,Đinh Hồng Loan,,,Bí thư,", "+84700004375", "Đinh Hồng Loan", "07/12/1994")]
    public async Task A_corrected_row_is_the_same_person(string row, string phone, string name, string birth)
    {
        await using var store = await RosterStore.Open();
        await store.Import(Four, First, Second);
        var before = await store.Person("Đinh Hồng Loan");

        var report = await store.Import(Four, row, Second);

        Assert.Equal((0, 0), (report.Plan!.Count(RosterChangeKind.Added), report.Plan.Count(RosterChangeKind.Missing)));
        var after = await store.Person(name);
        Assert.Equal((before.Id, phone, birth), (after.Id, after.Phone, $"{after.BirthDate:dd/MM/yyyy}"));
    }

    [Fact]
    public async Task What_the_roster_does_not_say_stays()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Four, First, Second, Third);
        var session = store.Store.Open();
        var sơn = await session.Get<Participant>((await store.Person("Lương Quốc Sơn")).Id);
        session.Put(sơn! with { OwnHonorific = "bác", Consent = new Consent { NoticeVersion = 1, GivenAt = store.Clock.Now, AccountId = "web/demo/x" } });
        await session.Commit();

        var report = await store.Import("STT,Họ và tên,Ngày sinh", "3,Lương Quốc Sơn,14/08/1962", "1,Đinh Hồng Loan,07/12/1994", "2,Hoàng Trọng Phong,10/01/1953");

        Assert.Equal(3, report.Plan!.Count(RosterChangeKind.Unchanged));
        await store.Import(Four, First, Second, Third.Replace("0580007764", "0912345678", StringComparison.Ordinal));
        var after = await store.Person("Lương Quốc Sơn");
        Assert.Equal(("bác", true, "+84912345678"), (after.OwnHonorific, after.HasConsented, after.Phone));
    }

    [Fact]
    public async Task People_missing_from_the_file_are_listed_and_leave_only_when_asked()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Four, First, Second, Third);
        var sơn = await store.Person("Lương Quốc Sơn");
        await Owes(store, sơn.Id);

        Assert.Equal("Không có trong tệp, vẫn giữ (đưa ra bằng --retire) 1 người: Lương Quốc Sơn.", (await store.Import(Four, First, Second)).Lines().ElementAt(1));
        Assert.NotNull((await store.Person("Lương Quốc Sơn")).CellId);
        Assert.Equal("Đã đưa ra khỏi danh sách 1 người: Lương Quốc Sơn.", (await store.Import(RosterText.File(Four, First, Second), retire: true)).Lines().ElementAt(1));

        Assert.Null((await store.Person("Lương Quốc Sơn")).CellId);
        Assert.Equal(new DateOnly(2026, 11, 20), (await store.All<Affiliation>()).Single(each => each.ParticipantId == sơn.Id).To);
        Assert.Equal(ObligationState.Waived, Assert.Single(await store.All<Obligation>()).StateAt(store.Clock.Now));
        Assert.Equal("Chi bộ Khu vực 3: danh sách không có gì thay đổi (2 người).", (await store.Import(RosterText.File(Four, First, Second), retire: true)).Lines().Single());
    }

    [Fact]
    public async Task Who_comes_back_is_the_person_of_before_and_numbers_are_never_given_again()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Four, First, Second, Third);
        var sơn = await store.Person("Lương Quốc Sơn");
        await store.Import(RosterText.File(Four, First, Second), retire: true);

        await store.Import(Four, First, Second, "3,Tô Diệu Diễm,06/01/1990,,,", Third.Replace("3,", "4,", StringComparison.Ordinal));

        Assert.Equal(sơn.Id, (await store.Person("Lương Quốc Sơn")).Id);
        var numbers = (await store.All<Affiliation>()).ToDictionary(each => each.ParticipantId, each => each.Number);
        Assert.Equal((3, 5), (numbers[sơn.Id], numbers[(await store.Person("Tô Diệu Diễm")).Id]));
    }

    [Fact]
    public async Task Who_moves_between_cells_of_a_body_stays_one_person()
    {
        await using var store = await RosterStore.Open();
        const string titles = "Chi bộ,STT,Họ và tên,Ngày sinh,Chức vụ";
        await store.Import(RosterText.File(titles, "Chi bộ Một,1,Đinh Hồng Loan,07/12/1994,Bí thư", "Chi bộ Một,2,Hoàng Trọng Phong,10/01/1953,", "Chi bộ Hai,1,Tô Diệu Diễm,06/01/1990,Bí thư"), body: "Đảng bộ Phường");
        var phong = await store.Person("Hoàng Trọng Phong");

        var report = await store.Import(RosterText.File(titles, "Chi bộ Một,1,Đinh Hồng Loan,07/12/1994,Bí thư", "Chi bộ Hai,1,Tô Diệu Diễm,06/01/1990,Bí thư", "Chi bộ Hai,2,Hoàng Trọng Phong,10/01/1953,"), body: "Đảng bộ Phường");

        Assert.Equal(["Đảng bộ Phường, 2 chi bộ: thêm 0, sửa 0, chuyển 1, giữ nguyên 2.", "Chuyển Hoàng Trọng Phong từ Chi bộ Một đến Chi bộ Hai."], report.Lines());
        var two = await store.Unit("Chi bộ Hai");
        Assert.Equal((phong.Id, two.Id), ((await store.Person("Hoàng Trọng Phong")).Id, (await store.Person("Hoàng Trọng Phong")).CellId));
        Assert.Equal([two.Id], (await store.All<Affiliation>()).Where(each => each.ParticipantId == phong.Id && each.To is null).Select(each => each.UnitId));
    }

    [Fact]
    public async Task Who_is_in_another_cell_cannot_be_in_two()
    {
        await using var store = await RosterStore.Open();
        await store.Import(RosterText.File(Four, First), cell: "Chi bộ Một");

        var report = await store.Import(RosterText.File(Four, First), cell: "Chi bộ Hai");

        Assert.Equal("Dòng 2: Đinh Hồng Loan đang có trong danh sách Chi bộ Một. Xin cho chuyển khỏi đó trước.", report.Findings.Problems.Single().ToString());
    }

    [Fact]
    public async Task An_exemption_ends_when_the_note_is_gone_and_releases_from_duties_when_it_comes()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Four, First, Second, Third);
        await Owes(store, (await store.Person("Hoàng Trọng Phong")).Id);

        await store.Import(Four, First, Second + "miễn sinh hoạt", Third.Replace("miễn sinh hoạt", "", StringComparison.Ordinal));

        var today = new DateOnly(2026, 11, 20);
        var phong = (await store.Person("Hoàng Trọng Phong")).Id;
        Assert.Equal([phong], (await store.All<Exemption>()).Where(each => each.Covers(ExemptionScope.Meetings, today)).Select(each => each.ParticipantId));
        Assert.NotNull(Assert.Single(await store.All<Obligation>()).WaivedAt);
    }

    [Fact]
    public async Task What_a_secretary_exempted_in_the_chat_is_not_the_rosters_to_end()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Four, First, Second, Third);
        var phong = (await store.Person("Hoàng Trọng Phong")).Id;
        var session = store.Store.Open();
        session.Put(new Exemption($"u/{phong}/20261120") { UnitId = (await store.Unit(RosterStore.Cell)).Id, ParticipantId = phong, Kind = ExemptionKind.Temporary, From = new(2026, 11, 20), To = new(2027, 2, 20), DecidedBy = "p-loan" });
        await session.Commit();

        Assert.Equal("Chi bộ Khu vực 3: danh sách không có gì thay đổi (3 người).", (await store.Import(Four, First, Second, Third)).Lines().Single());
    }

    [Fact]
    public async Task A_change_of_office_is_in_the_audit_trail()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Four, First, Second);
        await store.Import(Four, First.Replace("Bí thư", "", StringComparison.Ordinal), Second.Replace("Phó Bí thư", "Bí thư", StringComparison.Ordinal));

        var phong = await store.Person("Hoàng Trọng Phong");
        Assert.Equal([Role.Secretary], (await store.All<Affiliation>()).Single(each => each.ParticipantId == phong.Id).Roles);
        Assert.Contains(await store.All<AuditEntry>(), entry => entry.Action == "role" && entry.ObjectId == phong.Id && entry.ActorId == "operator");
    }

    private static async Task Owes(RosterStore store, string person)
    {
        var session = store.Store.Open();
        session.Put(new Obligation($"th4/{person}")
        {
            Kind = ObligationKind.Reflection, OwnerId = person, UnitId = "u", SourceId = "th4", Item = "bài thu hoạch", OpensAt = store.Clock.Now.AddDays(-1), DueAt = store.Clock.Now.AddDays(9),
        });
        await session.Commit();
    }
}
