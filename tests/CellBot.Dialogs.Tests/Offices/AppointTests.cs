using CellBot.Dialogs.Tests.Committee;
using CellBot.Domain.Audit;
using CellBot.Domain.Organisation;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Committee.CommitteeTown;

namespace CellBot.Dialogs.Tests.Offices;

/// <summary>A cell whose secretary is gone, or cannot hand over, gets one from the body above. Both sides say so first.</summary>
public sealed class AppointTests
{
    private const string Deputy = "Đỗ Công Lâm";
    private static readonly string LibraryId = TownCommittee.CellOf(Library);

    [Fact]
    public async Task An_officer_fills_a_vacancy_by_digits_and_the_new_secretary_accepts()
    {
        await using var town = await Start();
        await Vacant(town);
        await town.Tells(Thuy, "việc đảng ủy");
        await Chooses(town, "Chuyển sinh hoạt, giao bí thư");
        await Chooses(town, "Giao bí thư chi bộ");
        Assert.StartsWith("Giao bí thư cho chi bộ nào?", town.Last(Thuy));
        await Chooses(town, Library);
        await Chooses(town, Deputy);
        Assert.Equal($"Giao {Deputy} làm bí thư {Library}? Chi bộ hiện chưa có bí thư.\nChưa có gì thay đổi cho đến khi {Deputy} nhận.\n1. Sửa\n2. Giao", town.Last(Thuy));
        await town.Tells(Thuy, "2");
        Assert.Equal($"Đảng ủy giao đồng chí Lâm làm bí thư {Library}. Đồng chí Lâm nhận?\n1. Để sau\n2. Nhận bàn giao\n3. Không nhận", town.Last(Deputy));

        await town.Tells(Deputy, "2");
        Assert.StartsWith($"Đồng chí Lâm nhận bàn giao {Library} từ Đảng ủy", town.Last(Deputy));
        Assert.Equal("Secretary", await Roles(town, Deputy));
        Assert.Equal($"{Library}: {Deputy} đã nhận bàn giao bí thư.", town.Last(Thuy));
        Assert.Contains(await town.Find(AuditEntry.ByObject, TownCommittee.PersonOf(Deputy, Library)), entry => entry.Action == "handover-offered" && entry.ActorId == TownCommittee.PersonOf(Thuy));
    }

    [Fact]
    public async Task A_secretary_who_cannot_hand_over_is_replaced_and_hears_of_it()
    {
        await using var town = await Start();
        await Appoints(town);
        Assert.Equal("Secretary", await Roles(town, Uyen));
        await town.Tells(Deputy, "2");
        Assert.Equal(("", "Secretary"), (await Roles(town, Uyen), await Roles(town, Deputy)));
        Assert.StartsWith($"{Deputy} đã nhận bàn giao bí thư {Library}", town.Last(Uyen));
    }

    [Fact]
    public async Task Refused_it_comes_back_to_the_officer()
    {
        await using var town = await Start();
        await Appoints(town);
        await town.Tells(Deputy, "3");
        Assert.Equal($"{Library}: {Deputy} không nhận làm bí thư.", town.Last(Thuy));
        Assert.Equal("Secretary", await Roles(town, Uyen));
    }

    [Fact]
    public async Task Behaviour_23_an_officer_who_is_none_any_more_has_appointed_nobody()
    {
        await using var town = await Start();
        await Appoints(town);
        await town.Write(async desk => desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCommittee.BodyId, TownCommittee.PersonOf(Thuy))))! with { To = new DateOnly(2026, 12, 7) }));
        await town.Tells(Deputy, "2");
        Assert.Equal("Lời bàn giao này không còn hiệu lực.", town.Last(Deputy));
        Assert.Equal("Secretary", await Roles(town, Uyen));
        await town.Tells(Uyen, "giao bí thư");
        Assert.StartsWith("Mục này dành cho", town.Last(Uyen));
    }

    [Fact]
    public async Task An_office_that_changed_hands_in_between_is_not_taken_from_the_next_one()
    {
        await using var town = await Start();
        await Appoints(town);
        await Vacant(town);
        await town.Tells(Deputy, "2");
        Assert.Equal("Lời bàn giao này không còn hiệu lực.", town.Last(Deputy));
        Assert.Equal("DeputySecretary", await Roles(town, Deputy));
    }

    /// <summary>Monday, 07/12/2026, with one cell and the officer linked.</summary>
    private static Task<Town> Start() => At("2026-12-07T09:00", [.. TownCommittee.People.Where(person => person.Cell != Library && person.Name != Thuy).Select(person => TownCommittee.PersonOf(person.Name, person.Cell))]);

    private static Task Vacant(Town town) => town.Write(async desk =>
        desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(LibraryId, TownCommittee.PersonOf(Uyen, Library))))! with { Roles = [] }));

    private static async Task Appoints(Town town)
    {
        foreach (var says in new[] { "giao bí thư", Library, Deputy }) await town.Tells(Thuy, says);
        Assert.StartsWith($"Giao {Deputy} làm bí thư {Library}? {Uyen} thôi làm bí thư khi đó.", town.Last(Thuy));
        await town.Tells(Thuy, "2");
    }

    private static async Task Chooses(Town town, string label) =>
        await town.Tells(Thuy, town.Last(Thuy).Split('\n').Single(line => line.EndsWith(". " + label, StringComparison.Ordinal)).Split('.')[0]);

    private static async Task<string> Roles(Town town, string name) => string.Join('+', (await town.Read<Affiliation>(Affiliation.IdOf(LibraryId, TownCommittee.PersonOf(name, Library))))!.Roles);
}
