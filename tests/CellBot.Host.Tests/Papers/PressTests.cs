using CellBot.Dialogs;
using CellBot.Domain.Delivery;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Host.Clock;
using CellBot.Host.Tests.Demo;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Papers;

/// <summary>From the word in the chat to the file in the chat, with the real host and the fake Bot API.</summary>
public sealed class PressTests
{
    private static readonly string Campaign = PledgeCampaign.IdOf("c1", 2026, PledgeKind.Pledge);

    private static async Task<(TestHost Test, FakeUser User)> Begin(string content = "Vận động mười hộ phân loại rác")
    {
        var test = await TestHost.Started(Product.Catalog);
        var user = test.Api.NewUser("Lê Thị Mận");
        user.Starts();
        await test.Link(user, "p-1");
        await test.Write(desk => desk.Put(new PledgeCampaign(Campaign)
        {
            UnitId = "c1", Year = 2026, Code = "DK26", Title = "Đăng ký năm 2026", OpensAt = test.Clock.GetUtcNow().AddDays(-30), ClosesAt = test.Clock.GetUtcNow().AddDays(30), Areas = [new PledgeArea("a", "Công tác chuyên môn", [])],
        }));
        await test.Write(desk => desk.Put(new Pledge(Pledge.IdOf(Campaign, "p-1"))
        {
            CampaignId = Campaign, ParticipantId = "p-1", UnitId = "c1", Status = PledgeStatus.Approved, Submission = 1, Items = [new PledgeItem("a", content, null, null)], Receipt = "DK26-01",
        }));
        return (test, user);
    }

    private static async Task Order(TestHost test, FakeUser user)
    {
        user.Says("in");
        await user.WaitForMessage("cần văn bản nào?");
        user.Presses("Bản cam kết năm 2026 của tôi");
        await user.WaitForMessage("kèm bảng kết quả");
        user.Presses("Không kèm");
        await user.WaitForMessage("Trợ lý đang lập bản cam kết, gửi vào đây ngay.");
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
    }

    [Fact]
    public async Task A_document_asked_for_comes_into_the_chat_as_a_file_with_its_words_under_it()
    {
        var (test, user) = await Begin();
        await using var _ = test;

        await Order(test, user);
        var sent = await user.WaitForMessage("Bản cam kết, số liệu lúc");

        Assert.Matches(@"^camket-2026-00-chibo-1-\d{8}\.docx$", sent.File!.Name);
        using var document = new WrittenDocument(sent.File.Bytes.ToArray());
        document.HasInOrder("BẢN CAM KẾT", "Lê Thị Mận", "Vận động mười hộ phân loại rác");
        Assert.Empty(test.Api.Violations);
        Assert.Empty(await test.Store.Open().Find(PaperOrder.Waiting, ""));
    }

    [Fact]
    public async Task The_file_is_encrypted_kept_for_a_day_and_swept_when_its_order_is_gone()
    {
        var (test, user) = await Begin();
        await using var _ = test;
        await Order(test, user);
        await user.WaitForMessage("Bản cam kết, số liệu lúc");
        var order = Assert.Single(await test.Store.Open().Find(PaperOrder.ByDrop, ""));
        Assert.Equal(PaperState.Made, order.State);

        test.Clock.Advance(TimeSpan.FromHours(23));
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        await using (var kept = await test.Store.Attachments.Read(order.FileId!)) Assert.NotNull(kept);
        Assert.DoesNotContain("word/document.xml"u8.ToArray(), Raw(test, order.FileId!));

        test.Clock.Advance(TimeSpan.FromHours(1.1));
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        Assert.Empty(await test.Store.Open().Find(PaperOrder.ByDrop, ""));
        await test.Host.Services.GetRequiredService<Sweeps>().Orphans(default); // as every night: the order was all that held it
        Assert.Null(await test.Store.Attachments.Read(order.FileId!));
    }

    [Fact]
    public async Task A_secret_stamp_in_somebodys_words_stops_the_document_and_says_so()
    {
        var (test, user) = await Begin("Theo công văn\nTUYỆT MẬT\nsố 12");
        await using var _ = test;

        await Order(test, user);
        await user.WaitForMessage("Chưa lập bản cam kết: trong nội dung có dấu độ mật.");

        Assert.DoesNotContain(user.Transcript, entry => entry.Message?.File is not null);
    }

    [Fact]
    public async Task An_order_that_a_kill_left_waiting_is_made_after_the_start_and_once()
    {
        var (test, user) = await Begin();
        await using var _ = test;
        await test.Write(desk => desk.Put(new PaperOrder("telegram/0/17/paper")
        {
            AskedBy = "p-1", AccountId = TestHost.AccountOf(user), Kind = PaperKind.Pledge, ObjectId = Pledge.IdOf(Campaign, "p-1"), AskedAt = test.Clock.GetUtcNow(),
        }));
        await test.Stop();
        await test.Start();
        await test.Bot.WaitUntilRead();
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        await user.WaitForMessage("Bản cam kết, số liệu lúc");
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        await test.UntilRow("telegram/0/17/paper/file", OutboxState.Sent);

        Assert.Single(user.Transcript, entry => entry.Message?.File is not null);
    }

    [Fact]
    public async Task In_the_web_chat_the_document_is_a_link_that_downloads_it()
    {
        await using var demo = await DemoHost.Started();
        var secretary = (await demo.All<Participant>()).Single(person => person.FullName == "Đinh Hồng Loan").Id;
        Task Say(string text) => demo.Browser.PostAsync($"/chat/{secretary}/say", new FormUrlEncodedContent([new("text", text)]));
        await Say("in");
        var list = (await demo.All<OutboxMessage>()).Last(row => row.Text.Contains("cần văn bản nào?", StringComparison.Ordinal));
        var number = list.Choices.ToList().IndexOf("Phiếu tự chấm “Chi bộ bốn tốt”") + 1;
        Assert.True(number > 0, string.Join('\n', list.Choices));

        await Say($"{number}");
        await demo.Host.Services.GetRequiredService<DueTicks>().Run(default);
        OutboxMessage? row = null;
        await TestHost.Until(async () => (row = (await demo.All<OutboxMessage>()).FirstOrDefault(each => each is { Attachments.Count: 1, State: OutboxState.Sent })) is not null, "the document");
        var page = await demo.Browser.GetStringAsync($"/chat/{secretary}");
        var answer = await demo.Browser.GetAsync($"/file/{row!.Attachments[0].FileId}");

        Assert.Contains($"download=\"bontot-2026-chibo-khuvuc3-20261120.docx\"", page, StringComparison.Ordinal);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.ToString());
        using var document = new WrittenDocument(await answer.Content.ReadAsByteArrayAsync());
        document.HasInOrder("PHIẾU TỰ CHẤM", "“Chi bộ bốn tốt” năm 2026");
    }

    private static byte[] Raw(TestHost test, string fileId) =>
        File.ReadAllBytes(Directory.EnumerateFiles(Path.GetDirectoryName(test.DatabasePath)!, "*", SearchOption.AllDirectories).Single(path => Path.GetFileName(path).StartsWith(fileId, StringComparison.Ordinal)));
}
