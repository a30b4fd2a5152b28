using CellBot.Dialogs.Tests.Study;
using CellBot.Domain.Audit;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Review;

/// <summary>People who were somebody else yesterday, with yesterday's buttons in their hand.</summary>
public sealed class WrongPersonTests
{
    private static readonly string Lien = TownCell.AccountOf(StudyTown.Lien);
    private static readonly string Tin = TownCell.AccountOf(StudyTown.Tin);
    private static readonly string Loan = TownCell.AccountOf(StudyTown.Loan);

    [Fact]
    public async Task Behaviour_23_a_secretary_of_another_cell_decides_nothing_by_an_old_button()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.Says(Loan, "chờ xem");
        var shown = town.Messages.FindLast(message => message.Account == Loan)!;
        await Moves(town, "p-01", [Role.Secretary]);
        foreach (var number in new[] { 2, 1, 3 }) await town.Presses(Loan, shown, number);
        await town.Says(Loan, "chờ xem");

        var answers = town.Messages.Where(message => message.Account == Loan && message.At >= shown.At).Skip(1).Select(message => message.Text).ToArray();
        Assert.Equal("Nội dung này dành cho người khác nên trợ lý không mở. Việc của đồng chí Loan: nhắn “menu”.", answers[0]);
        Assert.DoesNotContain(answers, answer => answer.Contains("Liên", StringComparison.Ordinal));
        Assert.Equal(ReflectionStatus.Submitted, (await town.ReflectionOf(StudyTown.Lien))!.Status);
        Assert.Contains(await town.Find(AuditEntry.ByObject, Reflection.IdOf(StudyTown.Campaign, "p-05")), entry => entry is { Action: "wrong-person", ActorId: "p-01", UnitId: TownCell.CellId });
    }

    [Fact]
    public async Task Behaviour_23_a_member_who_moved_is_told_where_to_look_and_sees_nothing_of_the_old_cell()
    {
        await using var town = await StudyTown.Start(StudyTown.At(7, 8, 0));
        await town.AdvanceTo(StudyTown.At(7, 9, 0));
        var reminder = town.Messages.FindLast(message => message.Account == Tin)!;
        Assert.StartsWith("Xin nhắc đồng chí Tín", reminder.Text);
        await Moves(town, "p-09", []);
        await town.Presses(Tin, reminder, 1);
        Assert.Equal("Từ ngày 07/12/2026, đồng chí Tín sinh hoạt tại Chi bộ Khu vực 4. Bài và bản đăng ký cũ vẫn xem được trong “dữ liệu của tôi”.", town.Last(Tin));
        Assert.Contains(await town.Find(AuditEntry.ByObject, StudyTown.Campaign), entry => entry is { Action: "wrong-person", ActorId: "p-09" });
        Assert.Equal("Hiện đồng chí Tín không có bài thu hoạch nào cần nộp.", await town.Ask(Tin, "nộp thu hoạch"));
    }

    [Fact]
    public async Task Behaviour_23_somebody_who_moved_in_the_middle_of_a_reflection_hands_in_nothing()
    {
        await using var town = await StudyTown.Start();
        await town.Says(Tin, "nộp thu hoạch");
        await town.Says(Tin, "2");
        await town.Says(Tin, "Nội dung về chuyển đổi số");
        await Moves(town, "p-09", []);
        Assert.StartsWith("Từ ngày 04/12/2026, đồng chí Tín sinh hoạt tại Chi bộ Khu vực 4.", await town.Ask(Tin, "xong"));
        Assert.Null(await town.ReflectionOf(StudyTown.Tin));
    }

    [Fact]
    public async Task Behaviour_23_someone_who_left_gets_no_content_and_the_press_is_written_down()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.Says(Loan, "chờ xem");
        var shown = town.Messages.FindLast(message => message.Account == Loan)!;
        await town.Write(async desk =>
        {
            desk.Put((await desk.Get<Participant>("p-01"))! with { CellId = null });
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-01")))! with { To = new DateOnly(2026, 12, 4) });
        });
        await town.Presses(Loan, shown, 2);
        Assert.Equal("Đồng chí Loan hiện không còn sinh hoạt tại chi bộ này nên trợ lý không mở nội dung. Cần hỏi, xin liên hệ đồng chí bí thư chi bộ.", town.Last(Loan));
        Assert.Equal(ReflectionStatus.Submitted, (await town.ReflectionOf(StudyTown.Lien))!.Status);
        Assert.Contains(await town.Find(AuditEntry.ByObject, Loan), entry => entry is { Action: "wrong-person", ActorId: "p-01" });
    }

    /// <summary>From today on the person belongs to the cell next door.</summary>
    private static Task Moves(Town town, string person, IReadOnlyList<Role> roles) => town.Write(async desk =>
    {
        var today = DateOnly.FromDateTime(town.Clock.Now.DateTime);
        desk.Put(new OrgUnit("u-kv4") { Name = "Chi bộ Khu vực 4", Type = OrgUnitType.Cell });
        desk.Put((await desk.Get<Participant>(person))! with { CellId = "u-kv4" });
        desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, person)))! with { To = today });
        desk.Put(new Affiliation(Affiliation.IdOf("u-kv4", person)) { UnitId = "u-kv4", ParticipantId = person, Roles = roles, From = today, Number = 1 });
    });
}
