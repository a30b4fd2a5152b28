using System.IO.Compression;
using System.Text;
using CellBot.Storage.Records;
using CellBot.Storage.Tests.Records;

namespace CellBot.Storage.Tests.Releases;

/// <summary>
/// A database file with its key file and an attachment, as each release left it behind: the layout of the file, the wrapping of keys and the sealing of words must be read for ever.
/// While <c>CELLBOT_RECORD_RELEASE</c> names a folder, this release's own is written there (CONTRIBUTING.md, "When a release is made").
/// </summary>
public sealed class SealedStoreTests
{
    private const string Words = "Tôi xin trình bày: đã hoàn thành 🙏";

    private static readonly DateTimeOffset At = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(7));

    private static readonly string All = Path.Combine(AppContext.BaseDirectory, "Releases");

    public static TheoryData<string> Releases => [.. Directory.GetDirectories(All).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task A_store_of_an_earlier_release_is_opened_with_its_key_and_goes_on(string release)
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(All, release, "store.zip"), folder.Root);
        string file;
        await using (var store = await Open(folder))
        {
            var session = store.Open();
            var letter = (await session.Get<Letter>("letter/1"))!;
            Assert.Equal(("member/1", Words, Stage.Sent), (letter.Writer, letter.Text, letter.Stage));
            Assert.Equal("letter/1", Assert.Single(await session.Find(Letter.ByWriter, "member/1")).Id);
            Assert.Equal(new Duty("duty/1", "member/1", new DateOnly(2026, 12, 3), At), await session.Get<Duty>("duty/1"));
            Assert.Null(await session.Get<Letter>("letter/2")); // its writer was erased
            file = letter.Tags![0];
            await using var content = await store.Attachments.Read(file);
            Assert.Equal(Words, await new StreamReader(content!).ReadToEndAsync());
            session.Put(letter with { Text = Words + Words });
            session.Put(new Letter("letter/3", "member/1", "mới"));
            await session.Commit();
        }

        await using var again = await Open(folder);
        Assert.Equal(Words + Words, (await again.Open().Get<Letter>("letter/1"))!.Text);
        Assert.Equal("mới", (await again.Open().Get<Letter>("letter/3"))!.Text);
    }

    [Fact]
    public async Task This_release_leaves_a_store_behind_that_it_can_open()
    {
        using var folder = new TemporaryFolder();
        await using (var store = await Open(folder))
        {
            var file = await store.Attachments.Write("member/1", new MemoryStream(Encoding.UTF8.GetBytes(Words)));
            var session = store.Open();
            session.Put(new Duty("duty/1", "member/1", new DateOnly(2026, 12, 3), At));
            session.Put(new Letter("letter/1", "member/1", Words, Stage.Sent, [file]));
            session.Put(new Letter("letter/2", "member/2", "sẽ bị xóa"));
            session.KeepFile(file);
            await session.Commit();
            var erasing = store.Open();
            erasing.EraseKey("member/2");
            await erasing.Commit();
        }

        await using (var again = await Open(folder))
            Assert.Equal(Words, (await again.Open().Get<Letter>("letter/1"))!.Text);
        File.Delete(folder["cellbot.lock"]);
        if (Environment.GetEnvironmentVariable("CELLBOT_RECORD_RELEASE") is not { Length: > 0 } into)
            return;
        File.Delete(Path.Combine(Directory.CreateDirectory(into).FullName, "store.zip"));
        await ZipFile.CreateFromDirectoryAsync(folder.Root, Path.Combine(into, "store.zip"));
    }

    private static Task<Store> Open(TemporaryFolder folder) => Store.OpenSqlite(folder["cellbot.db"], null, Samples.Catalog(), TimeProvider.System);
}
