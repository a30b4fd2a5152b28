using CellBot.Domain.People;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Disasters;

/// <summary>The real program with a database or a key file that is not what it should be.</summary>
[Collection("Telegram")]
public sealed class DamageTests
{
    private const string Bich = CellStory.Bich, Loan = CellStory.Loan;

    [Fact]
    public async Task A_database_that_is_none_stops_the_start_and_is_left_as_it_is()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        await town.Open();
        await town.Host.Stop();
        Broken.Page(town.Host.StorePath, 1);
        var before = await File.ReadAllBytesAsync(town.Host.StorePath);
        await Broken.StartIsRefused(town, "is damaged or is not a database");
        await Broken.StartIsRefused(town, "restore the last backup");
        Assert.Equal(before, await File.ReadAllBytesAsync(town.Host.StorePath));
    }

    [Fact]
    public async Task A_damaged_page_is_met_with_honesty_and_what_is_not_on_it_is_kept()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        await town.Open(Seeds.Pledges(2027), Seeds.Study(new DateOnly(2027, 1, 14), Bich, Loan));
        await town.Host.Command("officer", "add", Loan, "--body", "Chi bộ Khu vực 3", "--role", "SystemAdmin");
        await CellStory.Join(town, Bich, byLink: true);
        await CellStory.Join(town, Loan, byLink: true);
        await town.Host.Stop();
        Broken.Page(town.Host.StorePath, Broken.RootPageOf(town.Host.StorePath, "d_chat"));

        await town.Host.Start();
        town[Bich].Says("đăng ký");
        await town[Bich].WaitForMessage("chưa nhận được tin vừa rồi. Xin đồng chí gửi lại", TimeSpan.FromSeconds(90));
        Assert.Contains("\"status\":\"red\"", await town.Host.Get("/healthz"), StringComparison.Ordinal);
        await town[Loan].WaitForMessage("có dữ liệu không đọc được", TimeSpan.FromSeconds(90));
        Assert.Contains("\"status\":\"red\"", await town.Host.Get("/healthz"), StringComparison.Ordinal); // though the store takes writes
        var backup = await Assert.ThrowsAsync<InvalidOperationException>(() => town.Host.Command("backup", Path.Combine(town.Host.Folder, "a.backup")));
        Assert.Contains("is damaged", backup.Message, StringComparison.Ordinal);
        await town.Host.Stop();

        await using var store = await town.Host.OpenStore();
        Assert.Equal(28, (await store.All<Participant>().ToListAsync()).Count); // the roster is untouched
    }

    [Fact]
    public async Task Without_the_right_key_file_it_does_not_start_and_makes_no_new_one()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        await town.Open();
        await town.Host.Stop();
        var key = Path.ChangeExtension(town.Host.StorePath, ".key");
        File.Move(key, key + ".away");
        await Broken.StartIsRefused(town, "cellbot.key is missing, and without it nothing stored can be read");
        Assert.False(File.Exists(key));
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        await Broken.StartIsRefused(town, "is not the one that this store was encrypted with");
        await File.WriteAllTextAsync(key, "damaged");
        await Broken.StartIsRefused(town, "is damaged");
        File.Move(key + ".away", key, overwrite: true);
        await town.Host.Start();
    }
}
