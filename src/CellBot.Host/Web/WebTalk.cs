using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Host.Channels.Files;
using CellBot.Host.Clock;
using CellBot.Host.Demo;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Web;

/// <summary>Takes what a person writes, presses or sends on a page. Each has an id of the page's own, so that sending it again changes nothing.</summary>
internal sealed class WebTalk(WebChats chats, WebChannel channel, TurnRunner turns, CellClock clock, Store store)
{
    public const int MostMegabytes = 20;
    private const int LongestText = 20_000;

    /// <returns>A short word to show for a moment, or null.</returns>
    public Task<string?> Say(string person, string id, string text)
    {
        var update = Update(person, id) with { Text = text.Length <= LongestText ? text : text[..LongestText] };
        return Take(update, new ChatLine(0, update.Id, true, update.Text, clock.Now));
    }

    /// <param name="number">Of the choice, from 1.</param>
    public async Task<string?> Press(string person, string id, string token, int number)
    {
        var update = Update(person, id) with { Press = (token, number) };
        var shown = (await chats.Read(update.AccountId)).LastOrDefault(line => line.Token == token);
        var label = shown is not null && number <= shown.Choices.Count ? shown.Choices[number - 1] : $"{number}";
        return await Take(update, new ChatLine(0, update.Id, true, label, clock.Now));
    }

    /// <param name="album">Sent together with others under this id; null for one alone.</param>
    public async Task<string?> Send(string person, string id, string? album, string fileName, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var update = Update(person, id);
        var problem = file.Length > MostMegabytes << 20 ? new FileProblem(FileProblemKind.TooLarge, Math.Round(file.Length / 1024.0 / 1024.0, 1), MostMegabytes) : null;
        var verdict = problem is null ? FileJudge.Judge(file) : null;
        if (verdict is FileVerdict.Bad bad) problem = new FileProblem(bad.Problem);
        if (verdict is not FileVerdict.Good good) return await Take(update with { Problem = problem }, new ChatLine(0, update.Id, true, fileName, clock.Now));

        var stored = await store.Attachments.Write(person, new MemoryStream(file.ToArray()), cancel);
        var attachment = new Attachment(stored, good.Kind, good.Kind is AttachmentKind.Photo ? null : fileName, file.Length, good.Width, good.Height, good.Pages, album);
        return await Take(update with { Attachments = [attachment] }, new ChatLine(0, update.Id, true, "", clock.Now) { Attachments = [attachment] });
    }

    private Incoming Update(string person, string id) => new($"{DemoCell.Channel}/{DemoCell.Bot}/{id}", DemoCell.AccountOf(person), clock.Now);

    private async Task<string?> Take(Incoming update, ChatLine line)
    {
        await chats.Say(update.AccountId, line);
        var result = await turns.Take(update, channel, CancellationToken.None);
        return result.Report?.Toast;
    }
}
