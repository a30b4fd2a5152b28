using CellBot.Domain.Meetings;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Meetings;

/// <summary>What comes with a meeting beside its people: materials and whether they were read, guests, warnings.</summary>
public sealed class MaterialsTests
{
    private static readonly string Secretary = Account(Loan), Member = Account(Uyen);

    private static async Task<Town> Composed()
    {
        var town = await MeetingTown.Start(At(20, 11, 9));
        await town.Says(Secretary, "họp mùng 3 tháng sau 19h30");
        await town.Says(Secretary, "1");
        Assert.Equal("Sửa mục nào?\n1. Thời gian\n2. Địa điểm\n3. Nội dung\n4. Thành phần, chủ trì\n5. Tài liệu\n6. Khách mời", town.Last(Secretary));
        return town;
    }

    [Fact]
    public async Task Guests_stand_in_the_preview_in_the_notice_and_in_the_stored_meeting()
    {
        await using var town = await Composed();
        await town.Says(Secretary, "6");
        await town.Says(Secretary, "Lê Văn Ba, Trưởng khu vực 3\nPhạm Thị Tư");
        Assert.Contains("\nThành phần: toàn thể đảng viên; khách mời: Lê Văn Ba, Trưởng khu vực 3; Phạm Thị Tư\n", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([new Guest("Lê Văn Ba", "Trưởng khu vực 3"), new Guest("Phạm Thị Tư", null)], (await town.Meeting()).Guests);
        Assert.Contains("\nThành phần: toàn thể đảng viên; khách mời: Lê Văn Ba, Trưởng khu vực 3; Phạm Thị Tư\n", town.Last(Member), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Materials_are_listed_asked_after_the_day_before_posted_in_one_tap_and_ticked_as_read()
    {
        await using var town = await Composed();
        await town.Says(Secretary, "5");
        await town.Says(Secretary, "Dự thảo nghị quyết tháng 12\nKế hoạch thu gom rác");
        Assert.Equal("Tài liệu đã đăng trên Sổ tay đảng viên điện tử chưa?\n1. Chưa\n2. Đã đăng", town.Last(Secretary));
        await town.Says(Secretary, "1");
        Assert.Contains("\nTài liệu: Dự thảo nghị quyết tháng 12; Kế hoạch thu gom rác\n", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        await town.Says(Member, "1");

        await town.AdvanceTo(At(2, 12, 8, 30));
        Assert.Contains(town.Messages, message => message.Account == Secretary && message.Text == "Còn một ngày đến sinh hoạt thường kỳ tháng 12, tài liệu chưa được đánh dấu đã đăng trên Sổ tay đảng viên điện tử.\n1. Đã đăng\n2. Chưa, nhắc tôi chiều nay");
        await town.Says(Secretary, "chưa, nhắc tôi chiều nay");
        Assert.Equal("Vâng ạ, trợ lý sẽ nhắc đồng chí Loan lúc 15 giờ.", town.Last(Secretary));
        await town.AdvanceTo(At(2, 12, 15));
        Assert.StartsWith("Còn một ngày đến sinh hoạt thường kỳ tháng 12, tài liệu chưa", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Secretary, "đã đăng");
        Assert.Equal("Đã ghi tài liệu sinh hoạt thường kỳ tháng 12: Dự thảo nghị quyết tháng 12; Kế hoạch thu gom rác (đã đăng).", town.Last(Secretary));

        await town.Says(Member, "tài liệu họp");
        Assert.Equal("Tài liệu sinh hoạt thường kỳ tháng 12, đọc trên Sổ tay đảng viên điện tử:\n– Dự thảo nghị quyết tháng 12\n– Kế hoạch thu gom rác\n1. Đã đọc tài liệu", town.Last(Member));
        await town.Says(Member, "1");
        Assert.Equal("Đã ghi đồng chí Uyên đọc tài liệu sinh hoạt thường kỳ tháng 12. Cảm ơn đồng chí Uyên.", town.Last(Member));
        await town.Says(Member, "đã đọc tài liệu"); // twice is once
        await town.Says(Secretary, "ai đi họp");
        Assert.Contains("\nĐã đọc tài liệu: 1/27.", town.Last(Secretary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_before_posted_materials_come_with_the_tick()
    {
        await using var town = await Composed();
        await town.Says(Secretary, "5");
        await town.Says(Secretary, "Dự thảo nghị quyết");
        await town.Says(Secretary, "đã đăng");
        await town.Says(Secretary, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        await town.Says(Member, "1");
        await town.AdvanceTo(At(2, 12, 8, 30));
        Assert.Equal("Ngày mai Chi bộ Khu vực 3 họp: 19 giờ 30, thứ Năm, ngày 03/12/2026, tại Nhà văn hóa Khu vực 3. Tài liệu đã đăng trên Sổ tay đảng viên điện tử.\n1. Đã đọc tài liệu", town.Last(Member));
        await town.Says(Member, "1");
        Assert.NotNull(await town.Read<MaterialsRead>(Rsvp.IdOf((await town.Meeting()).Id, TownCell.PersonOf(Uyen))));
    }

    [Theory]
    [InlineData("họp mùng 3 tháng sau 21h30", "Lưu ý: họp từ 21 giờ 30 đến 23 giờ là giờ nghỉ đêm.")]
    [InlineData("họp ngày 24/11 19h30", "24/11/2026")] // Ngày Văn hóa Việt Nam
    public async Task What_the_convener_should_know_stands_in_the_preview(string command, string warning)
    {
        await using var town = await MeetingTown.Start(At(20, 11, 9));
        await town.Says(Secretary, command);
        Assert.Contains(warning, town.Last(Secretary).Split("––––––")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clash_with_the_bodys_own_meeting_is_warned_of()
    {
        await using var town = await MeetingTown.Start(At(20, 11, 9));
        await town.Write(async desk =>
        {
            var cell = (await desk.Get<Domain.Organisation.OrgUnit>(TownCell.CellId))!;
            desk.Put(new Domain.Organisation.OrgUnit("u-above") { Name = "Đảng bộ phường", Type = Domain.Organisation.OrgUnitType.PartyBody });
            desk.Put(cell with { ParentId = "u-above" });
            desk.Put(new Meeting("m-above")
            {
                UnitId = "u-above", Kind = MeetingKind.Extraordinary, Title = "hội nghị toàn đảng bộ ngày 03/12", Organiser = "Đảng ủy phường", StartsAt = December, EndsAt = December.AddHours(2), Status = MeetingStatus.Announced,
                AttendeeIds = [TownCell.PersonOf(Loan), TownCell.PersonOf(Uyen)], ConvenedBy = "p-x", NoticeVersion = 1,
            });
        });
        await town.Says(Secretary, "họp mùng 3 tháng sau 19h30");
        Assert.Contains("hội nghị toàn đảng bộ ngày 03/12", town.Last(Secretary).Split("––––––")[1], StringComparison.Ordinal);
    }
}
