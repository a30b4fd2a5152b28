using CellBot.Testing.Telegram;
using SQLitePCL;

namespace CellBot.EndToEnd.Telegram;

/// <summary>Behaviours that only the whole program can show: what people are told when something is broken, and that they never have to begin again.</summary>
[Collection("Telegram")]
public sealed class HonestyTests
{
    private const string Bich = CellStory.Bich;

    [Fact]
    public async Task Behaviour_24_a_store_that_takes_no_writes_is_admitted_and_nothing_false_is_said()
    {
        await using var town = await Joined();
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        var before = town[Bich].Transcript.Count;
        using (new HeldDatabase(town.Host.StorePath))
        {
            town[Bich].Says("1");
            await town[Bich].WaitForMessage("chưa nhận được tin vừa rồi. Xin đồng chí gửi lại", TimeSpan.FromSeconds(90));
            Assert.Contains("\"status\":\"red\"", await town.Host.Get("/healthz"), StringComparison.Ordinal);
        }

        Assert.Single(town[Bich].Transcript.Skip(before), entry => entry.Kind is TranscriptKind.Received); // nothing else was said
        await town.Says(Bich, "1", "Bước 1/3"); // the same answer to the same question: no /start
        Assert.Contains("\"status\":\"green\"", await town.Host.Get("/healthz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_24_what_was_said_while_Telegram_was_down_is_answered_once_when_it_is_back()
    {
        await using var town = await Joined();
        var before = town[Bich].Transcript.Count;
        town.Api.Faults.Decide = _ => new Fault.ServerError();
        town[Bich].Says("đăng ký");
        await town.Api.Bot.WaitUntilRead();
        town.Api.Faults.Next(new Fault.ServerError(), 3, "getUpdates");
        await town.Host.Restart(); // and that, too, in the middle of it
        Assert.DoesNotContain(town[Bich].Transcript.Skip(before), entry => entry.Kind is TranscriptKind.Received);

        town.Api.Faults.Decide = null;
        await town.At(town.Now.AddMinutes(5));
        Assert.StartsWith("Đăng ký năm 2027: 3 bước", Assert.Single(town[Bich].Transcript.Skip(before), entry => entry.Kind is TranscriptKind.Received).Text, StringComparison.Ordinal);
        await town.Says(Bich, "1", "Bước 1/3");
    }

    [Fact]
    public async Task Behaviour_01_cancel_works_while_a_photo_is_still_on_its_way()
    {
        await using var town = await Joined();
        await town.Says(Bich, "thu hoạch", "Nghị quyết chuyên đề quý IV");
        town.Api.Faults.Next(new Fault.Slow(TimeSpan.FromSeconds(2)), 1, "getFile");
        await town.Step(Bich, user =>
        {
            user.SendsPhoto(Samples.Photo(1));
            user.Says("hủy");
        }, "Đã dừng");
        await town.Says(Bich, "menu", "Đồng chí Bích cần việc gì?");
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
    }

    [Fact]
    public async Task Behaviour_06_killed_in_the_middle_of_a_form_and_started_an_hour_later_it_offers_to_go_on()
    {
        await using var town = await Joined();
        await town.Says(Bich, "đăng ký", "Đăng ký năm 2027: 3 bước");
        await town.Says(Bich, "1", "Bước 1/3");
        await town.Says(Bich, "1", "Bước 2/3, việc thứ 1");
        town.Host.Kill();
        await town.Host.MoveTo(town.Now.AddHours(1));
        await town.Host.Start();
        await town.Says(Bich, "alo alo ai đó", "đang làm dở “Đăng ký năm 2027”", "đã cam kết chuẩn mực chung");
        await town.Presses(Bich, "Làm tiếp", "Bước 2/3, việc thứ 1");
    }

    /// <summary>The cell with one person in it who has joined.</summary>
    private static async Task<TelegramTown> Joined()
    {
        var town = TelegramTown.Build(CellStory.Begin);
        await town.Open(Seeds.Pledges(2027), Seeds.Study(new DateOnly(2027, 1, 14), Bich));
        await CellStory.Join(town, Bich, byLink: true);
        return town;
    }

    /// <summary>Another program holds the database's write lock, as a careless backup does.</summary>
    private sealed class HeldDatabase : IDisposable
    {
        private readonly sqlite3 database;

        public HeldDatabase(string path)
        {
            Batteries_V2.Init();
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(path, out database));
            raw.sqlite3_busy_timeout(database, 30_000); // the host writes now and then by itself: seals, the watch
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, "BEGIN IMMEDIATE"));
        }

        public void Dispose()
        {
            raw.sqlite3_exec(database, "ROLLBACK");
            database.Dispose();
        }
    }
}
