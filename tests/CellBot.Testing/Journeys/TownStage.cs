using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Testing.Towns;

namespace CellBot.Testing.Journeys;

/// <summary>The dialogs and rules alone, on a virtual clock.</summary>
/// <param name="accountOf">By a person's name; null: the cell's, all on Zalo.</param>
public sealed class TownStage(Town town, Func<string, string>? accountOf = null) : IJourneyStage
{
    /// <summary>A town in which everything is as the conversation finds it.</summary>
    public static async Task<Town> Open(JourneyScene scene, Func<string, string> accountOf)
    {
        var town = await Town.Start(scene.Begin);
        await town.Effect("scene", effects => scene.Seed(effects, accountOf));
        return town;
    }

    public string AccountOf(string name) => accountOf?.Invoke(name) ?? TownCell.AccountOf(name);

    public Task Effect(string cause, Func<Effects, ValueTask> write) => town.Effect(cause, write);

    public DateTimeOffset Now => town.Clock.Now;

    public Task GoTo(DateTimeOffset moment) => town.AdvanceTo(moment);

    public Task Says(string account, string text) => town.Says(account, text);

    public Task SendsPhoto(string account) => town.SendsPhoto(account);

    public Task SendsFile(string account, string name, int pages) => town.SendsFile(account, name, pages);

    public Task Presses(string account, int number) => town.Presses(account, number);

    public int Choices(string account) => town.Messages.FindLast(message => message.Account == account && message.Choices.Count > 0)?.Choices.Count ?? 0;

    public IReadOnlyList<(DateTimeOffset At, string Text)> Heard(string account) => [.. town.Messages.Where(message => message.Account == account).Select(message => (message.At, Shown(message)))];

    /// <summary>Photos stand in the transcript between the words and the choices.</summary>
    private static string Shown(Delivered message)
    {
        if (message.Row.Attachments.Count == 0) return message.Text;
        var photos = string.Join(' ', message.Row.Attachments.Select(_ => "[ảnh]"));
        return Screen.Numbered(message.Row.Text + "\n" + photos, message.Row.Choices, message.Row.Tail);
    }
}
