using CellBot.Host.Backups;
using CellBot.Host.Health;
using CellBot.Host.Tests.Kit;
using CellBot.Storage.Backups;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Backups;

public sealed class NightlyBackupTests
{
    [Theory] // last backup, now: local, November 2026
    [InlineData(null, "20 10:00", true)]
    [InlineData("20 02:31", "20 10:00", false)]
    [InlineData("20 02:31", "21 02:29", false)]
    [InlineData("20 02:31", "21 02:30", true)]
    [InlineData("19 02:31", "20 10:00", true)] // the host was down at half past two
    [InlineData("20 02:29", "20 02:31", true)] // one made by hand just before
    public void One_is_owed_for_each_night(string? last, string now, bool isOwed) => Assert.Equal(isOwed, BackupNight.IsOwed(last is null ? null : At(last), At(now).ToUniversalTime()));

    [Fact]
    public async Task It_is_made_once_a_night_and_the_newest_are_kept()
    {
        await using var test = TestHost.New();
        var folder = Path.Combine(Path.GetDirectoryName(test.DatabasePath)!, "copies");
        test.Set("Backup:Folder", folder);
        test.Set("Backup:Keep", "2");
        await test.Start();
        var nightly = test.Host.Services.GetRequiredService<NightlyBackup>();
        Directory.CreateDirectory(folder);
        var strangers = new[] { "host-notes.txt", "other-20200101-0230.backup", "host-20200101-0230.backup.old" };
        foreach (var stranger in strangers)
            File.WriteAllText(Path.Combine(folder, stranger), "");
        File.WriteAllText(Path.Combine(folder, "host-20200101-0230.backup.part"), ""); // of one that was killed

        for (var night = 0; night < 4; night++)
        {
            await TestHost.Until(async () => await nightly.RunIfOwed(default) || !BackupNight.IsOwed(await test.Store.LastBackup(), test.Clock.GetUtcNow()), "the backup");
            Assert.False(await nightly.RunIfOwed(default));
            test.Clock.Advance(TimeSpan.FromDays(1));
        }

        await TestHost.Until(() => Task.FromResult(!Directory.EnumerateFiles(folder, "*.part").Any()), "no unfinished one");
        var kept = Directory.EnumerateFiles(folder, "host-????????-????.backup").ToList();
        Assert.Equal(2, kept.Count);
        foreach (var path in kept)
        {
            using var file = File.OpenRead(path);
            Assert.True(Backup.Check(file, path).Documents > 0);
        }

        Assert.All(strangers, stranger => Assert.True(File.Exists(Path.Combine(folder, stranger))));
    }

    [Fact]
    public async Task One_that_fails_makes_the_board_yellow_and_is_made_up_for()
    {
        await using var test = TestHost.New();
        var folder = Path.Combine(Path.GetDirectoryName(test.DatabasePath)!, "copies");
        File.WriteAllText(folder, "a file is in the way");
        test.Set("Backup:Folder", folder);
        await test.Start();
        var nightly = test.Host.Services.GetRequiredService<NightlyBackup>();
        var board = test.Host.Services.GetRequiredService<HealthBoard>();

        Assert.False(await nightly.RunIfOwed(default));
        Assert.Equal(HealthColor.Yellow, board.Parts["backup"].Color);
        Assert.Contains("failed", board.Parts["backup"].Reason, StringComparison.Ordinal);

        File.Delete(folder);
        Assert.True(await nightly.RunIfOwed(default));
        Assert.Equal(HealthColor.Green, board.Parts["backup"].Color);
    }

    private static DateTimeOffset At(string text) => new(2026, 11, int.Parse(text[..2]), int.Parse(text[3..5]), int.Parse(text[6..]), 0, TimeSpan.FromHours(7));
}
