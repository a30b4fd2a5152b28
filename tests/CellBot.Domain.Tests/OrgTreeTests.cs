using CellBot.Domain.Organisation;

namespace CellBot.Domain.Tests;

public sealed class OrgTreeTests
{
    private static readonly DateOnly Then = new(2026, 3, 1), Merge = new(2026, 7, 1), Now = new(2026, 12, 1);

    /// <summary>Two bodies below one; cell 1 moved from the first to the second in July, cell 2 was merged into cell 3 then.</summary>
    private static readonly OrgUnit[] Units =
    [
        new("top") { Name = "Đảng bộ", Type = OrgUnitType.PartyBody },
        new("a") { Name = "Đảng bộ bộ phận A", Type = OrgUnitType.SectionalBody, ParentId = "top" },
        new("b") { Name = "Đảng bộ bộ phận B", Type = OrgUnitType.SectionalBody, ParentId = "top" },
        new("c1") { Name = "Chi bộ 10", Type = OrgUnitType.Cell, ParentId = "b", FormerParents = [new("a", Merge)] },
        new("c2") { Name = "Chi bộ 2", Type = OrgUnitType.Cell, ParentId = "a", ValidTo = Merge, SuccessorId = "c3" },
        new("c3") { Name = "Chi bộ 3", Type = OrgUnitType.Cell, ParentId = "a" },
        new("c4") { Name = "Chi bộ 4", Type = OrgUnitType.GrassrootsCell, ParentId = "top", ValidFrom = Merge },
        new("g") { Name = "Tổ đảng 1", Type = OrgUnitType.PartyGroup, ParentId = "c3" },
    ];

    [Fact]
    public void A_past_period_is_seen_through_the_tree_of_that_time()
    {
        var tree = new OrgTree(Units, Then);
        Assert.Equal(["c1", "c2", "c3"], tree.CellsBelow("a").Select(unit => unit.Id).Order());
        Assert.Equal(["Chi bộ 2", "Chi bộ 3", "Chi bộ 10"], tree.Children("a").Select(unit => unit.Name));
        Assert.Empty(tree.CellsBelow("b"));
        Assert.Equal(3, tree.CellsBelow("top").Count);
        Assert.True(tree.IsWithin("c1", "a"));
        Assert.Equal("c2", tree.Standing("c2"));
        Assert.Null(tree.Find("c4"));
    }

    [Fact]
    public void After_the_merge_what_was_the_old_cells_stands_under_the_new_one()
    {
        var tree = new OrgTree(Units, Now);
        Assert.Equal(["c3"], tree.CellsBelow("a").Select(unit => unit.Id));
        Assert.Equal(["c1"], tree.CellsBelow("b").Select(unit => unit.Id));
        Assert.Equal(["c1", "c3", "c4"], tree.CellsBelow("top").Select(unit => unit.Id).Order());
        Assert.Equal("c3", tree.Standing("c2"));
        Assert.False(tree.IsWithin("c1", "a"));
        Assert.Equal(["c3"], tree.CellsBelow("c3").Select(unit => unit.Id)); // a cell is its own part; its groups are none
    }

    [Fact]
    public void A_broken_chain_of_parents_ends()
    {
        OrgUnit[] cycle = [new("x") { Name = "X", Type = OrgUnitType.PartyBody, ParentId = "y" }, new("y") { Name = "Y", Type = OrgUnitType.PartyBody, ParentId = "x" }];
        var tree = new OrgTree(cycle, Now);
        Assert.Empty(tree.CellsBelow("x"));
        Assert.False(tree.IsWithin("x", "z"));
    }
}
