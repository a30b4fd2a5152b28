using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journey 5: one member owes a reflection, due 10/12/2026.</summary>
public sealed class OverdueScene() : JourneyScene(JourneyScript.Load("5"))
{
    public const string Tin = "Thạch Ngọc Tín";

    public override DateTimeOffset Begin { get; } = new(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(7));

    public static StudyCampaign Study { get; } = new("th4-2026-u-kv3")
    {
        UnitId = TownCell.CellId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4",
        OpensAt = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(7)), DueAt = new DateTimeOffset(2026, 12, 10, 23, 59, 59, TimeSpan.FromHours(7)),
    };

    public static string DutyId { get; } = Obligation.IdOf(Study.Id, TownCell.PersonOf(Tin));

    public override async ValueTask Seed(Effects effects, Func<string, string> accountOf)
    {
        await TownCell.Seed(effects.Desk, Begin, notLinked: [], accountOf);
        effects.Desk.Put(Study);
        await Duties.Open(effects, new Obligation(DutyId)
        {
            Kind = ObligationKind.Reflection, OwnerId = PersonOf(Tin), UnitId = TownCell.CellId, SourceId = Study.Id, Item = Study.Item, OpensAt = Study.OpensAt, DueAt = Study.DueAt,
        });
    }

    /// <summary>The stages before the date and the Monday figures.</summary>
    protected override bool MayBeUnshown(string text) =>
        text.StartsWith("Xin nhắc", StringComparison.Ordinal) || text.StartsWith("Hôm nay là ngày cuối", StringComparison.Ordinal) || text.StartsWith("Tình hình", StringComparison.Ordinal);
}
