using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Pledges;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Papers;

/// <summary>7. Danh sách đăng ký. Who is missing stands on a table of its own, for the secretary.</summary>
internal static class PledgeListPaper
{
    public static (Paper Paper, Ledger Ledger) Compose(PaperScene scene, PledgeCampaign campaign, IReadOnlyList<Pledge> pledges)
    {
        var handedIn = pledges.Where(pledge => PledgePaper.Items(pledge) is not null).ToDictionary(pledge => pledge.ParticipantId);
        var asked = ListRoll.Asked(scene, campaign.Audience, ExemptionScope.Pledges, handedIn.ContainsKey);
        var rows = new List<GridRow>();
        var sheet = new List<IReadOnlyList<object?>>();
        var number = 0;
        foreach (var seat in asked.Eligible.Concat(asked.ExemptButDone).OrderBy(seat => seat.Person.FullName, PersonName.Order).Where(seat => handedIn.ContainsKey(seat.Person.Id)))
        {
            var pledge = handedIn[seat.Person.Id];
            // Of someone who withdrew the list says that it was handed in, and no word of it.
            IReadOnlyList<PledgeItem> items = MyDataFeature.HasWithdrawn(seat.Person) ? [new PledgeItem("", PaperWords.Dots, null, null)] : PledgePaper.Items(pledge)!;
            number++;
            for (var i = 0; i < items.Count; i++)
            {
                var area = campaign.Areas.FirstOrDefault(known => known.Code == items[i].AreaCode)?.Title ?? items[i].AreaCode;
                GridCell Once(string text) => i > 0 ? GridCell.Above : new GridCell(text) { Starts = items.Count > 1 };
                rows.Add(new GridRow([Once($"{number}"), Once(seat.Person.FullName), Once(seat.Position), area, GridCell.Own(items[i].Content), PledgePaper.Measure(items[i]), items[i].DueText, Once(ListRoll.Day(pledge.SubmittedAt)), Once(StatusWords.Of(pledge.Status))]));
                sheet.Add([(long)number, seat.Person.FullName, seat.Position, area, items[i].Content, items[i].Measure ?? "", items[i].DueText, ListRoll.DayOf(pledge.SubmittedAt), StatusWords.Of(pledge.Status)]);
            }
        }
        var missing = asked.Eligible.Where(seat => !handedIn.ContainsKey(seat.Person.Id)).ToArray();
        sheet.AddRange(missing.Select((seat, i) => (IReadOnlyList<object?>)[(long)(number + i + 1), seat.Person.FullName, seat.Position, "", "", "", "", null, "chưa đăng ký"]));
        var done = asked.Eligible.Count - missing.Length;
        return (new Paper
        {
            Head = scene.ListHead(), Title = "DANH SÁCH", Abstract = [$"{campaign.Title[..1].ToLowerInvariant()}{campaign.Title[1..]}"], IsLandscape = true, For = PaperReader.Secretary, Foot = scene.Foot(),
            Note = ListRoll.Moment(scene),
            Blocks =
            [
                new Para([new Words($"Tổng số: {asked.Eligible.Count}; đã đăng ký: {done} ({Figures.Percent(done, asked.Eligible.Count)}).")], Align.Flush),
                new Grid([new("TT", 4, true), new("Họ và tên", 13), new("Chức vụ", 9), new("Lĩnh vực", 12), new("Phần việc đăng ký", 20), new("Chỉ tiêu", 12), new("Thời gian", 11), new("Ngày gửi", 11, true), new("Ghi chú", 8)], rows),
                .. ListRoll.Rest(scene, missing, "Chưa đăng ký", asked.Exempt),
                ListRoll.Sign(scene),
            ],
        }, new Ledger("Danh sach dang ky", ["TT", "Họ và tên", "Chức vụ", "Lĩnh vực", "Phần việc đăng ký", "Chỉ tiêu", "Thời gian", "Ngày gửi", "Ghi chú"], sheet));
    }
}

/// <summary>8. Danh sách nộp bài thu hoạch. No contents.</summary>
internal static class ReflectionListPaper
{
    public static (Paper Paper, Ledger Ledger) Compose(PaperScene scene, StudyCampaign campaign, IReadOnlyList<Reflection> reflections, IReadOnlyDictionary<string, Petition> petitions)
    {
        var handedIn = reflections.Where(reflection => reflection.Counts).ToDictionary(reflection => reflection.ParticipantId);
        var asked = ListRoll.Asked(scene, campaign.Audience, ExemptionScope.Reflections, handedIn.ContainsKey);
        var rows = new List<GridRow>();
        var sheet = new List<IReadOnlyList<object?>>();
        foreach (var seat in asked.Eligible.Concat(asked.ExemptButDone).OrderBy(seat => seat.Person.FullName, PersonName.Order).Where(seat => handedIn.ContainsKey(seat.Person.Id)))
        {
            var reflection = handedIn[seat.Person.Id];
            var number = rows.Count + 1;
            string form = reflection.Form switch { ReflectionForm.Answers => "Trả lời câu hỏi", ReflectionForm.Photos => "Ảnh bài viết tay", ReflectionForm.File => "Tệp", _ => "Bản giấy" };
            var petition = reflection.PetitionId is { } id && petitions.TryGetValue(id, out var found) ? $"{found.Number}" : "";
            var result = reflection.Status is ReflectionStatus.Accepted ? "Đạt yêu cầu" : "Chờ xem";
            rows.Add(new GridRow([number, seat.Person.FullName, ListRoll.Day(reflection.SubmittedAt), Length(reflection), form, result, petition]));
            sheet.Add([(long)number, seat.Person.FullName, ListRoll.DayOf(reflection.SubmittedAt), Length(reflection), form, result, petition]);
        }
        var missing = asked.Eligible.Where(seat => !handedIn.ContainsKey(seat.Person.Id)).ToArray();
        sheet.AddRange(missing.Select((seat, i) => (IReadOnlyList<object?>)[(long)(rows.Count + i + 1), seat.Person.FullName, null, "", "", "Chưa nộp", ""]));
        var done = asked.Eligible.Count - missing.Length;
        return (new Paper
        {
            Head = scene.ListHead(), Title = "DANH SÁCH", Abstract = [$"nộp bài thu hoạch “{campaign.Title}”"], For = PaperReader.Secretary, Foot = scene.Foot(), Note = ListRoll.Moment(scene), IsLandscape = true,
            Blocks =
            [
                new Para([new Words($"Tổng số: {asked.Eligible.Count}; đã nộp: {done} ({Figures.Percent(done, asked.Eligible.Count)}).")], Align.Flush),
                new Grid([new("TT", 5, true), new("Họ và tên", 26), new("Ngày nộp", 13, true), new("Số từ/Số trang", 14, true), new("Hình thức", 17), new("Kết quả", 13), new("Kiến nghị số", 12, true)], rows),
                .. ListRoll.Rest(scene, missing, "Chưa nộp", asked.Exempt),
                ListRoll.Sign(scene),
            ],
        }, new Ledger("Danh sach thu hoach", ["TT", "Họ và tên", "Ngày nộp", "Số từ/Số trang", "Hình thức", "Kết quả", "Kiến nghị số"], sheet));
    }

    private static string Length(Reflection reflection) => reflection.Form switch
    {
        ReflectionForm.Answers => $"{Figures.Number(reflection.WordCount)} từ",
        ReflectionForm.Photos => $"{reflection.Attachments.Count} trang",
        ReflectionForm.File when reflection.Attachments.Sum(file => file.Pages ?? 0) is > 0 and var pages => $"{pages} trang",
        _ => "",
    };
}

/// <summary>What both lists share: who is asked, who is missing, who signs.</summary>
internal static class ListRoll
{
    /// <summary>Members and others are never counted together: the list is of those whom the campaign asks; who is exempt is not missing.</summary>
    public static (IReadOnlyList<Seat> Eligible, IReadOnlyList<Seat> ExemptButDone, int Exempt) Asked(PaperScene scene, Audience audience, ExemptionScope scope, Func<string, bool> hasDone)
    {
        var members = scene.Roll.Where(seat => audience.Includes(seat.Person.Kind)).ToArray();
        var exempt = members.Where(seat => seat.Exempt.HasFlag(scope)).ToArray();
        return ([.. members.Except(exempt)], [.. exempt.Where(seat => hasDone(seat.Person.Id))], exempt.Length);
    }

    public static IEnumerable<Block> Rest(PaperScene scene, IReadOnlyList<Seat> missing, string title, int exempt)
    {
        if (missing.Count > 0)
        {
            yield return new Para([new Words($"{title} (bản của bí thư):", Bold: true)], Align.Flush);
            yield return new Grid([new("TT", 8, true), new("Họ và tên", 52), new("Ghi chú", 40)], [.. missing.Select((seat, i) => new GridRow([i + 1, seat.Person.FullName, ""]))]);
        }
        if (exempt > 0) yield return new Para([new Words($"Ghi chú: được miễn {PaperWords.Count(exempt, "đồng chí")}, không tính trong tổng số.", Italic: true)], Align.Flush);
    }

    public static Signing Sign(PaperScene scene) => new(new SignatureBlock(["NGƯỜI LẬP"], null), scene.Leader());

    /// <summary>Every figure carries the moment it was taken.</summary>
    public static string Moment(PaperScene scene) => $"(số liệu đến {VietnameseDates.Hour(TimeOnly.FromDateTime(scene.Now.DateTime))}, ngày {VietnameseDates.Short(scene.Today)})";

    public static string Day(DateTimeOffset? at) => DayOf(at) is { } day ? VietnameseDates.Short(day) : PaperWords.Dots;

    public static DateOnly? DayOf(DateTimeOffset? at) => at is { } known ? DateOnly.FromDateTime(known.ToOffset(TimeSpan.FromHours(7)).DateTime) : null;
}
