using CellBot.Dialogs.Obligations;
using CellBot.Domain.Coverage;
using CellBot.Domain.Obligations;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Committee.CommitteeTown;

namespace CellBot.Dialogs.Tests.Coverage;

public sealed class SnapshotTests
{
    [Fact]
    public async Task Behaviour_22_the_snapshot_of_the_last_moment_never_changes_whatever_comes_after_it()
    {
        await using var town = await At("2026-11-20T09:00");
        var study = StudyOf("2026-11-20T09:00", "2026-12-10");
        await town.Opens(study);
        var (hoa, trang) = (TownCommittee.PersonOf(Hoa, Library), TownCommittee.PersonOf(Trang, Library));
        await town.AdvanceTo(Local("2026-12-09T10:00"));
        await town.HandsInAll(study, hoa, trang);
        await town.AdvanceTo(Local("2026-12-11T07:00"));
        var before = await Snapshots(town);
        Assert.Equal(34, before.Count);
        Assert.Equal((637, 639, 33), (before.Sum(one => one.Done), before.Sum(one => one.Eligible), before.Count(one => one.IsComplete)));

        await town.HandsIn(study, Hoa, Library);
        await town.Effect("waive", async effects => await Duties.Waive(effects, (await effects.Desk.Get<Obligation>(Dutyof(study, trang, TownCommittee.CellOf(Library))))!));
        await town.Effect("reopen", async effects => await Duties.Reopen(effects, Dutyof(study, TownCommittee.PersonOf(Thuy), TownCommittee.CellOf("Chi bộ Văn phòng")), days: 3));
        await town.AdvanceTo(Local("2026-12-20T12:00"));
        Assert.Equal(before, await Snapshots(town));
        await town.Tells(Thuy, "thu hoạch");
        await town.Tells(Thuy, "2");
        Assert.Contains("Tại thời điểm hết hạn: 33/34 chi bộ, 637/639 người.", town.Last(Thuy));
    }

    [Fact]
    public async Task An_outage_over_the_last_moment_changes_nothing()
    {
        await using var town = await At("2026-11-20T09:00");
        var study = StudyOf("2026-11-20T09:00", "2026-12-10");
        await town.Opens(study);
        await town.AdvanceTo(Local("2026-12-10T20:00"));
        town.Clock.Now = Local("2026-12-11T09:30"); // nothing ran meanwhile
        // What waited is read first: one was sent before the end of the last day, one after it; and one who owed it left this morning.
        var cell = TownCommittee.CellOf(Library);
        await Fulfil(town, study, TownCommittee.PersonOf(Hoa, Library), Local("2026-12-10T23:59:59"));
        await Fulfil(town, study, TownCommittee.PersonOf(Trang, Library), Local("2026-12-11T00:00:00"));
        await town.Effect("waive", async effects => await Duties.Waive(effects, (await effects.Desk.Get<Obligation>(Dutyof(study, TownCommittee.PersonOf(Uyen), cell)))!));
        await town.RunTicks();
        var snapshot = (await Snapshots(town)).Single(one => one.UnitId == cell);
        Assert.Equal((1, 12, Local("2026-12-11T09:30")), (snapshot.Done, snapshot.Eligible, snapshot.TakenAt));
    }

    [Fact]
    public async Task A_moved_date_has_its_own_snapshot_and_the_old_one_is_dropped()
    {
        await using var town = await At("2026-11-20T09:00");
        var study = StudyOf("2026-11-20T09:00", "2026-12-10");
        await town.Opens(study);
        await town.Effect("move", effects => CampaignOpening.Move(effects, study, Local("2026-12-15T23:59:59")));
        await town.AdvanceTo(Local("2026-12-16T09:00"));
        var all = await town.Store.Open().Find(CampaignSnapshot.ByRoot, study.Id + "/", 1000);
        Assert.Equal(34, all.Count);
        Assert.All(all, one => Assert.Equal(Local("2026-12-15T23:59:59"), one.DueAt));
        Assert.All(all, one => Assert.NotNull(one.TakenAt));
    }

    private static Task Fulfil(Town town, Domain.Study.StudyCampaign study, string person, DateTimeOffset at) =>
        town.Effect($"late/{person}", effects => Duties.Fulfil(effects, Dutyof(study, person, TownCommittee.CellOf(Library)), at));

    private static async Task<IReadOnlyList<CampaignSnapshot>> Snapshots(Town town) =>
        [.. (await town.Store.Open().Find(CampaignSnapshot.ByRoot, "th4-2026-u-db/", 1000)).Where(one => one.TakenAt is not null).OrderBy(one => one.Id, StringComparer.Ordinal)];
}
