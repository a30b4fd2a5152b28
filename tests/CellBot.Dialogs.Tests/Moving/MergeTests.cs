using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Tests.Committee;
using CellBot.Domain.Audit;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Committee.CommitteeTown;

namespace CellBot.Dialogs.Tests.Moving;

/// <summary>A cell is closed and its people belong to another one; figures of before stay, and nothing that waited is lost.</summary>
public sealed class MergeTests
{
    private const string Museum = "Chi bộ Bảo tàng";
    private static readonly string LibraryId = TownCommittee.CellOf(Library), MuseumId = TownCommittee.CellOf(Museum);
    private static readonly string[] Librarians = [.. TownCommittee.People.Where(person => person.Cell == Library).Select(person => person.Name)];

    [Fact]
    public async Task An_officer_merges_two_cells_and_everybody_belongs_to_the_other_one()
    {
        await using var town = await Start();
        var study = StudyOf("2026-12-01", "2026-12-20");
        await town.Opens(study);
        await town.HandsIn(study, Librarians[^1], Library);
        var before = (await Total(town, study)).Eligible;
        await Merges(town);

        Assert.Empty(await town.Find(Participant.ByCell, LibraryId + "/"));
        Assert.Equal((new DateOnly(2026, 12, 7), MuseumId), ((await town.Read<OrgUnit>(LibraryId))!.ValidTo, (await town.Read<OrgUnit>(LibraryId))!.SuccessorId));
        var numbers = (await town.Find(Affiliation.ByUnit, MuseumId + "/")).Select(each => each.Number).ToArray();
        Assert.Equal((Librarians.Length + 17, numbers.Length), (numbers.Length, numbers.Distinct().Count()));
        Assert.Equal([Role.Secretary], (await town.Find(Affiliation.ByOffice, MuseumId + "/")).SelectMany(each => each.Roles).Where(role => role is Role.Secretary)); // offices stay behind
        Assert.Equal($"Từ ngày 07/12/2026, {Library} sáp nhập vào {Museum}. Cảm ơn đồng chí Uyên đã phụ trách {Library}.", town.Messages.First(message => message.Account == TownCommittee.AccountOf(Uyen) && message.Text.Contains("sáp nhập", StringComparison.Ordinal)).Text);
        Assert.Equal($"Từ ngày 07/12/2026, {Library} sáp nhập vào {Museum}: thêm {Librarians.Length} người, cùng các bản chờ xem và kiến nghị của họ.", town.Last("Trương Ngọc Hương"));
        Assert.Contains(await town.Find(AuditEntry.ByObject, LibraryId), entry => entry.Action == "merge" && entry.UnitId == MuseumId && entry.ActorId == TownCommittee.PersonOf(Thuy));

        // What was done counts for the successor, nobody is counted twice or lost, and no cell is said to be complete for having been emptied.
        var after = await Total(town, study);
        Assert.Equal((before, 1), (after.Eligible, after.Done));
        await town.Advance(TimeSpan.FromHours(1));
        Assert.DoesNotContain(town.Messages, message => message.Text.Contains("đã đủ", StringComparison.Ordinal) || message.Text.Contains("vừa đủ", StringComparison.Ordinal));
        await town.Tells("Trương Ngọc Hương", "ai chưa nộp");
        Assert.Contains(Librarians[^2], town.Last("Trương Ngọc Hương"));
        Assert.DoesNotContain(Librarians[^1], town.Last("Trương Ngọc Hương"));
    }

    [Fact]
    public async Task What_waited_for_the_one_secretary_waits_for_the_other_and_a_return_is_asked_for_in_the_new_cell()
    {
        await using var town = await Start();
        var study = StudyOf("2026-12-01", "2026-12-20");
        await town.Opens(study);
        var (writer, id) = (Librarians[^1], TownCommittee.PersonOf(Librarians[^1], Library));
        var own = AnyCampaign.IdIn(study, LibraryId);
        await town.HandsIn(study, writer, Library);
        await town.Write(desk =>
        {
            desk.Put(new Reflection(Reflection.IdOf(own, id)) { StudyCampaignId = own, ParticipantId = id, UnitId = LibraryId, Receipt = "TH4-01", Status = ReflectionStatus.Submitted, SubmittedAt = town.Clock.Now, Submission = 1, Answers = [new("q1", "Tôi đã học tập nghiêm túc")] });
            desk.Put(new Petition(Petition.IdOf(LibraryId, 1)) { UnitId = LibraryId, AuthorId = id, Number = 1, Text = "Đề nghị sửa mái", ReceivedAt = town.Clock.Now, DueAt = town.Clock.Now.AddDays(7), ToldAt = town.Clock.Now });
            return ValueTask.CompletedTask;
        });
        await Merges(town);

        Assert.Equal(MuseumId, (await town.Read<Petition>(Petition.IdOf(LibraryId, 1)))!.UnitId);
        Assert.Contains((await town.Find(Obligation.OpenByOwner, TownCommittee.PersonOf("Trương Ngọc Hương", Museum) + "/")), duty => duty.Kind is ObligationKind.PetitionReply);
        await town.Tells("Trương Ngọc Hương", "chờ xem");
        Assert.StartsWith($"{writer}, bài thu hoạch", town.Last("Trương Ngọc Hương"));
        Assert.Null(await town.Read<Obligation>(Dutyof(study, id, MuseumId))); // done: not asked again
        await town.Tells("Trương Ngọc Hương", "1");
        await town.Tells("Trương Ngọc Hương", "Đồng chí bổ sung phần liên hệ bản thân giúp.");
        Assert.Equal(ReflectionStatus.Returned, (await town.Read<Reflection>(Reflection.IdOf(own, id)))!.Status);
        Assert.Equal(ObligationState.Due, (await town.Read<Obligation>(Dutyof(study, id, MuseumId)))!.StateAt(town.Clock.Now));
        Assert.Equal(ObligationState.Waived, (await town.Read<Obligation>(Dutyof(study, id, LibraryId)))!.StateAt(town.Clock.Now));
    }

    [Fact]
    public async Task A_meeting_that_was_announced_is_held_or_cancelled_first()
    {
        await using var town = await Start();
        await town.Write(desk =>
        {
            desk.Put(new Meeting($"{LibraryId}/m1") { UnitId = LibraryId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 12", StartsAt = Local("2026-12-09T14:00"), EndsAt = Local("2026-12-09T15:30"), Venue = "Hội trường", Status = MeetingStatus.Announced, AttendeeIds = [TownCommittee.PersonOf(Uyen, Library)], ContactId = TownCommittee.PersonOf(Uyen, Library), ConvenedBy = TownCommittee.PersonOf(Uyen, Library) });
            return ValueTask.CompletedTask;
        });
        foreach (var says in new[] { "sáp nhập", Library }) await town.Tells(Thuy, says);
        Assert.Equal($"{Library} còn sinh hoạt thường kỳ tháng 12 lúc 14 giờ, thứ Tư, ngày 09/12/2026 đã thông báo. Xin họp xong hoặc hủy họp rồi sáp nhập.", town.Last(Thuy));
    }

    [Fact]
    public async Task Behaviour_23_only_an_officer_above_both_merges_cells_and_once()
    {
        await using var town = await Start();
        await town.Tells(Uyen, "sáp nhập");
        Assert.StartsWith("Mục này dành cho", town.Last(Uyen));
        await Merges(town);
        await town.Tells(Uyen, "việc bí thư");
        Assert.StartsWith("Mục này dành cho", town.Last(Uyen));
        await town.Tells(Thuy, "sáp nhập");
        Assert.DoesNotContain(Library, town.Last(Thuy)); // it is no cell any more
    }

    private static async Task<(int Done, int Eligible)> Total(Town town, StudyCampaign study)
    {
        var units = (await Rollup.Load(town.Store.Open(), study.Id, TownCommittee.BodyId, town.Clock.Now))!.Cells.Units.Where(unit => unit.UnitId == MuseumId || unit.UnitId == LibraryId).ToArray();
        return (units.Sum(unit => unit.Done), units.Sum(unit => unit.Eligible));
    }

    private static async Task Merges(Town town)
    {
        foreach (var says in new[] { "sáp nhập", Library, Museum }) await town.Tells(Thuy, says);
        Assert.StartsWith($"Sáp nhập {Library} ({Librarians.Length} người) vào {Museum} (17 người), từ ngày 07/12/2026?", town.Last(Thuy));
        await town.Tells(Thuy, "2");
        Assert.StartsWith($"Đã sáp nhập {Library} vào {Museum}, chuyển {Librarians.Length} người.", town.Last(Thuy));
    }

    private static Task<Town> Start() => At("2026-12-07T09:00", [.. TownCommittee.People.Where(person => person.Cell is not (Library or Museum) && person.Name != Thuy).Select(person => TownCommittee.PersonOf(person.Name, person.Cell))]);
}
