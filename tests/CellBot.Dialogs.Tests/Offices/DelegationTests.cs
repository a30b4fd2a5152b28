using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Tests.Engine;
using CellBot.Dialogs.Tests.Study;
using CellBot.Domain.Audit;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Offices;

/// <summary>A secretary who is away lets a member of the cell do the secretary's work for some days. It is Friday, 04/12/2026, in the evening.</summary>
public sealed class DelegationTests
{
    private const string SonName = "Lương Quốc Sơn";
    private static readonly string Loan = TownCell.AccountOf(StudyTown.Loan), Phong = TownCell.AccountOf(StudyTown.Phong), Lien = TownCell.AccountOf(StudyTown.Lien), Tin = TownCell.AccountOf(StudyTown.Tin), Son = TownCell.AccountOf(SonName);
    private static readonly string SonsId = TownCell.PersonOf(SonName);

    [Fact]
    public async Task The_secretary_delegates_by_digits_alone()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.Says(Loan, "danh sách");
        Assert.EndsWith("6. Ủy quyền\n7. Bàn giao bí thư", town.Last(Loan));
        var who = await town.Ask(Loan, "6");
        Assert.StartsWith("Ủy quyền cho ai làm thay việc của bí thư?\nXin nhắn số hoặc tên:\n1. ", who);
        Assert.DoesNotContain("Đinh Hồng Loan", who); // not to oneself
        Assert.Equal("Từ ngày nào?\n1. Hôm nay\n2. Ngày khác (xin nhắn ngày)", await town.Ask(Loan, NumberOf(who, SonName)));
        Assert.Equal("Đến hết ngày nào?\n1. Thứ Năm, ngày 10/12/2026\n2. Thứ Bảy, ngày 02/01/2027\n3. Ngày khác (xin nhắn ngày)", await town.Ask(Loan, "1"));
        Assert.Equal("Ủy quyền cho Lương Quốc Sơn làm thay việc của bí thư Chi bộ Khu vực 3, từ thứ Sáu, ngày 04/12/2026 đến hết thứ Năm, ngày 10/12/2026.\nLương Quốc Sơn xem được bài của đồng chí khác; mỗi việc làm thay đều được ghi lại.\n1. Sửa\n2. Ủy quyền", await town.Ask(Loan, "1"));
        Assert.Equal("Đã ủy quyền cho Lương Quốc Sơn từ 04/12/2026 đến hết 10/12/2026. Cần dừng sớm, xin nhắn “thôi ủy quyền”.", await town.Ask(Loan, "2"));

        Assert.Equal("Đồng chí Đinh Hồng Loan ủy quyền cho đồng chí Sơn làm thay việc của bí thư Chi bộ Khu vực 3, từ 04/12/2026 đến hết 10/12/2026.\n1. Xem việc đang chờ\n2. Để sau", town.Last(Son));
        Assert.StartsWith("Chi bộ Khu vực 3", await town.Ask(Son, "1"));
        Assert.Contains(await town.Find(AuditEntry.ByObject, SonsId), entry => entry is { Action: "delegate", ActorId: "p-01", UnitId: TownCell.CellId });
        Assert.Equal("Lương Quốc Sơn đang được ủy quyền từ 04/12/2026 đến hết 10/12/2026.\n1. Thôi ủy quyền\n2. Để sau", await town.Ask(Loan, "/uyquyen"));
        Assert.Equal("Đã thôi ủy quyền cho Lương Quốc Sơn. Mọi việc lại gửi về đồng chí Loan.", await town.Ask(Loan, "1"));
        Assert.Equal("Đồng chí Đinh Hồng Loan đã nhận lại việc của bí thư Chi bộ Khu vực 3. Cảm ơn đồng chí Sơn đã làm thay.", town.Last(Son));
        Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(Son, "việc bí thư"));
    }

    [Fact]
    public async Task What_comes_in_meanwhile_goes_to_the_stand_in_and_what_they_do_is_written_down_as_done_in_the_secretarys_place()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.Effect("digest", async effects => await Digest.Plan(effects, (await effects.Desk.Get<OrgUnit>(TownCell.CellId))!)); // for the secretary
        await Delegates(town, "10/12");
        await town.HandsInPhotos(Lien, 2);
        await town.AdvanceTo(StudyTown.At(7, 8, 45)); // Monday
        Assert.Contains(town.Messages, message => message.Account == Son && message.Text.Contains("Trần Thanh Liên", StringComparison.Ordinal));
        Assert.DoesNotContain(town.Messages, message => message.Account == Loan && message.Text.Contains("chờ đồng chí Loan xem", StringComparison.Ordinal));
        Assert.Equal([Son], town.Messages.Where(message => message.Text.StartsWith("Tình hình Chi bộ Khu vực 3", StringComparison.Ordinal)).Select(message => message.Account)); // Monday's figures, too

        await town.Says(Son, "chờ xem");
        await town.Says(Son, "2");
        Assert.Equal(ReflectionStatus.Accepted, (await town.ReflectionOf(StudyTown.Lien))!.Status);
        Assert.Equal(SonsId, (await town.ReflectionOf(StudyTown.Lien))!.Decision!.By);
        var entries = await town.Find(AuditEntry.ByObject, Reflection.IdOf(StudyTown.Campaign, "p-05"));
        Assert.Contains(entries, entry => entry.Action is "approve" && entry.ActorId == SonsId && entry.ActingFor is "p-01");
        Assert.Contains(entries, entry => entry is { Action: "submit", ActorId: "p-05", ActingFor: null });
        // The secretary keeps the office and needs nobody's leave.
        Assert.StartsWith("Chi bộ Khu vực 3", await town.Ask(Loan, "việc bí thư"));
    }

    [Fact]
    public async Task A_deputys_deeds_are_written_down_as_a_deputys()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.HandsInPhotos(Lien, 2);
        await town.Says(Phong, "chờ xem");
        await town.Says(Phong, "2");
        Assert.Contains(await town.Find(AuditEntry.ByObject, Reflection.IdOf(StudyTown.Campaign, "p-05")), entry => entry is { Action: "approve", ActorId: "p-02", ActingFor: "p-01" });
    }

    [Fact]
    public async Task The_own_paper_of_the_stand_in_is_the_secretarys_to_decide_and_the_secretarys_never_the_stand_ins()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.Effect("duty", async effects => await Duties.Open(effects, StudyTown.Duty(StudyTown.Study(), "p-01")));
        await town.Write(async desk => desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-02")))! with { Roles = [] })); // no deputy
        await Delegates(town, "10/12");
        await town.HandsInPhotos(Son, 2);
        await town.HandsInPhotos(Loan, 2);

        // The own one waits for the secretary, the secretary's for the body above.
        Assert.Equal("Đây là bản của chính đồng chí Sơn nên đồng chí Đinh Hồng Loan sẽ xem. Trợ lý đã chuyển.", await town.Ask(Son, "chờ xem"));
        Assert.Contains("Lương Quốc Sơn", await town.Ask(Loan, "chờ xem"));
        await town.Says(Loan, "2");
        Assert.Equal("p-01", (await town.ReflectionOf(SonName))!.Decision!.By);
        await town.AdvanceTo(StudyTown.At(7, 9, 0));
        Assert.DoesNotContain(town.Messages, message => message.Account == Son && message.Text.Contains("chờ đồng chí Sơn xem", StringComparison.Ordinal));
        Assert.Equal(ReflectionStatus.Submitted, (await town.ReflectionOf(StudyTown.Loan))!.Status);
    }

    [Fact]
    public async Task Behaviour_23_what_is_taken_back_in_the_middle_decides_nothing_and_is_written_down()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await Delegates(town, "10/12");
        await town.HandsInPhotos(Lien, 2);
        await town.Says(Son, "chờ xem");
        var shown = town.Messages.FindLast(message => message.Account == Son)!;
        await town.Says(Loan, "thôi ủy quyền");

        foreach (var number in new[] { 2, 1, 3 }) await town.Presses(Son, shown, number);
        var answers = town.Messages.Where(message => message.Account == Son && message.At >= shown.At).SkipWhile(message => message != shown).Skip(1).Select(message => message.Text).ToArray();
        Assert.Contains("Nội dung này dành cho người khác nên trợ lý không mở. Việc của đồng chí Sơn: nhắn “menu”.", answers);
        Assert.DoesNotContain(answers, answer => answer.Contains("Liên", StringComparison.Ordinal));
        Assert.Equal(ReflectionStatus.Submitted, (await town.ReflectionOf(StudyTown.Lien))!.Status);
        Assert.Contains(await town.Find(AuditEntry.ByObject, Reflection.IdOf(StudyTown.Campaign, "p-05")), entry => entry.Action is "wrong-person" && entry.ActorId == SonsId);
        await town.AdvanceTo(StudyTown.At(7, 8, 45));
        Assert.Contains(town.Messages, message => message.Account == Loan && message.Text.Contains("Trần Thanh Liên", StringComparison.Ordinal)); // waits for the secretary again
    }

    [Fact]
    public async Task It_begins_and_ends_on_its_days_by_itself()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.HandsInPhotos(Lien, 2);
        foreach (var says in new[] { "ủy quyền", "Sơn", "7/12", "5/12" }) await town.Says(Loan, says);
        Assert.Equal("Ngày cuối không thể trước ngày bắt đầu (07/12/2026). Xin nhắn ngày khác.", town.Last(Loan));
        foreach (var says in new[] { "8/12", "2" }) await town.Says(Loan, says);
        Assert.EndsWith("từ 07/12/2026 đến hết 08/12/2026. Đến ngày, đồng chí Sơn nhắn “việc bí thư”.", town.Last(Son));

        Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(Son, "việc bí thư"));
        await town.AdvanceTo(StudyTown.At(7, 8, 45));
        Assert.Contains(town.Messages, message => message.Account == Son && message.Text.Contains("Trần Thanh Liên", StringComparison.Ordinal)); // what waited is shown when it begins
        Assert.StartsWith("Chi bộ Khu vực 3", await town.Ask(Son, "việc bí thư"));
        await town.AdvanceTo(StudyTown.At(9, 0, 0));
        Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(Son, "việc bí thư"));
        var before = town.Count(Loan);
        await town.AdvanceTo(StudyTown.At(9, 8, 45));
        Assert.Contains(town.Messages.Where(message => message.Account == Loan).Skip(before), message => message.Text.Contains("Trần Thanh Liên", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_escalation_goes_to_whoever_does_the_secretarys_work_that_day()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        foreach (var says in new[] { "ủy quyền", "Sơn", "1", "25/12", "2" }) await town.Says(Loan, says);
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 18, 9, 0, 0, TimeSpan.FromHours(7)));
        Assert.Contains(town.Messages, message => message.Account == Son && message.Text.Contains("Thạch Ngọc Tín: bài thu hoạch", StringComparison.Ordinal));
        Assert.DoesNotContain(town.Messages, message => message.Account == Loan && message.Text.Contains("Thạch Ngọc Tín: bài thu hoạch", StringComparison.Ordinal));
        Assert.Contains(town.Messages, message => message.Account == Tin && message.Text.Contains("đồng chí Lương Quốc Sơn", StringComparison.Ordinal)); // the owner heard who will be told
    }

    [Fact]
    public async Task A_new_secretary_owes_the_old_ones_delegation_nothing()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await Delegates(town, "10/12");
        await town.Write(async desk =>
        {
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-01")))! with { Roles = [] });
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-02")))! with { Roles = [Role.Secretary] });
        });
        Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(Son, "việc bí thư"));
        Assert.StartsWith("Ủy quyền cho ai", await town.Ask(Phong, "ủy quyền"));
    }

    [Fact]
    public async Task Behaviour_23_only_the_secretary_delegates_and_the_stand_in_gets_no_code_for_the_secretary()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        foreach (var other in new[] { Phong, Lien })
            foreach (var says in new[] { "ủy quyền", "bàn giao" })
                Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(other, says));
        await Delegates(town, "10/12");
        foreach (var says in new[] { "ủy quyền", "bàn giao" }) Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(Son, says));
        Assert.Equal("Trong chi bộ không có ai tên như vậy. Xin đồng chí Sơn xem lại tên.", await town.Ask(Son, "cấp mã cho Đinh Hồng Loan"));
        Assert.Equal("Chưa có ai kết nối để gỡ.", await town.Ask(Son, "gỡ kết nối của Đinh Hồng Loan"));
        Assert.Equal("Đồng chí Sơn đã thôi làm thay. Cảm ơn đồng chí Sơn.", await town.Ask(Son, "trả lại ủy quyền"));
        Assert.Equal("Lương Quốc Sơn thôi làm thay. Việc của Chi bộ Khu vực 3 lại gửi về đồng chí Loan.", town.Last(Loan));
    }

    [Fact]
    public async Task Probationers_are_not_offered()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        var probationer = (await town.Find(Participant.ByCell, TownCell.CellId + "/")).Single(person => person.Status is MembershipStatus.Probationary);
        Assert.DoesNotContain(probationer.FullName, await town.Ask(Loan, "ủy quyền"));
    }

    /// <summary>From today until that day of December.</summary>
    private static async Task Delegates(Town town, string until)
    {
        foreach (var says in new[] { "ủy quyền", "Sơn", "1", until, "2" }) await town.Says(Loan, says);
        Assert.StartsWith("Đã ủy quyền cho Lương Quốc Sơn", town.Last(Loan));
    }

    private static string NumberOf(string list, string name) => list.Split('\n').Single(line => line.EndsWith(". " + name, StringComparison.Ordinal)).Split('.')[0];
}
