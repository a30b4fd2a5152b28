using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Audit;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Storage.Engines;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

public sealed class PetitionTests
{
    private static readonly string Lien = TownCell.AccountOf(StudyTown.Lien);
    private static readonly string Loan = TownCell.AccountOf(StudyTown.Loan);
    private static readonly string Phong = TownCell.AccountOf(StudyTown.Phong);

    private const string Asked = "Trần Thanh Liên gửi kiến nghị số 12:\n“Đề nghị in tài liệu chữ to”\nXin trả lời hoặc chuyển cấp trên, chậm nhất thứ Sáu, ngày 11/12/2026.\n1. Trả lời\n2. Chuyển cấp trên\n3. Để sau";

    [Fact]
    public async Task Alone_it_goes_to_the_secretary_at_once_and_the_answer_comes_back_word_for_word()
    {
        await using var town = await Sent();
        Assert.Equal("Đã ghi nhận kiến nghị của đồng chí Liên (số 12). Đồng chí Đinh Hồng Loan sẽ phản hồi trong 7 ngày.", town.Last(Lien));
        Assert.Equal(Asked, town.Last(Loan));
        Assert.Equal("Xin viết trả lời kiến nghị số 12. Lời này gửi nguyên văn đến Trần Thanh Liên.", await town.Ask(Loan, "1"));
        Assert.StartsWith("Xin viết lời trả lời bằng một câu", await town.Ask(Loan, "ok"));
        Assert.Equal("Đã gửi trả lời kiến nghị số 12 đến Trần Thanh Liên.", await town.Ask(Loan, "Từ tháng 1 chi bộ in chữ cỡ 16."));
        Assert.Equal("Kiến nghị số 12 của đồng chí Liên đã có trả lời:\n“Từ tháng 1 chi bộ in chữ cỡ 16.”\nNếu cần trao đổi thêm, xin nhắn “kiến nghị”.", town.Last(Lien));
        Assert.Equal((PetitionStatus.Answered, "p-01"), ((await Read(town)).Status, (await Read(town)).AnsweredBy));
        Assert.Contains(await town.Find(AuditEntry.ByObject, (await Read(town)).Id), entry => entry.Action == "answer");
        Assert.Equal("Không có kiến nghị nào đang chờ trả lời.", await town.Ask(Loan, "xem kiến nghị"));
    }

    [Fact]
    public async Task It_is_passed_on_to_the_body_above_which_answers_it()
    {
        var officer = "telegram/0/99";
        await using var town = await Sent(async desk =>
        {
            desk.Put(new Participant("p-99") { FullName = "Lương Phương Thủy", Consent = new Consent { NoticeVersion = 1, GivenAt = StudyTown.At(1, 8, 0), AccountId = officer } });
            desk.Put(new Affiliation(Affiliation.IdOf(StudyTown.Body, "p-99")) { UnitId = StudyTown.Body, ParticipantId = "p-99", Roles = [Role.CommitteeMember], From = new DateOnly(2020, 1, 1) });
            desk.Put(new ChannelAccount(officer) { ParticipantId = "p-99", LinkedAt = StudyTown.At(1, 8, 0) });
            await ValueTask.CompletedTask;
        });
        Assert.Equal("Đã chuyển kiến nghị số 12 đến Đảng ủy phường. Trợ lý đã báo Trần Thanh Liên.", await town.Ask(Loan, "2"));
        Assert.Equal("Kiến nghị số 12 của đồng chí Liên đã được chuyển đến Đảng ủy phường ngày 04/12/2026. Có trả lời, trợ lý sẽ báo.", town.Last(Lien));
        Assert.Equal(Asked.Replace("2. Chuyển cấp trên\n3. Để sau", "2. Để sau", StringComparison.Ordinal), town.Last(officer));
        await town.Says(officer, "1");
        await town.Says(officer, "Đảng ủy sẽ in chung cho các chi bộ.");
        Assert.Contains("“Đảng ủy sẽ in chung cho các chi bộ.”", town.Last(Lien));
        Assert.Equal((PetitionStatus.Answered, "p-99"), ((await Read(town)).Status, (await Read(town)).AnsweredBy));
    }

    [Fact]
    public async Task Put_off_it_stays_in_the_list_and_the_author_is_told()
    {
        await using var town = await Sent();
        Assert.StartsWith("Vâng ạ. Kiến nghị số 12 cần trả lời chậm nhất thứ Sáu, ngày 11/12/2026.", await town.Ask(Loan, "3"));
        Assert.Equal("Đồng chí Đinh Hồng Loan đã đọc kiến nghị số 12 của đồng chí Liên, sẽ trả lời chậm nhất thứ Sáu, ngày 11/12/2026.", town.Last(Lien));
        Assert.Equal(Asked, await town.Ask(Loan, "xem kiến nghị"));
        Assert.Equal(PetitionStatus.Acknowledged, (await Read(town)).Status);
    }

    [Fact]
    public async Task The_secretary_s_own_goes_to_the_deputy()
    {
        await using var town = await StudyTown.Start();
        foreach (var text in new[] { "đề xuất", "Đề nghị mua loa mới", "2" }) await town.Says(Loan, text);
        Assert.Equal("Đã ghi nhận kiến nghị của đồng chí Loan (số 1). Đồng chí Hoàng Trọng Phong sẽ phản hồi trong 7 ngày.", town.Last(Loan));
        Assert.StartsWith("Đinh Hồng Loan gửi kiến nghị số 1:\n“Đề nghị mua loa mới”", town.Last(Phong));
    }

    [Fact]
    public async Task With_a_reflection_it_comes_with_the_first_decision_and_only_once()
    {
        await using var town = await StudyTown.Start(petitions: 11);
        await town.HandsInPhotos(Lien, 2, "Đề nghị in tài liệu chữ to");
        Assert.Equal(0, town.Count(Loan));
        await town.Says(Loan, "chờ xem");
        await town.Says(Loan, "1");
        await town.Says(Loan, "Xin viết rõ phần liên hệ");
        Assert.Equal(Asked, town.Last(Loan));
        await town.Says(Lien, "1");
        await town.Says(Lien, "2");
        Assert.Contains("Kiến nghị của đồng chí mang số 12", town.Last(Lien));
        await town.Says(Loan, "chờ xem");
        Assert.Equal("Đã xác nhận bản của Trần Thanh Liên. Không còn bản nào chờ xem.", await town.Ask(Loan, "2"));
        Assert.Single(await town.Find(Petition.Open, TownCell.CellId + "/"));
    }

    [Fact]
    public async Task One_written_in_the_pages_is_typed_out_by_their_reader()
    {
        await using var town = await StudyTown.Start(petitions: 11);
        await town.HandsInPhotos(Lien, 2, "2");
        await town.Says(Loan, "chờ xem");
        await town.Says(Loan, "2");
        Assert.Equal("Trần Thanh Liên có kiến nghị trong bài viết tay. Xin đồng chí Loan đọc và ghi lại để theo dõi.\n1. Mở bài\n2. Không có kiến nghị", town.Last(Loan));
        Assert.Equal("Xin đồng chí Loan ghi lại kiến nghị trong bài của Trần Thanh Liên, trong một tin.", await town.Ask(Loan, "1"));
        Assert.Equal(2, town.Messages[^1].Row.Attachments.Count);
        await town.Says(Loan, "Đề nghị in tài liệu chữ to");
        Assert.Equal("Đồng chí Đinh Hồng Loan đã ghi lại kiến nghị trong bài của đồng chí Liên, mang số 12:\n“Đề nghị in tài liệu chữ to”", town.Last(Lien));
        Assert.Equal(Asked, town.Last(Loan));
        Assert.Equal(("p-05", "Đề nghị in tài liệu chữ to"), ((await Read(town)).AuthorId, (await Read(town)).Text));
    }

    [Fact]
    public async Task Somebody_else_s_petition_cannot_be_answered_from_an_old_message()
    {
        await using var town = await Sent();
        await town.Write(async desk =>
        {
            var office = await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-01"));
            desk.Put(office! with { Roles = [] });
        });
        Assert.StartsWith("Nội dung này dành cho người khác nên trợ lý không mở.", await town.Ask(Loan, "1"));
        Assert.Contains(await town.Find(AuditEntry.ByObject, Petition.IdOf(TownCell.CellId, 12)), entry => entry is { Action: "wrong-person", ActorId: "p-01" });
        Assert.Equal(PetitionStatus.New, (await Read(town)).Status);
    }

    [Fact]
    public async Task Two_sent_at_the_same_moment_get_two_numbers()
    {
        await using var town = await StudyTown.Start(petitions: 11);
        var other = TownCell.AccountOf(StudyTown.Bich);
        foreach (var account in new[] { Lien, other })
            foreach (var text in new[] { "kiến nghị", "Đề nghị in tài liệu chữ to" }) await town.Says(account, text);

        var router = new Router(Product.Catalog, Phrasebook.Vietnamese);
        var first = town.Store.Open();
        var second = town.Store.Open();
        await router.Take(new Incoming("zalo/0/first", Lien, town.Clock.Now) { Text = "2" }, first);
        await router.Take(new Incoming("zalo/0/second", other, town.Clock.Now) { Text = "2" }, second);
        Assert.IsType<CommitResult.Committed>(await first.Commit());
        Assert.IsNotType<CommitResult.Committed>(await second.Commit());
        Assert.Contains("(số 13)", await town.Ask(other, "2"));
        Assert.Equal(("p-05", "p-06"), ((await Read(town)).AuthorId, (await town.Read<Petition>(Petition.IdOf(TownCell.CellId, 13)))!.AuthorId));
    }

    private static async Task<Petition> Read(Town town) => (await town.Read<Petition>(Petition.IdOf(TownCell.CellId, 12)))!;

    private static async Task<Town> Sent(Func<Domain.Records.IDesk, ValueTask>? more = null)
    {
        var town = await StudyTown.Start(petitions: 11);
        if (more is not null) await town.Write(more);
        foreach (var text in new[] { "kiến nghị", "Đề nghị in tài liệu chữ to", "2" }) await town.Says(Lien, text);
        return town;
    }
}
