using CellBot.Domain.Organisation;
using CellBot.Host.People;

namespace CellBot.Host.Tests.People;

public sealed class RosterDryRunTests
{
    private const string Titles = "STT,Họ và tên,Ngày sinh,Số điện thoại,Chức vụ,Ghi chú";
    private const string Loan = "1,Đinh Hồng Loan,07/12/1994,0700004375,Bí thư,";
    private const string Phong = "2,Hoàng Trọng Phong,10/01/1953,0940006550,Phó Bí thư,";
    private const string Son = "3,Lương Quốc Sơn,14/08/1962,0580007764,,";
    private const string Yen = "4,Hoàng Mỹ Yến,01/02/1970,,,";
    private const string Body = "Chi bộ,STT,Họ và tên,Ngày sinh,Chức vụ";

    [Fact]
    public async Task A_dry_run_names_everybody_whom_the_import_would_change_and_writes_nothing()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Titles, Loan, Phong, Son, Yen);
        var before = await store.Everything();
        byte[] next = RosterText.File(Titles, Loan, Phong.Replace("0940006550", "0912345678", StringComparison.Ordinal).Replace("Phó Bí thư", "", StringComparison.Ordinal), Son + "miễn sinh hoạt", "5,Tô Diệu Diễm,06/01/1990,,,");

        var report = await store.Import(next, retire: true, dryRun: true);

        Assert.Equal(
        [
            "Chạy thử, chưa ghi gì.",
            "Chi bộ Khu vực 3: thêm 1, sửa 2, giữ nguyên 1.",
            "Thêm vào Chi bộ Khu vực 3 1 người: Tô Diệu Diễm.",
            "Sửa Hoàng Trọng Phong (Chi bộ Khu vực 3): số điện thoại 0940 006 550 → 0912 345 678; chức vụ Phó Bí thư → (trống).",
            "Sửa Lương Quốc Sơn (Chi bộ Khu vực 3): ghi chú (trống) → miễn sinh hoạt; miễn sinh hoạt.",
            "Sẽ đưa ra khỏi danh sách 1 người: Hoàng Mỹ Yến.",
        ], report.Lines());
        Assert.Equal(before, await store.Everything());

        Assert.Equal("Chi bộ Khu vực 3: thêm 1, sửa 2, giữ nguyên 1.", (await store.Import(next, retire: true)).Lines().First());
        Assert.Equal(["Chạy thử, chưa ghi gì.", "Chi bộ Khu vực 3: danh sách không có gì thay đổi (4 người)."], (await store.Import(next, retire: true, dryRun: true)).Lines());
    }

    [Fact]
    public async Task A_dry_run_of_a_first_import_names_the_cells_that_would_be_made()
    {
        await using var store = await RosterStore.Open();

        var report = await store.Import(RosterText.File(Body, "Chi bộ Một,1,Đinh Hồng Loan,07/12/1994,Bí thư"), body: "Đảng bộ Sở", dryRun: true);

        Assert.Equal(["Đơn vị mới: Đảng bộ Sở.", "Đơn vị mới: Chi bộ Một.", "Thêm vào Chi bộ Một 1 người: Đinh Hồng Loan."], report.Lines().Skip(2));
        Assert.Empty(await store.All<OrgUnit>());
    }

    [Fact]
    public async Task A_move_is_said_with_both_cells_and_a_cell_that_the_file_leaves_out_is_named()
    {
        await using var store = await RosterStore.Open();
        const string one = "Chi bộ Một,1,Đinh Hồng Loan,07/12/1994,Bí thư", two = "Chi bộ Hai,1,Tô Diệu Diễm,06/01/1990,Bí thư", three = "Chi bộ Ba,1,Hoàng Mỹ Yến,01/02/1970,Bí thư";
        await store.Import(RosterText.File(Body, one, "Chi bộ Một,2,Hoàng Trọng Phong,10/01/1953,", two, three), body: "Đảng bộ Phường");

        var report = await store.Import(RosterText.File(Body, one, two, "Chi bộ Hai,2,Hoàng Trọng Phong,10/01/1953,"), body: "Đảng bộ Phường", dryRun: true);

        Assert.Equal(["Chuyển Hoàng Trọng Phong từ Chi bộ Một đến Chi bộ Hai.", "Lưu ý:", "- Chi bộ Ba không có trong tệp, giữ nguyên 1 người."], report.Lines().Skip(2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_roster_that_would_retire_half_of_a_cell_is_refused_until_confirmed(bool dryRun)
    {
        await using var store = await RosterStore.Open();
        await store.Import(Titles, Loan, Phong, Son, Yen);
        var before = await store.Everything();

        var refused = await store.Import(RosterText.File(Titles, Loan, Phong), retire: true, dryRun: dryRun);

        Assert.Equal(["Chưa nhập danh sách, có 1 chỗ cần sửa:", "- 2 trong 4 người của Chi bộ Khu vực 3 không có trong tệp, nhập thì họ ra khỏi chi bộ. Nếu đúng như vậy, xin nhập lại với --force."], refused.Lines());
        Assert.Equal(before, await store.Everything());
        Assert.True((await store.Import(RosterText.File(Titles, Loan, Phong, Son), retire: true)).IsImported); // a quarter is nothing unusual
        Assert.True((await store.Import(RosterText.File(Titles, Loan), retire: true, force: true)).IsImported);
    }

    [Fact]
    public async Task A_second_secretary_is_refused_and_a_new_one_is_said()
    {
        await using var store = await RosterStore.Open();
        await store.Import(Titles, Loan, Phong, Son, Yen);
        var before = await store.Everything();
        var phong = Phong.Replace("Phó Bí thư", "Bí thư", StringComparison.Ordinal);

        Assert.Equal("Chi bộ Khu vực 3 sẽ có 2 bí thư: Đinh Hồng Loan, Hoàng Trọng Phong. Mỗi chi bộ có một bí thư: xin ghi chức vụ mới của người thôi giữ vào tệp, hoặc đưa người đó ra bằng --retire.",
            (await store.Import(Titles, phong, Son, Yen)).Findings.Problems.Single().Text);
        Assert.Equal(before, await store.Everything());

        Assert.Contains("- Bí thư Chi bộ Khu vực 3 đổi từ Đinh Hồng Loan sang Hoàng Trọng Phong.", (await store.Import(RosterText.File(Titles, phong, Son, Yen), retire: true)).Lines());
        Assert.Contains("- Hoàng Trọng Phong thôi làm bí thư Chi bộ Khu vực 3.", (await store.Import(Titles, Phong, Son, Yen)).Lines());
    }

    [Fact]
    public async Task Officers_of_the_body_stand_in_the_column_of_offices()
    {
        await using var store = await RosterStore.Open();
        const string loan = "Chi bộ Một,1,Đinh Hồng Loan,07/12/1994,\"Bí thư, Đảng ủy viên\"", phong = "Chi bộ Một,2,Hoàng Trọng Phong,10/01/1953,Bí thư đảng ủy", diem = "Chi bộ Hai,1,Tô Diệu Diễm,06/01/1990,Bí thư";
        var report = await store.Import(RosterText.File(Body, loan, phong, diem), body: "Đảng bộ Phường");

        Assert.True(report.IsImported);
        var body = await store.Unit("Đảng bộ Phường");
        var officers = (await store.All<Affiliation>()).Where(each => each.UnitId == body.Id).ToDictionary(each => each.ParticipantId, each => each.Roles.Single());
        Assert.Equal((Role.CommitteeMember, Role.CommitteeSecretary, 2), (officers[(await store.Person("Đinh Hồng Loan")).Id], officers[(await store.Person("Hoàng Trọng Phong")).Id], officers.Count));
        Assert.Equal("Đảng bộ Phường, 2 chi bộ: danh sách không có gì thay đổi (3 người).", (await store.Import(RosterText.File(Body, loan, phong, diem), body: "Đảng bộ Phường")).Lines().Single());

        var second = await store.Import(RosterText.File(Body, loan, phong, diem.Replace("Bí thư", "\"Bí thư, Bí thư đảng ủy\"", StringComparison.Ordinal)), body: "Đảng bộ Phường");
        Assert.Equal("Đảng bộ Phường sẽ có 2 bí thư đảng ủy: Hoàng Trọng Phong, Tô Diệu Diễm.", second.Findings.Problems.Single().Text);
        Assert.Contains("- Dòng 2: Đinh Hồng Loan đang là Đảng ủy viên của Đảng bộ Phường, tệp không ghi; vẫn giữ.",
            (await store.Import(RosterText.File(Body, loan.Replace("\"Bí thư, Đảng ủy viên\"", "Bí thư", StringComparison.Ordinal), phong, diem), body: "Đảng bộ Phường")).Lines());
    }
}
