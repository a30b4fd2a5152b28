using CellBot.Storage.Encryption;
using CellBot.Storage.Records;

namespace CellBot.Storage.Tests.Records;

public sealed class KeyFileTests : StoreTest
{
    private string KeyPath => Folder["cellbot.key"];

    [Fact]
    public async Task The_key_is_made_at_the_first_start_for_its_owner_only_and_kept()
    {
        var key = File.ReadAllText(KeyPath);
        Assert.Equal(32, Convert.FromBase64String(key.Trim()).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));

        await Reopen();
        Assert.Equal(key, File.ReadAllText(KeyPath));
    }

    [Fact]
    public async Task Another_place_for_the_key_can_be_named()
    {
        var elsewhere = Folder["keys/other.key"];
        await using var store = await Store.OpenSqlite(Folder["other.db"], elsewhere, Samples.Catalog(), TimeProvider.System);

        Assert.True(File.Exists(elsewhere));
        Assert.False(File.Exists(Folder["other.key"]));
    }

    [Fact]
    public async Task Without_its_key_file_a_store_is_not_opened_and_no_new_key_is_made()
    {
        await Store.DisposeAsync();
        File.Move(KeyPath, Folder["kept"]);

        var refusal = await Assert.ThrowsAsync<StoreKeyException>(() => Open());
        Assert.Contains(KeyPath, refusal.Message);
        Assert.False(File.Exists(KeyPath));

        File.Move(Folder["kept"], KeyPath);
        Store = await Open();
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task A_damaged_or_foreign_key_file_is_told_at_once(string content)
    {
        await Store.DisposeAsync();
        var right = File.ReadAllText(KeyPath);
        File.WriteAllText(KeyPath, content);

        await Assert.ThrowsAsync<StoreKeyException>(() => Open());
        File.WriteAllText(KeyPath, right);
        Store = await Open(); // the refused start gave the database free
    }

    [Fact]
    public async Task A_key_file_that_was_made_before_the_database_is_used()
    {
        var key = StoreKey.ReadOrMake(Folder["prepared.key"]);
        await using var store = await Store.OpenSqlite(Folder["prepared.db"], null, Samples.Catalog(), TimeProvider.System);

        Assert.Equal(key.Id, StoreKey.Read(Folder["prepared.key"]).Id);
    }
}
