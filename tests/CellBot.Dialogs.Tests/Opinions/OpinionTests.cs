using CellBot.Dialogs.Tests.Meetings;
using CellBot.Domain.Audit;
using CellBot.Domain.Meetings;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Opinions;

/// <summary>What members think is collected before a meeting; whose it is, only those see who lead the cell.</summary>
public sealed class OpinionTests
{
    private static readonly string Secretary = Account(Loan), Uyen_ = Account(Uyen), Son_ = Account(Son), Committee = Account("Hoàng Trọng Phong");

    private static async Task<Town> Asked()
    {
        var town = await Announced();
        await town.Says(Secretary, "xin ý kiến");
        Assert.Equal("Xin ý kiến các đồng chí về việc gì trước sinh hoạt thường kỳ tháng 12? Câu này gửi nguyên văn.", town.Last(Secretary));
        await town.Says(Secretary, "Nên họp tối thứ Năm hay sáng thứ Bảy?");
        Assert.Equal("Hỏi riêng 26 đồng chí trước sinh hoạt thường kỳ tháng 12 (gửi được 24): “Nên họp tối thứ Năm hay sáng thứ Bảy?”\n1. Sửa\n2. Gửi", town.Last(Secretary));
        await town.Says(Secretary, "2");
        Assert.Equal("Đã gửi. Xem trả lời, xin nhắn “xem ý kiến”.", town.Last(Secretary));
        return town;
    }

    [Fact]
    public async Task Everyone_is_asked_alone_answers_by_number_or_word_and_may_say_otherwise_until_the_start()
    {
        await using var town = await Asked();
        Assert.Equal("Chi bộ Khu vực 3 xin ý kiến đồng chí Uyên trước sinh hoạt thường kỳ tháng 12: “Nên họp tối thứ Năm hay sáng thứ Bảy?”\nChỉ bí thư, phó bí thư biết ý kiến của ai.\n1. Viết ý kiến\n2. Không có ý kiến", town.Last(Uyen_));
        await town.Says(Uyen_, "viết ý kiến");
        Assert.StartsWith("Ý kiến của đồng chí Uyên trước sinh hoạt thường kỳ tháng 12? “Nên họp tối thứ Năm hay sáng thứ Bảy?”", town.Last(Uyen_), StringComparison.Ordinal);
        await town.Says(Uyen_, "Tối thứ Năm tiện hơn");
        Assert.Equal("Đã ghi ý kiến của đồng chí Uyên cho sinh hoạt thường kỳ tháng 12. Muốn sửa, xin nhắn “sửa ý kiến” trước giờ họp.", town.Last(Uyen_));
        await town.Says(Uyen_, "ý kiến: sáng thứ Bảy cũng được");
        await town.Says(Son_, "không có ý kiến");
        Assert.Equal("Đã ghi: đồng chí Sơn không có ý kiến trước sinh hoạt thường kỳ tháng 12.", town.Last(Son_));

        await town.Says(Secretary, "xem ý kiến");
        Assert.Equal("""
            Ý kiến trước sinh hoạt thường kỳ tháng 12: 2/27 đồng chí trả lời. Không có ý kiến: 1.
            Điều xin ý kiến: “Nên họp tối thứ Năm hay sáng thứ Bảy?”
            – Võ Bích Uyên: sáng thứ Bảy cũng được
            1. Bản không ghi tên
            """, town.Last(Secretary));
        await town.AdvanceTo(December.AddMinutes(1));
        await town.Says(Uyen_, "ý kiến: thôi để lần sau");
        Assert.StartsWith("Không có cuộc họp sắp tới để ghi ý kiến.", town.Last(Uyen_), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_for_those_who_lead_the_cell_the_committee_reads_without_and_members_not_at_all()
    {
        await using var town = await Asked();
        await town.Says(Uyen_, "ý kiến: nên mời khu vực 2");
        await town.Says(Son_, "ý kiến: cần bàn việc rác thải");
        foreach (var (who, words) in new[] { (Secretary, "xem ý kiến"), (Committee, "xem ý kiến") }) await town.Says(who, words);
        Assert.Contains("– Lương Quốc Sơn: cần bàn việc rác thải\n– Võ Bích Uyên: nên mời khu vực 2", town.Last(Secretary), StringComparison.Ordinal);
        var roles = await town.Read<Domain.Organisation.Affiliation>(Domain.Organisation.Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf("Đỗ Thị Trang")));
        var nameless = Account(roles!.Roles.Contains(Domain.Organisation.Role.CellCommitteeMember) ? "Đỗ Thị Trang" : Son);
        await town.Says(nameless, "xem ý kiến");
        Assert.EndsWith("\n– cần bàn việc rác thải\n– nên mời khu vực 2", town.Last(nameless), StringComparison.Ordinal);
        Assert.DoesNotContain("Uyên", town.Last(nameless), StringComparison.Ordinal);
        await town.Says(Secretary, "bản không ghi tên");
        Assert.DoesNotContain("Uyên", town.Last(Secretary), StringComparison.Ordinal);
        await town.Says(Uyen_, "xem ý kiến");
        Assert.DoesNotContain("rác thải", town.Last(Uyen_), StringComparison.Ordinal);

        var meeting = await town.Meeting();
        Assert.True((await town.Find(AuditEntry.ByObject, meeting.Id + "/opinions")).Count >= 3); // every reading is an entry
        Assert.Equal(TownCell.PersonOf(Uyen), (await town.Read<Opinion>(Rsvp.IdOf(meeting.Id, TownCell.PersonOf(Uyen))))!.AuthorId);
    }

    [Fact]
    public async Task Someone_of_another_cell_has_nothing_to_do_with_it()
    {
        await using var town = await Asked();
        var meeting = await town.Meeting();
        await town.Write(async desk =>
        {
            var person = (await desk.Get<Domain.People.Participant>(TownCell.PersonOf(Uyen)))!;
            desk.Put(person with { CellId = null });
        });
        await town.Says(Uyen_, "1");
        Assert.Null(await town.Read<Opinion>(Rsvp.IdOf(meeting.Id, TownCell.PersonOf(Uyen))));
    }
}
