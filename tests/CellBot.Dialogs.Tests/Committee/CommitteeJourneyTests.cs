using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Committee.CommitteeTown;

namespace CellBot.Dialogs.Tests.Committee;

public sealed class CommitteeJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_6_the_committee_needs_34_of_34(bool buttons)
    {
        var trang = TownCommittee.PersonOf(Trang, Library);
        await using var town = await At("2026-11-20T09:00", trang);
        await town.Write(async desk => desk.Put((await desk.Get<Participant>(trang))! with { Phone = "+84912345678" }));
        var study = StudyOf("2026-11-20T09:00", "2026-12-10");
        await town.Opens(study);
        await town.AdvanceTo(Local("2026-12-08T10:00"));
        await town.HandsInAll(study, trang, TownCommittee.PersonOf(Hoa, Library));
        await town.AdvanceTo(Local("2026-12-09T15:00"));
        await town.Tells(Hoa, "việc của tôi");
        await town.AdvanceTo(Local("2026-12-11T07:59"));
        // What came before is no part of this conversation, and its lists were answered.
        town.Messages.Clear();
        await town.Write(async desk =>
        {
            foreach (var row in await desk.Find(OutboxMessage.OpenLists, "", 5000)) desk.Put(row with { ListClosed = true });
        });

        var script = JourneyScript.Load("6");
        var note = script.Blocks.ToList().FindIndex(block => block.Note is not null);
        var player = new JourneyPlayer(town, buttons)
        {
            AccountOf = TownCommittee.AccountOf,
            MayBeUnshown = text => text.StartsWith("Tình hình", StringComparison.Ordinal), // the Monday figures
            Before =
            {
                [note] = async () =>
                {
                    await town.AdvanceTo(Local("2026-12-11T20:00"));
                    await town.HandsIn(study, Hoa, Library);
                },
            },
        };
        await player.Play(script);
    }
}
