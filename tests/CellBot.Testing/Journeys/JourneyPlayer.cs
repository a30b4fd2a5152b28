using System.Text.RegularExpressions;
using CellBot.Testing.Towns;
using Xunit;

namespace CellBot.Testing.Journeys;

/// <summary>Plays a golden conversation word for word, by digits or by buttons.</summary>
public sealed partial class JourneyPlayer(IJourneyStage stage, bool buttons)
{
    public JourneyPlayer(Town town, bool buttons) : this(new TownStage(town), buttons) { }

    private readonly Dictionary<string, int> read = [];

    /// <summary>Messages that may come although the transcript does not show them.</summary>
    public Func<string, bool> MayBeUnshown { get; init; } = _ => false;

    /// <summary>What happens before the block with this index, or where the transcript has a note.</summary>
    public Dictionary<int, Func<Task>> Before { get; } = [];

    /// <summary>What these people have got so far is no part of the conversation.</summary>
    public void StartHere(IEnumerable<string> names)
    {
        foreach (var account in names.Select(stage.AccountOf))
            read[account] = stage.Heard(account).Count;
    }

    public async Task Play(JourneyScript script)
    {
        for (var b = 0; b < script.Blocks.Count; b++)
        {
            var block = script.Blocks[b];
            if (Before.TryGetValue(b, out var act)) await act();
            if (block.Note is not null) continue;
            if (block.When > stage.Now) await stage.GoTo(block.When);
            await Play(block, stage.AccountOf(block.Who), $"{script.Title}, {block.When:dd/MM HH:mm} {block.Who}");
        }
    }

    private async Task Play(JourneyBlock block, string account, string where)
    {
        for (var i = 0; i < block.Steps.Count; i++)
        {
            var step = block.Steps[i];
            if (step.Says is { } says)
            {
                if (TimeOf(block, i) is { } time && time > stage.Now) await stage.GoTo(time);
                Skip(account, where);
                await Say(account, says);
            }
            else await Expect(account, step.Expects!, where, after: i == 0 ? null : block.Steps[i - 1].Says);
        }
    }

    private async Task Say(string account, string says)
    {
        if (says == "[ảnh]") await stage.SendsPhoto(account);
        else if (File().Match(says) is { Success: true } file) await stage.SendsFile(account, file.Groups[1].Value, pages: 4);
        else if (buttons && int.TryParse(says, out var number) && number >= 1 && number <= stage.Choices(account)) await stage.Presses(account, number);
        else await stage.Says(account, says);
    }

    private async Task Expect(string account, string expected, string where, string? after)
    {
        if (Next(account) is null) await stage.GoTo(stage.Now.AddSeconds(20)); // pages settle, a minute's hold ends
        for (; ; )
        {
            var message = Next(account);
            if (message is null) Assert.Fail($"{where}: after “{after}” nothing came; expected:\n{expected}");
            Read(account);
            var text = message.Value.Text;
            if (text == expected) return;
            if (after is null && MayBeUnshown(text)) continue;
            Assert.Fail($"{where}: after “{after}” expected:\n{expected}\n\nbut got ({message.Value.At:dd/MM HH:mm}):\n{text}");
        }
    }

    private (DateTimeOffset At, string Text)? Next(string account) => stage.Heard(account) is var heard && read.GetValueOrDefault(account) is var next && next < heard.Count ? heard[next] : null;

    private void Read(string account) => read[account] = read.GetValueOrDefault(account) + 1;

    /// <summary>What came and is not in the transcript must be allowed.</summary>
    private void Skip(string account, string where)
    {
        while (Next(account) is { } message)
        {
            if (!MayBeUnshown(message.Text)) Assert.Fail($"{where}: a message that the transcript does not have ({message.At:dd/MM HH:mm}):\n{message.Text}");
            Read(account);
        }
    }

    /// <summary>The minute that the answer to this message names ("lúc 08:36"); the double of a message names the first one's.</summary>
    private static DateTimeOffset? TimeOf(JourneyBlock block, int at)
    {
        for (var i = at + 1; i < block.Steps.Count && i <= at + 3; i++)
        {
            if (block.Steps[i].Says is not null && block.Steps[i].Says != block.Steps[at].Says) return null;
            if (block.Steps[i].Expects is not { } expects || Named().Match(expects) is not { Success: true } named) continue;
            if (i > at + 1 && !expects.StartsWith("Đã ghi nhận lúc", StringComparison.Ordinal)) continue;
            var time = new DateTimeOffset(block.When.Date + TimeSpan.Parse(named.Groups[1].Value), block.When.Offset);
            if (expects.StartsWith("Sẽ gửi đến", StringComparison.Ordinal)) time = time.AddMinutes(-1);
            if (time >= block.When && time < block.When.AddMinutes(45)) return time;
        }
        return null;
    }

    [GeneratedRegex(@"lúc (\d\d:\d\d)")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\[tệp ([^\]]+)\]$")]
    private static partial Regex File();
}
