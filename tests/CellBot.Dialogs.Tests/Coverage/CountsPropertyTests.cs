using System.Text.RegularExpressions;
using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Coverage;
using CellBot.Domain.Coverage;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Coverage;

/// <summary>Whatever happens, every figure that anybody reads equals a count over the documents, and every part adds up to its whole.</summary>
public sealed partial class CountsPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Behaviour_22_every_figure_equals_a_count_over_the_documents_through_random_histories(int seed)
    {
        var random = new Random(seed);
        await using var town = await Town.Start(Local("2026-11-20T09:00"));
        var history = new RandomHistory(town, random);
        await history.Begin(Local("2026-12-10T23:59:59"));
        var snapshots = new Dictionary<string, (int Done, int Eligible)>();

        for (var step = 0; step < 150; step++)
        {
            await history.Step();
            if (step % 3 == 0) await Check(town, history);
            await Advance(town, random.Next(1, 14), snapshots);
        }
        await Check(town, history);
        Assert.NotEmpty(snapshots);
        foreach (var snapshot in await Taken(town)) Assert.Equal(snapshots[snapshot.Id], (snapshot.Done, snapshot.Eligible)); // none was changed since
    }

    /// <summary>Hours pass. If a last moment lies on the way it is counted by hand as it passes, before the clock comes to it.</summary>
    private static async Task Advance(Town town, int hours, Dictionary<string, (int, int)> snapshots)
    {
        var (to, due) = (town.Clock.Now.AddHours(hours), (await town.Read<StudyCampaign>(RandomHistory.Root))!.DueAt);
        if (town.Clock.Now < due && due <= to)
        {
            await town.AdvanceTo(due);
            var byHand = await CountedByHand.Of(town.Store, RandomHistory.Root, due, due);
            await town.AdvanceTo(due.AddMinutes(6));
            foreach (var snapshot in (await Taken(town)).Where(one => one.DueAt == due))
            {
                var counted = byHand.Unit(snapshot.UnitId);
                Assert.Equal((counted.Done, counted.Eligible), (snapshot.Done, snapshot.Eligible));
                snapshots.TryAdd(snapshot.Id, (snapshot.Done, snapshot.Eligible));
            }
        }
        if (to > town.Clock.Now) await town.AdvanceTo(to);
    }

    private static async Task Check(Town town, RandomHistory history)
    {
        var now = town.Clock.Now;
        var root = (await town.Read<StudyCampaign>(RandomHistory.Root))!;
        var byHand = await CountedByHand.Of(town.Store, root.Id, root.DueAt, now);
        Assert.True(!byHand.Contradictions().Any(), $"{history.Last}\n{string.Join('\n', byHand.Contradictions())}");
        var reader = town.Store.Open();
        foreach (var node in RandomHistory.Bodies)
        {
            var rollup = (await Rollup.Load(reader, root, node, now))!;
            Assert.True(byHand.Node(node) == (rollup.Cells.Done, rollup.Cells.Eligible), $"{history.Last}: {node} is {byHand.Node(node)}, the roll-up says {(rollup.Cells.Done, rollup.Cells.Eligible)}");
            Assert.Equal(byHand.Cells(node), (rollup.Cells.CompleteUnits, rollup.Cells.CountedUnits));
            var lines = CellsDialog.Lines(rollup).Select(line => line.Sum).ToArray();
            Assert.Equal((rollup.Cells.Done, rollup.Cells.Eligible), (lines.Sum(line => line.Done), lines.Sum(line => line.Eligible)));
            Assert.Equal(rollup.Cells.Missing.Select(unit => unit.UnitId).Order(), byHand.CellsBelow(node).Where(cell => byHand.Cell(cell) is var c && c.Done < c.Eligible).Order());
        }
        await CheckMessages(town, history, byHand);
    }

    private static async Task CheckMessages(Town town, RandomHistory history, CountedByHand byHand)
    {
        var officer = await Ask(town, history.Officer, "thu hoạch");
        if (byHand.Cells(RandomHistory.Body).Counted > 0 && ChatFigures().Match(officer) is { Success: true } figures)
            Assert.Equal((byHand.Cells(RandomHistory.Body), byHand.Node(RandomHistory.Body)), ((Number(figures, 1), Number(figures, 2)), (Number(figures, 3), Number(figures, 4))));
        else Assert.DoesNotContain("chi bộ đủ", officer);
        foreach (var cell in RandomHistory.Cells.Where(cell => cell != "c-5"))
        {
            var count = byHand.Unit(cell);
            var digest = DigestFigures().Match(await Ask(town, RandomHistory.SecretaryOf(cell), "tình hình"));
            if (digest.Success) Assert.Equal((count.Done, count.Eligible), (Number(digest, 1), Number(digest, 2)));
            var missing = await Ask(town, RandomHistory.SecretaryOf(cell), "ai chưa nộp thu hoạch");
            if (MissingFigures().Match(missing) is { Success: true } list)
            {
                Assert.Equal((byHand.Asked(cell), count.Eligible), (Number(list, 1), Number(list, 2)));
                Assert.Equal(byHand.Asked(cell), missing.Split('\n').Count(line => line.StartsWith('–')));
            }
            else Assert.Equal(0, byHand.Asked(cell));
        }
        // What was said at this very moment, by the clock or as an answer.
        foreach (var message in town.Messages.Where(message => message.At == town.Clock.Now))
        {
            if (CellComplete().Match(message.Text) is { Success: true } done) Assert.Equal(Number(done, 1), Number(done, 2));
            if (CommitteeTold().Match(message.Text) is { Success: true } told) Assert.Equal(byHand.Cells(RandomHistory.Body), (Number(told, 3), Number(told, 4)));
        }
    }

    private static async Task<string> Ask(Town town, string person, string words)
    {
        await town.Says(RandomHistory.AccountOf(person), words);
        return town.Messages.FindLast(message => message.Account == RandomHistory.AccountOf(person))!.Text;
    }

    private static async Task<IReadOnlyList<CampaignSnapshot>> Taken(Town town) =>
        [.. (await town.Store.Open().Find(CampaignSnapshot.ByRoot, RandomHistory.Root + "/")).Where(snapshot => snapshot.TakenAt is not null)];

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value);

    [GeneratedRegex(@"(\d+)/(\d+) chi bộ đủ(?:.|\n)*Toàn đảng bộ (\d+)/(\d+) người")]
    private static partial Regex ChatFigures();

    [GeneratedRegex(@"Thu hoạch “Nghị quyết”: (\d+)/(\d+)")]
    private static partial Regex DigestFigures();

    [GeneratedRegex(@"Chưa nộp “Nghị quyết” \((\d+)/(\d+)\)")]
    private static partial Regex MissingFigures();

    [GeneratedRegex(@"đã đủ (\d+)/(\d+)")]
    private static partial Regex CellComplete();

    [GeneratedRegex(@"vừa đủ (\d+)/(\d+)\. Toàn đảng bộ (\d+)/(\d+)")]
    private static partial Regex CommitteeTold();
}
