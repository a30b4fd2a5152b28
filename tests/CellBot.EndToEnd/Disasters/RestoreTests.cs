using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Disasters;

/// <summary>The whole drill with the real program: backed up while people write, killed, restored elsewhere, looked at, unmuted.</summary>
[Collection("Telegram")]
public sealed class RestoreTests
{
    private const string Bich = CellStory.Bich, Loan = CellStory.Loan;

    [Fact]
    public async Task A_copy_restored_on_another_machine_goes_on_in_the_middle_of_the_form()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        await town.Open(Seeds.Pledges(2027), Seeds.Study(new DateOnly(2027, 1, 14), Bich, Loan));
        await CellStory.Join(town, Bich, byLink: true);
        await CellStory.Join(town, Loan, byLink: true);
        await town.At(new DateTimeOffset(2027, 1, 10, 12, 0, 0, TimeSpan.FromHours(7)));
        await town.Sends(Bich, user => _ = user.SendsPhoto(Samples.Photo(1)), "Đã nhận 1 ảnh");
        var backup = Path.Combine(town.Host.Folder, "kept.backup");
        Assert.Contains("1 attachments", await town.Host.Command("backup", backup), StringComparison.Ordinal);
        Assert.Contains("The audit trail is whole", await town.Host.Command("audit", "verify"), StringComparison.Ordinal);
        town.Host.Kill();

        var elsewhere = Directory.CreateDirectory(Path.Combine(town.Host.Folder, "elsewhere")).FullName;
        town.Host.Set("Storage:Path", Path.Combine(elsewhere, "cellbot.db")); // the key file is where it was
        await town.Host.Command("restore", backup);
        await town.Host.Start();
        var before = town[Bich].Transcript.Count;
        town[Bich].Says("menu");
        await town.Host.MoveTo(new DateTimeOffset(2027, 1, 11, 8, 31, 0, TimeSpan.FromHours(7))); // R3 falls due, and nobody hears of it
        Assert.Contains("cellbot unmute", await town.Host.Get("/healthz"), StringComparison.Ordinal);
        Assert.Equal(1, town.Api.Bot.PendingCount);
        Assert.DoesNotContain(town[Bich].Transcript.Skip(before), entry => entry.Kind is TranscriptKind.Received);

        Assert.Contains("It receives and sends from now on.", await town.Host.Command("unmute"), StringComparison.Ordinal);
        await town[Bich].WaitForMessage("Đồng chí Bích cần việc gì?", TimeSpan.FromSeconds(30));
        Assert.StartsWith("Đồng chí Bích cần việc gì?", town[Bich].Transcript.Skip(before).First(entry => entry.Kind is TranscriptKind.Received).Text, StringComparison.Ordinal); // before any reminder
        await town.Says(Bich, "việc của tôi", "Nghị quyết chuyên đề quý IV");
        await town.Host.Stop();
        await using var store = await town.Host.OpenStore();
        var photo = Assert.Single(await store.Engine.Files(default).ToListAsync());
        await using var content = await store.Attachments.Read(photo.Id);
        var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes);
        Assert.Equal(Samples.Photo(1), bytes.ToArray());
    }
}
