using CellBot.Host.Settings;

namespace CellBot.Host.Tests.Settings;

/// <summary>In the usual build; left out of one with <c>-p:LiteDb=true</c>.</summary>
public sealed class LiteDbLeftOutTests
{
    [Fact]
    public async Task An_engine_that_is_not_in_the_build_is_refused_with_what_to_do()
    {
        var settings = new StorageSettings { Engine = StorageEngine.LiteDb, Path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "never.db") };
        var refusal = await Assert.ThrowsAsync<SettingException>(() => CellBotHost.OpenStore(settings, TimeProvider.System));
        Assert.Equal("Storage:Engine: LiteDb is not in this build. Set it to Sqlite, or build with -p:LiteDb=true.", refusal.Message);
        Assert.False(Directory.Exists(Path.GetDirectoryName(settings.Path)));
    }
}
