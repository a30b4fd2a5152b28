using System.Text.Json;
using CellBot.Domain.Conversations;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Disasters;

/// <summary>The real program on a real disk that fills up: nothing is lost, nothing false is said, and it goes on by itself when there is room.</summary>
[Collection("Telegram")]
public sealed class FullDiskTests
{
    private const string Bich = CellStory.Bich, Loan = CellStory.Loan;

    [DiskFact]
    public async Task A_full_disk_is_admitted_the_operator_is_told_and_it_goes_on_when_there_is_room()
    {
        await using var town = TelegramTown.Build(CellStory.Begin, null, ("Storage:WarnBelowMegabytes", "2"));
        using var disk = SmallDisk.Mount(town.Host.Folder, 48);
        await town.Open(Seeds.Pledges(2027), Seeds.Study(new DateOnly(2027, 1, 14), Bich, Loan));
        await town.Host.Command("officer", "add", Loan, "--body", "Chi bộ Khu vực 3", "--role", "SystemAdmin");
        await CellStory.Join(town, Bich, byLink: true);
        await CellStory.Join(town, Loan, byLink: true);
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");

        disk.Fill();
        var before = town[Bich].Transcript.Count;
        await SayUntilRefused(town);
        Assert.Equal(("red", 503), await Health(town));
        town[Bich].SendsPhoto(Samples.Photo(1)); // cannot be kept, either, and the plea was said a moment ago: it stays with Telegram

        await town.Host.MoveTo(town.Now.AddSeconds(40));
        await town[Loan].WaitForMessage("trợ lý không ghi được dữ liệu", TimeSpan.FromSeconds(60));
        Assert.DoesNotContain(town[Bich].Transcript.Skip(before), entry => entry.Text?.Contains("Đã nhận", StringComparison.Ordinal) is true);

        disk.MakeRoom();
        for (var looks = 0; looks < 60 && await Health(town) is not ("green", 200); looks++)
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System); // nobody says anything: it finds out by itself
        Assert.Equal(("green", 200), await Health(town));
        await town.Host.MoveTo(town.Now.AddMinutes(2));
        await town[Bich].WaitForMessage("Đã nhận 1 ảnh", TimeSpan.FromSeconds(60));
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước"); // in the middle of the form, no /start
        Assert.Single(town[Loan].Transcript, entry => entry.Text?.Contains("trợ lý không ghi được dữ liệu", StringComparison.Ordinal) is true);

        await town.Host.Stop();
        await using var store = await town.Host.OpenStore(); // and it is whole
        Assert.Equal(2, (await store.All<Chat>().ToListAsync()).Count(chat => chat.ParticipantId is not null));
    }

    [DiskFact]
    public async Task A_backup_that_does_not_fit_leaves_nothing_and_one_on_another_disk_is_made_while_the_store_is_full()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        using var disk = SmallDisk.Mount(town.Host.Folder, 48);
        await town.Open(Seeds.Pledges(2027));
        await CellStory.Join(town, Bich, byLink: true, withDuties: false);
        disk.Fill();
        var here = Path.Combine(town.Host.Folder, "here.backup");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => town.Host.Command("backup", here));
        Assert.Contains("No space left on device", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(here) || File.Exists(here + ".part"));

        var elsewhere = Directory.CreateTempSubdirectory("cellbot-elsewhere-").FullName;
        try
        {
            Assert.Contains("It was read again and is whole.", await town.Host.Command("backup", Path.Combine(elsewhere, "there.backup")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [DiskFact]
    public async Task A_read_only_disk_stops_the_start_with_one_clear_sentence()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        using var disk = SmallDisk.Mount(town.Host.Folder, 48);
        await town.Open();
        await town.Host.Stop();
        disk.MakeReadOnly();
        await Broken.StartIsRefused(town, "cannot be written");
        disk.MakeWritable();
        await town.Host.Start();
    }

    /// <summary>What still fits into the pages that are there is taken; then comes the plea.</summary>
    private static async Task SayUntilRefused(TelegramTown town)
    {
        for (var words = 0; words < 200; words++)
        {
            var before = town[Bich].Transcript.Count;
            town[Bich].Says("1");
            var answer = await town[Bich].WaitForMessage(message => town[Bich].Transcript.Skip(before + 1).Any(entry => entry.Kind is TranscriptKind.Received && entry.Text == message.Text), TimeSpan.FromSeconds(90));
            if (answer.Text.Contains("chưa nhận được tin vừa rồi. Xin đồng chí gửi lại", StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"The disk does not seem to be full.\n{town.Host.Printed}");
    }

    private static async Task<(string? Status, int Code)> Health(TelegramTown town)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(town.Host.Url, "/healthz"));
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (report.RootElement.GetProperty("store").GetProperty("status").GetString(), (int)answer.StatusCode);
    }
}
