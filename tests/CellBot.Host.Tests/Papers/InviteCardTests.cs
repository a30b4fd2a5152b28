using System.Text.RegularExpressions;
using CellBot.Dialogs;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.Clock;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Papers;

/// <summary>A secretary prints cards for everyone who has not joined, without the operator.</summary>
public sealed partial class InviteCardTests
{
    [Fact]
    public async Task The_cards_come_as_a_document_with_a_code_and_a_picture_each_and_the_codes_work()
    {
        await using var test = await TestHost.Started(Product.Catalog);
        var loan = await Secretary(test);

        var first = await Cards(test, loan);
        Assert.Equal(["Trần Văn An", "Tô Diệu Diễm"], first.Select(card => card.Name)); // in the order of lists; who has joined gets none
        var second = await Cards(test, loan);
        Assert.Empty(first.Select(card => card.Code).Intersect(second.Select(card => card.Code)));

        var an = test.Api.NewUser("Trần Văn An");
        an.Starts();
        an.Says(first[0].Code);
        await an.WaitForMessage("Mã mời chưa đúng hoặc đã hết hạn."); // the newer card's is the one that counts
        an.Says(second[0].Code);
        await an.WaitForMessage("Đây có phải là đồng chí Trần Văn An, Chi bộ 1?");
        Assert.Equal(4, (await test.Store.All<InviteCode>().ToListAsync()).Count); // digits and link of two people
        Assert.DoesNotContain(await test.Store.All<InviteCode>().ToListAsync(), code => second.Any(card => code.Id.Contains(card.Code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_office_that_ended_before_the_press_prints_nothing()
    {
        await using var test = await TestHost.Started(Product.Catalog);
        var loan = await Secretary(test);
        await Asks(test, loan);
        await Office(test);
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        await TestHost.Until(async () => (await test.Store.Open().Find(Domain.Papers.PaperOrder.Waiting, "")).Count == 0, "the order is settled");
        Assert.DoesNotContain(await test.Store.All<InviteCode>().ToListAsync(), code => code.ParticipantId == "p-2");
    }

    private static async Task<FakeUser> Secretary(TestHost test)
    {
        var loan = test.Api.NewUser("Đinh Hồng Loan");
        loan.Starts();
        await test.Link(loan, "p-1");
        await Office(test, Role.Secretary);
        await test.Write(desk =>
        {
            foreach (var (id, name) in new[] { ("p-2", "Tô Diệu Diễm"), ("p-3", "Trần Văn An") })
            {
                desk.Put(new Participant(id) { FullName = name, CellId = "c1" });
                desk.Put(new Affiliation(Affiliation.IdOf("c1", id)) { UnitId = "c1", ParticipantId = id });
            }
        });
        return loan;
    }

    private static async Task Office(TestHost test, params Role[] roles)
    {
        var session = test.Store.Open();
        session.Put((await session.Get<Affiliation>(Affiliation.IdOf("c1", "p-1")))! with { Roles = roles });
        await session.Commit();
    }

    private static async Task Asks(TestHost test, FakeUser loan)
    {
        loan.Says("ai chưa kết nối");
        await loan.WaitForMessage("Chưa kết nối (2/3):");
        loan.Presses("In thẻ mời cho cả 2 người, mã mới");
        await loan.WaitForMessage("Trợ lý đang lập thẻ mời, gửi vào đây ngay.");
    }

    private static async Task<IReadOnlyList<(string Name, string Code)>> Cards(TestHost test, FakeUser loan)
    {
        await Asks(test, loan);
        await test.Host.Services.GetRequiredService<DueTicks>().Run(default);
        var sent = await loan.WaitForMessage("Thẻ mời lập lúc");
        Assert.Matches(@"^the-moi-\d{8}\.docx$", sent.File!.Name);
        using var document = new WrittenDocument(sent.File.Bytes.ToArray());
        Assert.Equal(2, document.Main.ImageParts.Count()); // a QR code on each, since the bot's name is known
        return [.. document.Rows(0).SelectMany(row => row).Where(card => card.Length > 0).Select(card => (card.Split('\n')[1], Code().Match(card).Value))];
    }

    [GeneratedRegex(@"\b\d{4} \d{4}\b")]
    private static partial Regex Code();
}
