using CellBot.Dialogs.Engine;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys.Scenes;

/// <summary>Journey 7: the secretary has a pledge written and stands before its summary.</summary>
public sealed class ReviewScene() : JourneyScene(JourneyScript.Load("7"))
{
    public const string Loan = "Đinh Hồng Loan";

    private readonly HashSet<string> unshown = [];

    public override DateTimeOffset Begin => Script.Blocks[0].When.AddMinutes(-20);

    public override async ValueTask Seed(Effects effects, Func<string, string> accountOf)
    {
        await TownCell.Seed(effects.Desk, Begin, notLinked: [], accountOf);
        effects.Desk.Put(TownCell.Pledges(2027));
    }

    protected override Task Prepare(IJourneyStage stage) => Unshown(stage,
        "đăng ký", "1", "1", "1", "3", "Mỗi quý tổ chức một buổi sinh hoạt chuyên đề", "1", "3", "1", "2", "3", "Trả lời mọi kiến nghị trong 7 ngày", "1", "1", "3");

    /// <summary>The journey shows nothing of what is changed at 08:31.</summary>
    protected override IEnumerable<(int Block, Func<Task> Act)> Meanwhile(IJourneyStage stage)
    {
        var changed = Script.Blocks.ToList().FindIndex(block => block.Steps is [{ Says: "gửi" }, ..]);
        yield return (changed, () => Unshown(stage, "1", "2", "1", "3", "Trả lời mọi kiến nghị trong 5 ngày", "1", "1"));
    }

    protected override bool MayBeUnshown(string text) => unshown.Contains(text);

    private async Task Unshown(IJourneyStage stage, params string[] said)
    {
        var loan = stage.AccountOf(Loan);
        foreach (var text in said)
        {
            await stage.Says(loan, text);
            unshown.Add(stage.Heard(loan)[^1].Text);
        }
    }
}
