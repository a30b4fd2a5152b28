using CellBot.Domain.Pledges;
using CellBot.Testing.Telegram;
using CellBot.Testing.Towns;

namespace CellBot.EndToEnd.Faults;

/// <summary>What somebody does, and words that must be in the answer.</summary>
/// <param name="IsUnlike">Its answer is like no message before, so that a message that comes again is not taken for it.</param>
internal sealed record Step(string Act, bool IsPress, string Hears, bool IsUnlike = true)
{
    public override string ToString() => IsPress ? $"[{Act}]" : $"“{Act}”";
}

/// <summary>
/// One errand, from the first word to the receipt. The words are those of the golden conversations, written down here once more: the checker takes nothing from
/// the program.
/// </summary>
/// <param name="On">The message whose buttons the first step presses; null: the newest that has them.</param>
internal sealed record Journey(string Name, IReadOnlyList<Step> Steps, FakeMessage? On = null)
{
    public static readonly PledgeCampaign Campaign = TownCell.Pledges(2027);

    /// <summary>A bot may write only to who has pressed Start. Any answer will do.</summary>
    public static Journey Start() => new("start", [Says("/start", "")]);

    /// <summary>A pledge of one item out of the samples.</summary>
    public static Journey Pledge(int area, int sample) => new("pledge",
    [
        Says("đăng ký", "Đăng ký năm 2027: 3 bước"), Says("1", "Bước 1/3"), Presses("Tôi cam kết", "Bước 2/3, việc thứ 1"),
        Says($"{area + 1}", $"Lĩnh vực “{Campaign.Areas[area].Title}”"), Says($"{sample + 1}", $"Đã ghi việc 1: {Content(area, sample)}"),
        Presses("Xem lại để gửi", "Bước 3/3"), Presses("Gửi", "Đã nhận bản đăng ký của"),
    ]);

    public static string Content(int area, int sample) => Campaign.Areas[area].Samples[sample].Content;

    /// <summary>A reflection by the guiding questions; the answers have 3, 4 and 5 words, so that no two confirmations are alike.</summary>
    public static Journey Essay(IReadOnlyList<string> answers) => new("essay",
    [
        Says("nộp thu hoạch", "chọn cách làm"), Says("2", "Câu 1/4"),
        Says(answers[0], "Đã nhận (3 từ)"), Says("xong", "Câu 2/4"),
        Says(answers[1], "Đã nhận (4 từ)"), Says("xong", "Câu 3/4"),
        Says(answers[2], "Đã nhận (5 từ)"), Says("xong", "Câu 4/4"),
        Says("không có", "3 câu, 12 từ, không có kiến nghị"), Presses("Gửi", "Đã nhận bài thu hoạch của"),
    ]);

    /// <summary>A petition on its own. People make many of them, so their texts are told apart.</summary>
    public static Journey Petition(string text) => new("petition",
        [Says("kiến nghị", "viết đề xuất, kiến nghị vào đây") with { IsUnlike = false }, Says(text, $"“{text}”"), Presses("Gửi", "Đã ghi nhận kiến nghị của")]);

    public static Journey Announce() => new("announce",
        [Says("họp ngày 20/1 lúc 19h30", "Mời 27 đồng chí (1 đồng chí được miễn). Gửi được cả 27."), Presses("Gửi", "Sẽ gửi đến 27 đồng chí")]);

    /// <summary>The three answers to a notice.</summary>
    public static Journey Answer(FakeMessage notice, int way) => new("answer", way switch
    {
        0 => [Presses("Tham dự", "dự họp 19 giờ 30, thứ Tư, ngày 20/01/2027")],
        1 => [Presses("Xin vắng", "Lý do vắng của"), Presses("Sức khỏe", "xin vắng (sức khỏe)")],
        _ => [Presses("Đến muộn", "dự kiến có mặt lúc mấy giờ?"), Says("20h", "20")],
    }, notice);

    private static Step Says(string text, string hears) => new(text, false, hears);

    private static Step Presses(string label, string hears) => new(label, true, hears);
}
