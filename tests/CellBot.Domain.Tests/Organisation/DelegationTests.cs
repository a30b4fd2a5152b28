using CellBot.Domain.Audit;
using CellBot.Domain.Organisation;

namespace CellBot.Domain.Tests.Organisation;

public sealed class DelegationTests
{
    private static readonly DateOnly Today = new(2026, 12, 4);
    private static readonly Affiliation Secretary = new("u/p1") { UnitId = "u", ParticipantId = "p1", Roles = [Role.Secretary] };
    private static readonly Affiliation Member = new("u/p2") { UnitId = "u", ParticipantId = "p2", Delegation = new("p1", default, Today, Today.AddDays(2)) };

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(2, true)] // the last day is one of it
    [InlineData(3, false)]
    public void It_holds_from_its_first_to_its_last_day(int after, bool holds) => Assert.Equal(holds, Delegation.StandIn([Secretary, Member], Today.AddDays(after)) is not null);

    [Fact]
    public void It_is_worth_nothing_in_a_vacancy_under_another_secretary_or_once_either_has_left()
    {
        Assert.Null(Delegation.StandIn([Member], Today));
        Assert.Null(Delegation.StandIn([Secretary with { ParticipantId = "p3" }, Member], Today));
        Assert.Null(Delegation.StandIn([Secretary with { To = Today }, Member], Today));
        Assert.Null(Delegation.StandIn([Secretary, Member with { To = Today }], Today));
        Assert.Null(Delegation.StandIn([Secretary with { Delegation = Member.Delegation }], Today)); // nobody stands in for themselves
    }

    [Fact]
    public void Somebody_with_a_delegation_is_found_among_the_officers() =>
        Assert.Equal(("u/", null, null), (Affiliation.ByOffice.KeyOf(Member), Affiliation.ByOffice.KeyOf(Member with { Delegation = null }), Affiliation.ByOffice.KeyOf(Member with { To = Today })));

    [Fact]
    public void In_whose_place_it_was_done_is_sealed_and_entries_of_before_keep_their_hash()
    {
        var entry = new AuditEntry("telegram/0/1/a0") { At = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(7)), ActorId = "p2", Action = "approve", ObjectId = "dk27/p5", UnitId = "u" };

        Assert.Equal("78144c03deebcc161120f707c00f08e69f0f22f8a19b30ac63d56b31bfa528f2", AuditHead.HashOf("", 1, entry)); // as release 0.1 sealed it
        Assert.NotEqual(AuditHead.HashOf("", 1, entry), AuditHead.HashOf("", 1, entry with { ActingFor = "p1" }));
        Assert.NotEqual(AuditHead.HashOf("", 1, entry with { ActingFor = "p3" }), AuditHead.HashOf("", 1, entry with { ActingFor = "p1" }));
    }
}
