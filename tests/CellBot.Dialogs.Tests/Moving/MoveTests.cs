using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Tests.Committee;
using CellBot.Domain.Audit;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Committee.CommitteeTown;

namespace CellBot.Dialogs.Tests.Moving;

/// <summary>An officer of the body moves members between its cells; what they owe goes by where they belong.</summary>
public sealed class MoveTests
{
    private const string Museum = "Chi bộ Bảo tàng";
    private static readonly string LibraryId = TownCommittee.CellOf(Library), MuseumId = TownCommittee.CellOf(Museum);

    [Fact]
    public async Task An_officer_moves_a_member_by_digits_alone_and_both_secretaries_hear_of_it()
    {
        await using var town = await Start();
        var study = StudyOf("2026-12-01", "2026-12-20");
        await town.Opens(study);
        var (name, person) = Member(Library);
        await town.Tells(Thuy, "việc đảng ủy");
        await Chooses(town, "Chuyển sinh hoạt, giao bí thư", "Đồng chí Thủy cần việc gì?\n1. Chuyển sinh hoạt\n2. Giao bí thư chi bộ\n3. Sáp nhập chi bộ");
        await Chooses(town, "Chuyển sinh hoạt", "Chuyển đảng viên của chi bộ nào?\nXin nhắn số hoặc tên:\n1. ");
        await Chooses(town, Library, $"Chuyển ai ở {Library}?");
        await Chooses(town, name, $"Chuyển {name} đến chi bộ nào?");
        Assert.DoesNotContain(Library, town.Last(Thuy)); // not to where they are
        await Chooses(town, Museum, $"Chuyển {name} từ {Library} đến {Museum}, từ ngày 07/12/2026.\n1. Sửa\n2. Chuyển");
        await town.Tells(Thuy, "2");
        Assert.Equal($"Đã chuyển {name} từ {Library} đến {Museum}. Trợ lý đã báo bí thư hai chi bộ.", town.Last(Thuy));

        Assert.Equal(MuseumId, (await town.Read<Participant>(person))!.CellId);
        var (old, now) = ((await town.Read<Affiliation>(Affiliation.IdOf(LibraryId, person)))!, (await town.Read<Affiliation>(Affiliation.IdOf(MuseumId, person)))!);
        Assert.Equal((new DateOnly(2026, 12, 7), null, new DateOnly(2026, 12, 7)), (old.To, now.To, now.From));
        Assert.Equal((await town.Find(Affiliation.EverIn, MuseumId + "/")).Count, now.Number); // the next one after all who ever were
        Assert.Equal($"{name} chuyển từ {Library} đến {Museum}, từ ngày 07/12/2026. Việc còn mở của {name} ở {Library} không tính nữa.", town.Last(Secretary(Library)));
        Assert.Equal($"{name} từ {Library} đến sinh hoạt tại {Museum}, từ ngày 07/12/2026.", town.Last(Secretary(Museum)));
        Assert.StartsWith($"Từ ngày 07/12/2026, đồng chí {name[(name.LastIndexOf(' ') + 1)..]} sinh hoạt tại {Museum}, thôi sinh hoạt tại {Library}.", town.Messages.FindLast(message => message.Account == TownCommittee.AccountOfPerson(person))!.Text);

        var duties = await town.Store.Open().Get<Obligation>([Dutyof(study, person, LibraryId), Dutyof(study, person, MuseumId)]);
        Assert.Equal([ObligationState.Waived, ObligationState.Due], duties.Select(duty => duty.StateAt(town.Clock.Now)));
        Assert.Equal(new[] { LibraryId, MuseumId }.Order(), (await town.Find(AuditEntry.ByObject, person)).Where(entry => entry.Action == "move" && entry.ActorId == TownCommittee.PersonOf(Thuy)).Select(entry => entry.UnitId).Order());
    }

    [Fact]
    public async Task Who_has_done_it_in_the_old_cell_is_not_asked_again()
    {
        await using var town = await Start();
        var study = StudyOf("2026-12-01", "2026-12-20");
        await town.Opens(study);
        var (name, person) = Member(Library);
        await town.HandsIn(study, name, Library);
        await Moves(town, name, Library, Museum);
        Assert.Null(await town.Read<Obligation>(Dutyof(study, person, MuseumId)));
        Assert.NotNull((await town.Read<Obligation>(Dutyof(study, person, LibraryId)))!.FulfilledAt);
    }

    [Fact]
    public async Task A_secretary_who_moves_leaves_the_office_behind_and_who_comes_back_keeps_the_number()
    {
        await using var town = await Start();
        var secretary = Secretary(Museum);
        var id = TownCommittee.PersonOf(secretary, Museum);
        await town.Tells(Thuy, "chuyển sinh hoạt");
        foreach (var says in new[] { Museum, secretary, Library }) await town.Tells(Thuy, says);
        Assert.Equal($"Chuyển {secretary} từ {Museum} đến {Library}, từ ngày 07/12/2026. {secretary} đang là bí thư {Museum}, chuyển đi thì thôi giữ chức vụ này.\n1. Sửa\n2. Chuyển", town.Last(Thuy));
        await town.Tells(Thuy, "2");
        Assert.Empty((await town.Read<Affiliation>(Affiliation.IdOf(LibraryId, id)))!.Roles);
        Assert.DoesNotContain(await town.Find(Affiliation.ByOffice, MuseumId + "/"), officer => officer.Roles.Contains(Role.Secretary));
        Assert.StartsWith("Mục này dành cho bí thư", await Says(town, id, "việc bí thư"));

        await town.Advance(TimeSpan.FromDays(1));
        var number = (await town.Read<Affiliation>(Affiliation.IdOf(MuseumId, id)))!.Number;
        await Moves(town, secretary, Library, Museum);
        var back = (await town.Read<Affiliation>(Affiliation.IdOf(MuseumId, id)))!;
        Assert.Equal((number, 0, new DateOnly(2026, 12, 8)), (back.Number, back.Roles.Count, back.From));
    }

    [Fact]
    public async Task Someone_exempt_is_asked_about_anew_in_the_new_cell()
    {
        await using var town = await Start();
        var exempt = (await town.Store.All<Exemption>().ToListAsync()).First(exemption => TownCommittee.People[int.Parse(exemption.ParticipantId[2..]) - 1].Cell is not (Library or Museum or "Chi bộ Văn phòng"));
        var (name, cell) = TownCommittee.People[int.Parse(exempt.ParticipantId[2..]) - 1];
        await Moves(town, name, cell, Museum);
        Assert.Equal($"{name} từ {cell} đến sinh hoạt tại {Museum}, từ ngày 07/12/2026. Ở chi bộ cũ, đồng chí ấy được miễn sinh hoạt; ở đây xin chi bộ quyết định lại.", town.Last(Secretary(Museum)));
    }

    [Fact]
    public async Task Behaviour_23_who_moved_hands_in_nothing_in_the_old_cell_and_its_old_button_is_written_down()
    {
        await using var town = await Start();
        var study = StudyOf("2026-12-01", "2026-12-08");
        await town.Opens(study);
        var (name, person) = Member(Library);
        var account = TownCommittee.AccountOfPerson(person);
        await town.AdvanceTo(Local("2026-12-08T08:31")); // everyone is reminded of the last day
        var reminder = town.Messages.FindLast(message => message.Account == account && message.Choices.Count > 0)!;
        await Moves(town, name, Library, Museum);
        await town.Presses(account, reminder, 1);
        Assert.StartsWith("Từ ngày 08/12/2026, đồng chí", town.Messages.FindLast(message => message.Account == account)!.Text);
        Assert.Contains(Museum, town.Messages.FindLast(message => message.Account == account)!.Text);
        Assert.Contains(await town.Find(AuditEntry.ByObject, CampaignIn(study)), entry => entry.Action is "wrong-person" && entry.ActorId == person);

        // The former secretary's questions about them are answered no more; the new one's are.
        await town.Tells(Secretary(Library), "ai chưa nộp");
        Assert.DoesNotContain(name, town.Last(Secretary(Library)));
        await town.Tells(Secretary(Museum), "ai chưa nộp");
        Assert.Contains(name, town.Last(Secretary(Museum)));
    }

    [Fact]
    public async Task Behaviour_23_only_an_officer_above_both_cells_moves_anybody()
    {
        await using var town = await Start();
        var (name, person) = Member(Library);
        await town.Tells(Secretary(Library), "chuyển sinh hoạt");
        Assert.StartsWith("Mục này dành cho", town.Last(Secretary(Library)));

        // The office ends between the summary and its number.
        await town.Tells(Thuy, "chuyển sinh hoạt");
        foreach (var says in new[] { Library, name, Museum }) await town.Tells(Thuy, says);
        await town.Write(async desk => desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCommittee.BodyId, TownCommittee.PersonOf(Thuy))))! with { To = new DateOnly(2026, 12, 7) }));
        await town.Tells(Thuy, "2");
        Assert.Equal(LibraryId, (await town.Read<Participant>(person))!.CellId);
    }

    [Fact]
    public async Task Somebody_else_was_faster()
    {
        await using var town = await Start();
        var (name, person) = Member(Library);
        await town.Tells(Thuy, "chuyển sinh hoạt");
        foreach (var says in new[] { Library, name, Museum }) await town.Tells(Thuy, says);
        await town.Write(async desk =>
        {
            desk.Put((await desk.Get<Participant>(person))! with { CellId = TownCommittee.CellOf("Chi bộ Khu vực 1") });
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(LibraryId, person)))! with { To = new DateOnly(2026, 12, 7) });
        });
        await town.Tells(Thuy, "2");
        Assert.Equal(TownCommittee.CellOf("Chi bộ Khu vực 1"), (await town.Read<Participant>(person))!.CellId);
        Assert.DoesNotContain("Đã chuyển", town.Last(Thuy));
    }

    [Fact]
    public async Task A_name_says_who_is_meant_and_two_of_one_name_are_asked_about()
    {
        await using var town = await Start();
        var twice = TownCommittee.People.GroupBy(person => person.Name).First(same => same.Count() > 1).ToArray();
        await town.Tells(Thuy, "chuyển sinh hoạt " + twice[0].Name);
        foreach (var (name, cell) in twice) Assert.Contains($"{name} ({cell})", town.Last(Thuy));
        await town.Tells(Thuy, "1");
        Assert.StartsWith($"Chuyển {twice[0].Name} đến chi bộ nào?", town.Last(Thuy));
        await town.Tells(Thuy, "Khu vực");
        Assert.StartsWith("Có mấy chi bộ tên “Khu vực”, xin chọn:\n1. Chi bộ Khu vực 1\n2. Chi bộ Khu vực 2", town.Last(Thuy));
    }

    /// <summary>The committee on Monday, 07/12/2026, with two cells and its officer linked.</summary>
    private static Task<Town> Start() => At("2026-12-07T09:00", [.. TownCommittee.People.Where(person => person.Cell is not (Library or Museum) && person.Name != Thuy).Select(person => TownCommittee.PersonOf(person.Name, person.Cell))]);

    private static string CampaignIn(Domain.Study.StudyCampaign study) => AnyCampaign.IdIn(study, LibraryId);

    private static (string Name, string Id) Member(string cell)
    {
        var name = TownCommittee.People.Where(person => person.Cell == cell).Select(person => person.Name).Last(name => TownCommittee.People.Count(person => person.Name == name) == 1);
        return (name, TownCommittee.PersonOf(name, cell));
    }

    private static string Secretary(string cell) => TownCommittee.People.First(person => person.Cell == cell).Name;

    private static async Task Moves(Town town, string name, string from, string to)
    {
        await town.Tells(Thuy, "chuyển sinh hoạt");
        foreach (var says in new[] { from, name, to, "2" }) await town.Tells(Thuy, says);
        Assert.StartsWith($"Đã chuyển {name} từ {from} đến {to}.", town.Last(Thuy));
    }

    /// <summary>By the number in front of it.</summary>
    private static async Task Chooses(Town town, string label, string answer)
    {
        await town.Tells(Thuy, town.Last(Thuy).Split('\n').Single(line => line.EndsWith(". " + label, StringComparison.Ordinal)).Split('.')[0]);
        Assert.StartsWith(answer, town.Last(Thuy));
    }

    private static async Task<string> Says(Town town, string person, string text)
    {
        await town.Says(TownCommittee.AccountOfPerson(person), text);
        return town.Messages.FindLast(message => message.Account == TownCommittee.AccountOfPerson(person))!.Text;
    }
}
