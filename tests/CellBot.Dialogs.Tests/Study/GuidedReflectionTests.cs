using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

public sealed class GuidedReflectionTests
{
    private static readonly string Lien = TownCell.AccountOf(StudyTown.Lien);

    private const string Summary = "Bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên:";

    [Fact]
    public async Task After_its_date_a_reflection_is_offered_as_overdue()
    {
        await using var town = await StudyTown.Start(StudyTown.At(13, 20, 0));
        Assert.Equal("""
            Bài thu hoạch “Nghị quyết chuyên đề quý IV” đến hạn ngày 10/12/2026, đã quá 3 ngày; nộp bây giờ vẫn được ghi nhận. Đồng chí Liên chọn cách làm:
            1. Chụp ảnh bài viết tay
            2. Trả lời câu hỏi gợi ý
            3. Gửi tệp văn bản
            4. Đã nộp bản giấy
            5. Để sau
            """.ReplaceLineEndings("\n"), await town.Ask(Lien, "nộp thu hoạch"));
        Assert.Equal("Vâng ạ. Khi sẵn sàng, đồng chí Liên nhắn “nộp thu hoạch”. Bài đã quá hạn, mong đồng chí Liên thu xếp sớm.", await town.Ask(Lien, "5"));
    }

    [Fact]
    public async Task A_reflection_is_written_over_several_messages_and_questions()
    {
        await using var town = await StudyTown.Start();
        Assert.Equal("""
            Bài thu hoạch “Nghị quyết chuyên đề quý IV”, chậm nhất thứ Năm, ngày 10/12/2026. Đồng chí Liên chọn cách làm:
            1. Chụp ảnh bài viết tay
            2. Trả lời câu hỏi gợi ý
            3. Gửi tệp văn bản
            4. Đã nộp bản giấy
            5. Để sau
            """.ReplaceLineEndings("\n"), await town.Ask(Lien, "nộp thu hoạch"));
        Assert.Equal("Câu 1/4. Những điểm mới hoặc nội dung đồng chí Liên tâm đắc nhất là gì? Có thể gửi nhiều tin; viết xong xin nhắn “xong”.", await town.Ask(Lien, "2"));
        Assert.Equal("Đã nhận (4 từ). Viết tiếp, hoặc nhắn “xong” để sang câu sau.", await town.Ask(Lien, "Tôi tâm đắc nhất"));
        Assert.Equal("Đã nhận (9 từ). Viết tiếp, hoặc nhắn “xong” để sang câu sau.", await town.Ask(Lien, "phần về chuyển đổi số"));
        Assert.StartsWith("Câu 2/4. Liên hệ với nhiệm vụ", await town.Ask(Lien, "xong"));
        await town.Says(Lien, "Tổ dân phố đã có nhóm Zalo");
        Assert.StartsWith("Câu 3/4. Đồng chí Liên sẽ làm", await town.Ask(Lien, "xong"));
        await town.Says(Lien, "Giúp các cụ cài ứng dụng");
        Assert.StartsWith("Câu 4/4. Đồng chí Liên có đề xuất, kiến nghị gì", await town.Ask(Lien, "hết"));
        Assert.Equal($"{Summary} 3 câu, 22 từ, không có kiến nghị.\n1. Xem lại, sửa\n2. Gửi\n3. Để sau", await town.Ask(Lien, "không có"));
        Assert.Equal("Đã nhận bài thu hoạch của đồng chí Liên lúc 20:00, ngày 04/12/2026. Biên nhận TH4-05.", await town.Ask(Lien, "2"));

        var reflection = await town.ReflectionOf(StudyTown.Lien);
        Assert.Equal(["understanding", "self-relation", "actions"], reflection!.Answers.Select(answer => answer.QuestionId));
        Assert.Equal("Tôi tâm đắc nhất\nphần về chuyển đổi số", reflection.Answers[0].Text);
        Assert.Null(reflection.PetitionId);
        Assert.False((await town.Read<Obligation>(Obligation.IdOf(StudyTown.Campaign, "p-05")))!.IsOpen);
        Assert.DoesNotContain(await town.Find(Reminder.WaitingByPerson, "p-05/"), reminder => reminder.Stage is not Stage.Draft);
    }

    [Fact]
    public async Task Behaviour_2_back_offers_the_old_answer_and_keeps_what_was_begun_after_it()
    {
        await using var town = await StudyTown.Start();
        await town.Says(Lien, "nộp thu hoạch");
        await town.Says(Lien, "2");
        await town.Says(Lien, "Nội dung về chuyển đổi số");
        await town.Says(Lien, "xong");
        await town.Says(Lien, "Tổ dân phố đã có nhóm Zalo");
        Assert.EndsWith("viết xong xin nhắn “xong”.\n1. Giữ như cũ: Nội dung về chuyển đổi số", await town.Ask(Lien, "0"));
        Assert.EndsWith("1. Giữ như cũ: Tổ dân phố đã có nhóm Zalo", await town.Ask(Lien, "1"));
        Assert.StartsWith("Câu 3/4.", await town.Ask(Lien, "1"));
        Assert.EndsWith("1. Giữ như cũ: Tổ dân phố đã có nhóm Zalo", await town.Ask(Lien, "quay lại"));
    }

    [Fact]
    public async Task Behaviour_3_each_line_of_the_summary_can_be_changed_and_leads_straight_back_to_it()
    {
        await using var town = await StudyTown.Start();
        await Write(town, "Điều thứ nhất", "Điều thứ hai", "Điều thứ ba", "không có");
        var which = await town.Ask(Lien, "1");
        Assert.Equal("Câu 1: Điều thứ nhất\nCâu 2: Điều thứ hai\nCâu 3: Điều thứ ba\nSửa mục nào?\n1. Câu 1\n2. Câu 2\n3. Câu 3\n4. Kiến nghị (không có)\n5. Làm lại từ đầu\n6. Không sửa nữa", which);
        Assert.StartsWith("Câu 2/4.", await town.Ask(Lien, "2"));
        await town.Says(Lien, "Điều thứ hai viết lại");
        Assert.StartsWith($"{Summary} 3 câu, 11 từ, không có kiến nghị.", await town.Ask(Lien, "xong"));

        await town.Says(Lien, "1");
        Assert.StartsWith("Câu 4/4.", await town.Ask(Lien, "4"));
        Assert.StartsWith($"{Summary} 3 câu, 11 từ, có kiến nghị.", await town.Ask(Lien, "Đề nghị lắp thêm loa ở nhà văn hóa"));
        Assert.StartsWith(Summary, await town.Ask(Lien, "1") is var list && list.Contains("Đề nghị lắp thêm loa", StringComparison.Ordinal) ? await town.Ask(Lien, "6") : list);
        Assert.Null(await town.ReflectionOf(StudyTown.Lien));

        Assert.Contains("Kiến nghị của đồng chí mang số 1, sẽ có trả lời trong 7 ngày.", await town.Ask(Lien, "2"));
        Assert.Equal("Điều thứ hai viết lại", (await town.ReflectionOf(StudyTown.Lien))!.Answers[1].Text);
    }

    [Fact]
    public async Task A_text_below_the_lower_limit_is_completed_before_it_can_be_sent()
    {
        await using var town = await StudyTown.Start(studies: [StudyTown.Study(minWords: 20)]);
        await town.Says(Lien, "nộp thu hoạch");
        await town.Says(Lien, "2");
        foreach (var text in new[] { "Điều thứ nhất", "Điều thứ hai" }) { await town.Says(Lien, text); await town.Says(Lien, "xong"); }
        await town.Says(Lien, "Điều thứ ba");
        const string TooShort = "yêu cầu của đợt học là từ 20 từ. Xin đồng chí Liên bổ sung thêm, nhất là phần liên hệ và việc sẽ làm.";
        Assert.Equal("Bài viết hiện có 9 từ, " + TooShort, await town.Ask(Lien, "xong"));
        await town.Says(Lien, "Tôi xin viết thêm");
        Assert.Equal("Bài viết hiện có 13 từ, " + TooShort, await town.Ask(Lien, "xong"));
        await town.Says(Lien, "về việc giúp đỡ các cụ cao tuổi trong tổ");
        Assert.StartsWith("Câu 4/4.", await town.Ask(Lien, "xong"));
    }

    [Fact]
    public async Task A_draft_is_kept_word_for_word_when_another_command_comes_and_over_a_restart()
    {
        await using var town = await StudyTown.Start();
        await town.Says(Lien, "nộp thu hoạch");
        await town.Says(Lien, "2");
        await town.Says(Lien, "Nội dung về chuyển đổi số");
        Assert.StartsWith("Đã dừng và giữ bản nháp đến", await town.Ask(Lien, "hủy"));
        await town.Restart();
        await town.AdvanceTo(StudyTown.At(5, 9, 0));
        Assert.Equal("Đồng chí Liên còn bản “Thu hoạch Nghị quyết chuyên đề quý IV” làm dở: đã viết 6 từ. Chỉ còn 5 câu.\n1. Làm tiếp\n2. Để sau", town.Last(Lien));
        Assert.Equal("Câu 1/4. Những điểm mới hoặc nội dung đồng chí Liên tâm đắc nhất là gì? Có thể gửi nhiều tin; viết xong xin nhắn “xong”.\nĐã nhận (6 từ). Viết tiếp, hoặc nhắn “xong” để sang câu sau.", await town.Ask(Lien, "1"));
        await town.Says(Lien, "xong");
        Assert.Contains((await town.Read<Chat>(Lien))!.Active!.Answers, given => given is { Key: "q/understanding", Value: "Nội dung về chuyển đổi số" });
    }

    [Fact]
    public async Task Several_open_studies_are_named_the_nearest_date_first()
    {
        await using var town = await StudyTown.Start(studies: [StudyTown.Study("th-2026-5-u-kv3", "Học tập làm theo Bác", "TH5", dueOn: 20), StudyTown.Study()]);
        Assert.Equal("Đồng chí Liên nộp bài cho đợt nào?\n1. Nghị quyết chuyên đề quý IV (hạn 10/12/2026)\n2. Học tập làm theo Bác (hạn 20/12/2026)", await town.Ask(Lien, "thu hoạch"));
        Assert.StartsWith("Bài thu hoạch “Học tập làm theo Bác”, chậm nhất Chủ nhật, ngày 20/12/2026.", await town.Ask(Lien, "2"));
    }

    private static async Task Write(Town town, params string[] answers)
    {
        await town.Says(Lien, "nộp thu hoạch");
        await town.Says(Lien, "2");
        foreach (var text in answers[..^1]) { await town.Says(Lien, text); await town.Says(Lien, "xong"); }
        await town.Says(Lien, answers[^1]);
    }
}
