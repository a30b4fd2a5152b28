using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Obligations;
using CellBot.Domain.Study;
using static CellBot.Host.Tests.People.RosterText;

namespace CellBot.Host.Tests.People;

public sealed class RosterCampaignTests
{
    private const string Head = "Chi bộ,STT,Họ và tên,Ngày sinh,Chức vụ,Ghi chú";
    private const string Loan = "Chi bộ 1,1,Đinh Hồng Loan,07/12/1994,Bí thư,", Phong = "Chi bộ 1,2,Hoàng Trọng Phong,10/01/1953,,", Son = "Chi bộ 2,1,Lương Quốc Sơn,14/08/1962,Bí thư,", Tin = "Chi bộ 2,2,Thạch Ngọc Tín,01/02/1970,,";
    private const string Body = "Đảng bộ Sở";

    [Fact]
    public async Task People_of_a_later_roster_owe_what_is_open_and_those_who_leave_or_are_exempt_do_not()
    {
        await using var store = await RosterStore.Open();
        await Import(store, false, Loan, Phong, Son);
        await Opens(store);
        Assert.Equal(["Hoàng Trọng Phong", "Lương Quốc Sơn", "Đinh Hồng Loan"], await Owing(store));

        // One comes, one is exempted; on the same day again nothing changes.
        store.Clock.Now = store.Clock.Now.AddDays(2);
        await Import(store, false, Loan, Phong.Replace("10/01/1953,,", "10/01/1953,,miễn sinh hoạt"), Son, Tin);
        Assert.Equal(["Lương Quốc Sơn", "Thạch Ngọc Tín", "Đinh Hồng Loan"], await Owing(store));
        await Import(store, false, Loan, Phong.Replace("10/01/1953,,", "10/01/1953,,miễn sinh hoạt"), Son, Tin);
        Assert.Equal(["Lương Quốc Sơn", "Thạch Ngọc Tín", "Đinh Hồng Loan"], await Owing(store));

        // The exemption was a slip; one moves with the duty to the other cell; one leaves.
        store.Clock.Now = store.Clock.Now.AddDays(1);
        await Import(store, true, Loan, Phong, Tin.Replace("Chi bộ 2,2", "Chi bộ 1,3"), "Chi bộ 2,3,Đỗ Phương Bích,03/03/1956,Bí thư,");
        Assert.Equal(["Hoàng Trọng Phong", "Thạch Ngọc Tín", "Đinh Hồng Loan", "Đỗ Phương Bích"], await Owing(store));
        var tin = (await store.Person("Thạch Ngọc Tín")).Id;
        var cell = (await store.Person("Đinh Hồng Loan")).CellId;
        Assert.Equal([cell], (await store.All<Obligation>()).Where(duty => duty.OwnerId == tin && duty.IsOpen).Select(duty => duty.UnitId));
    }

    [Fact]
    public async Task A_cell_that_is_new_below_a_body_is_asked_what_the_body_asks_and_nothing_that_is_over()
    {
        await using var store = await RosterStore.Open();
        await Import(store, false, Loan, Phong);
        await Opens(store);
        store.Clock.Now = store.Clock.Now.AddDays(2);
        await Import(store, false, Loan, Phong, Son, Tin);
        Assert.Equal(4, (await Owing(store)).Count);
        Assert.Equal(3, (await store.All<StudyCampaign>()).Count); // the body's and one in each cell

        store.Clock.Now = store.Clock.Now.AddDays(30);
        await Import(store, false, Loan, Phong, Son, Tin, "Chi bộ 3,1,Đỗ Phương Bích,03/03/1956,Bí thư,");
        Assert.Equal(4, (await Owing(store)).Count);
    }

    private static Task Import(RosterStore store, bool retire, params string[] rows) => store.Import(RosterText.File([Head, .. rows]), cell: null, body: Body, retire: retire, force: retire);

    private static async Task Opens(RosterStore store)
    {
        var body = await store.Unit(Body);
        var session = store.Store.Open();
        var effects = new Effects(session, Phrasebook.Vietnamese, "open", store.Clock.Now, null, null);
        await CampaignOpening.Open(effects, new StudyCampaign($"th4-2026-{body.Id}") { UnitId = body.Id, Title = "Nghị quyết", Code = "TH4", OpensAt = store.Clock.Now, DueAt = store.Clock.Now.AddDays(15) });
        await session.Commit();
        foreach (var tick in Dialogs.Product.Catalog.Ticks.Where(tick => tick.Name == "campaign.spread"))
            foreach (var id in await tick.Due(store.Store.Open(), store.Clock.Now, 10))
            {
                var turn = store.Store.Open();
                await tick.Settle(new TickRun(id, turn, Phrasebook.Vietnamese, store.Clock.Now));
                await turn.Commit();
            }
    }

    private static async Task<IReadOnlyList<string>> Owing(RosterStore store)
    {
        var owners = (await store.All<Obligation>()).Where(duty => duty.IsOpen).Select(duty => duty.OwnerId).ToArray();
        return [.. (await store.All<Domain.People.Participant>()).Where(person => owners.Contains(person.Id)).Select(person => person.FullName).Order(StringComparer.Ordinal)];
    }
}
