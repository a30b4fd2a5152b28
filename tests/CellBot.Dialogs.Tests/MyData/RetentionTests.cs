using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.MyData;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.MyData;

/// <summary>The consent text says how long things are kept: then they go, and the figures stay.</summary>
public sealed class RetentionTests
{
    private static readonly StudyCampaign Study = StudyOf("2026-12-10");

    /// <summary>In December 2026 everybody but Phú handed in, a meeting was held, and somebody had a petition.</summary>
    private static async Task<Town> Begin(int keep = 24)
    {
        var town = await At("2026-12-06T09:00");
        await town.Opens(Study, [.. TownCell.Names]);
        await town.Write(async desk =>
        {
            var cell = (await desk.Get<OrgUnit>(TownCell.CellId))!;
            desk.Put(cell with { Settings = cell.Settings with { KeepMonths = keep } });
            foreach (var name in TownCell.Names.Where(name => name != Phu))
                desk.Put(new Reflection(Reflection.IdOf(Study.Id, TownCell.PersonOf(name)))
                {
                    StudyCampaignId = Study.Id, ParticipantId = TownCell.PersonOf(name), UnitId = TownCell.CellId, Status = ReflectionStatus.Accepted, Submission = 1, Receipt = "TH4", Answers = [new ReflectionAnswer("understanding", "Tôi hiểu")],
                });
            desk.Put(new Meeting("m-old") { UnitId = TownCell.CellId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 12", StartsAt = Local("2026-12-03T19:30"), EndsAt = Local("2026-12-03T21:00"), Status = MeetingStatus.Held, ConvenedBy = TownCell.PersonOf(Loan), AttendeeIds = [TownCell.PersonOf(Tin)] });
            desk.Put(new Rsvp(Rsvp.IdOf("m-old", TownCell.PersonOf(Tin))) { MeetingId = "m-old", ParticipantId = TownCell.PersonOf(Tin), Answer = RsvpAnswer.AbsentWithReason, ReasonText = "Đưa mẹ đi khám", AnsweredAt = town.Clock.Now, TimeVersion = 1 });
            desk.Put(new RollCall("m-old") { UnitId = TownCell.CellId, StartsAt = Local("2026-12-03T19:30"), ClosedAt = town.Clock.Now, ClosedBy = TownCell.PersonOf(Loan) });
            desk.Put(new Petition(Petition.IdOf(TownCell.CellId, 1)) { UnitId = TownCell.CellId, AuthorId = TownCell.PersonOf(Tin), Number = 1, Text = "In tài liệu chữ to", AnswerText = "Sẽ in", Status = PetitionStatus.Answered, ReceivedAt = town.Clock.Now, DueAt = town.Clock.Now.AddDays(7) });
        });
        foreach (var name in TownCell.Names.Where(name => name != Phu)) await town.Fulfils(Study, name);
        return town;
    }

    [Theory]
    [InlineData(2026, 24, "2028-12-31", false)]
    [InlineData(2026, 24, "2029-01-01", true)]
    [InlineData(2026, 12, "2027-12-31", false)]
    [InlineData(2026, 12, "2028-01-01", true)]
    [InlineData(2026, 6, "2027-07-01", true)]
    public void The_months_count_from_the_end_of_the_year(int year, int months, string day, bool isOver) => Assert.Equal(isOver, Retention.IsOver(year, new CellSettings { KeepMonths = months }, DateOnly.Parse(day)));

    [Fact]
    public async Task Two_years_after_the_year_the_words_are_gone_and_every_count_stays()
    {
        await using var town = await Begin();
        var before = await CellCounts.Of(town.Store.Open(), Study.Id, TownCell.CellId, town.Clock.Now);
        await town.AdvanceTo(Local("2028-12-31T12:00"));
        Assert.Equal(27, (await town.Find(Reflection.ByCampaign, Study.Id + "/")).Count);
        await town.AdvanceTo(Local("2029-01-01T04:00"));

        Assert.Empty(await town.Find(Reflection.ByCampaign, Study.Id + "/"));
        Assert.Empty(await town.Find(Rsvp.ByMeeting, "m-old/"));
        Assert.Null(await town.Read<RollCall>("m-old"));
        var petition = (await town.Read<Petition>(Petition.IdOf(TownCell.CellId, 1)))!;
        Assert.Equal(("", null, 1), (petition.Text, petition.AnswerText, petition.Number));
        Assert.Equal(before, await CellCounts.Of(town.Store.Open(), Study.Id, TownCell.CellId, town.Clock.Now));
        Assert.NotNull((await town.Read<RetentionRound>("202901"))!.DoneAt);
    }

    [Fact]
    public async Task A_cell_that_keeps_them_longer_says_so_and_keeps_them()
    {
        await using var town = await Begin(keep: 36);
        await town.AdvanceTo(Local("2029-01-02T12:00"));
        Assert.Equal(27, (await town.Find(Reflection.ByCampaign, Study.Id + "/")).Count);
    }

    [Fact]
    public async Task What_is_of_this_year_is_never_touched()
    {
        await using var town = await Begin();
        await town.AdvanceTo(Local("2027-03-02T12:00"));
        Assert.Equal(27, (await town.Find(Reflection.ByCampaign, Study.Id + "/")).Count);
        Assert.Equal("Đưa mẹ đi khám", (await town.Find(Rsvp.ByMeeting, "m-old/")).Single().ReasonText);
    }
}
