using System.Globalization;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Pledges;
using CellBot.Dialogs.Study;
using CellBot.Domain.Audit;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;
using Words = CellBot.Domain.Papers.Words;

namespace CellBot.Dialogs.Papers;

/// <summary>Everything kept about one person, to be read by that person alone. Documents the person sent in go along as they are.</summary>
internal static class MyDataPaper
{
    private static readonly TimeSpan Local = TimeSpan.FromHours(7);

    public static async ValueTask<PaperFile?> Compose(IReader reader, string personId, DateTimeOffset now)
    {
        if (await OwnRecords.Load(reader, personId) is not { } own) return null;
        var blocks = new List<Block>();
        var part = 0;
        void Section(string title, IEnumerable<Block> body)
        {
            var inside = body.ToArray();
            if (inside.Length == 0) return;
            blocks.Add(new Heading($"{Roman.Of(++part)}. {title}"));
            blocks.AddRange(inside);
        }
        Section("Thông tin trong danh sách", Listed(own));
        Section("Đồng ý và tài khoản", Agreed(own));
        Section("Bản đăng ký", own.Pledges.SelectMany(each => OfPledge(each.Campaign, each.Pledge)));
        Section("Bài thu hoạch", own.Reflections.SelectMany(each => OfReflection(each.Campaign, each.Reflection)));
        Section("Kiến nghị", own.Petitions.SelectMany(OfPetition));
        Section("Sinh hoạt chi bộ", Meetings(own));
        Section("Hạn nộp, gia hạn, miễn", Duties(own));
        Section("Việc được giao, kế hoạch khắc phục, biểu dương", Work(own));
        Section("Lời nhờ giúp", own.Help.Select(help => new Para($"{Day(help.AskedAt)}, về {help.Item}: ", Words.Own(help.Note ?? "không viết thêm"))));
        Section("Ai đã mở xem", await Read(reader, own));
        var photos = own.Files.Where(file => file.Kind is AttachmentKind.Photo).ToArray();
        for (var i = 0; i < photos.Length; i++) blocks.Add(new Picture(photos[i].FileId, $"Ảnh {i + 1}/{photos.Length}"));

        var home = own.Places.FirstOrDefault(place => place.Place.HoldsAt(DateOnly.FromDateTime(now.DateTime))).Unit;
        var scene = home is null ? null : await PaperScene.Load(reader, home.Id, now);
        var head = scene?.SeatOf(personId) is { } seat ? PersonalBlock.Head(scene, seat) : new Letterhead(PaperWords.Dots, PaperWords.Dots, null, PaperWords.Dots, DateOnly.FromDateTime(now.DateTime));
        var paper = new Paper
        {
            Head = head, Title = "BẢN SAO DỮ LIỆU CÁ NHÂN", Abstract = [$"của {own.Person.FormalName}"],
            Note = $"(lập lúc {VietnameseDates.Hour(TimeOnly.FromDateTime(now.DateTime))}, {VietnameseDates.Long(DateOnly.FromDateTime(now.DateTime))})",
            Blocks = blocks, Foot = "Chỉ người được ghi tên mới được nhận bản này", For = PaperReader.Person,
        };
        return new PaperFile(PaperWords.FileName("dulieu", now.ToString("yyyyMMdd", CultureInfo.InvariantCulture)), [paper]) { Along = [.. own.Files.Where(file => file.Kind is AttachmentKind.Document)] };
    }

    private static IEnumerable<Block> Listed(OwnRecords own)
    {
        var person = own.Person;
        yield return new Field("Họ và tên", person.FullName);
        yield return new Field("Cách xưng hô", person.Addr);
        if (person.BirthDate is { } born) yield return new Field("Ngày sinh", VietnameseDates.Short(born));
        if (person.Sex is { } sex) yield return new Field("Giới tính", sex is Sex.Male ? "nam" : "nữ");
        if (person.Phone is { } phone) yield return new Field("Điện thoại", $"{new Domain.Text.PhoneNumber(phone).Shown}{(person.ShowsPhone ? ", được cho chi bộ biết" : "")}");
        if (person.Status is { } status) yield return new Field("Đảng viên", status is MembershipStatus.Probationary ? "dự bị" : "chính thức");
        if (person.AdmittedOn is { } admitted) yield return new Field("Ngày vào Đảng", VietnameseDates.Short(admitted));
        if (person.OfficialOn is { } official) yield return new Field("Ngày chính thức", VietnameseDates.Short(official));
        if (person.Note is { Length: > 0 } note) yield return new Para("Ghi chú trong danh sách: ", Words.Own(note));
        foreach (var (unit, place) in own.Places)
            yield return new Field(unit.Name, $"từ {VietnameseDates.Short(place.From)}{(place.To is { } to ? $" đến {VietnameseDates.Short(to.AddDays(-1))}" : "")}, số thứ tự {place.Number}{(place.Roles.Count > 0 ? $", {new Seat(person, place, default).Position}" : "")}");
        foreach (var exemption in own.Exemptions)
            yield return new Field("Được miễn", $"từ {VietnameseDates.Short(exemption.From)}{(exemption.To is { } to ? $" đến {VietnameseDates.Short(to)}" : "")}");
        if (person.RemindersPausedTo is { } paused) yield return new Field("Tạm ngừng nhắc đến hết", VietnameseDates.Short(paused));
    }

    private static IEnumerable<Block> Agreed(OwnRecords own)
    {
        if (own.Person.Consent is { } consent)
        {
            yield return new Field("Thông báo về dữ liệu", $"bản {consent.NoticeVersion}");
            if (consent.GivenAt is { } given) yield return new Field("Đồng ý", Moment(given));
            if (consent.RefusedPurposes.Count > 0) yield return new Field("Không đồng ý mục", string.Join(", ", consent.RefusedPurposes));
            if (consent.WithdrawnAt is { } withdrawn) yield return new Field("Rút đồng ý", Moment(withdrawn));
        }
        foreach (var account in own.Accounts)
            yield return new Field($"Tài khoản {account.Channel}", $"kết nối {Moment(account.LinkedAt)}{(account.State is AccountState.Blocked ? ", đang chặn trợ lý" : "")}");
    }

    private static IEnumerable<Block> OfPledge(PledgeCampaign campaign, Pledge pledge)
    {
        yield return new Heading($"{campaign.Title}: {StatusWords.Of(pledge.Status)}, biên nhận {pledge.Receipt}", 2);
        if (pledge.SubmittedAt is { } sent) yield return new Field("Gửi", Moment(sent));
        foreach (var block in Items(pledge.Items)) yield return block;
        if (pledge.Decision?.Comment is { Length: > 0 } comment) yield return new Para("Lời người xem: ", Words.Own(comment));
        if (pledge.AmendReason is { Length: > 0 } reason) yield return new Para("Lý do xin điều chỉnh: ", Words.Own(reason));
        foreach (var earlier in pledge.Earlier)
        {
            yield return new Para($"Bản thứ {earlier.Revision}{(earlier.SubmittedAt is { } at ? $", gửi {Moment(at)}" : "")}:");
            foreach (var block in Items(earlier.Items)) yield return block;
        }
    }

    private static IEnumerable<Block> Items(IReadOnlyList<PledgeItem> items) =>
        items.Select((item, i) => new Para($"{i + 1}. ", Words.Own(item.Content), item.Measure is { Length: > 0 } measure ? Words.Own($" ({measure})") : "", $", {item.DueText}."));

    private static IEnumerable<Block> OfReflection(StudyCampaign campaign, Reflection reflection)
    {
        yield return new Heading($"{campaign.Title}: {StatusWords.Of(reflection.Status)}, biên nhận {reflection.Receipt}", 2);
        if (reflection.SubmittedAt is { } sent) yield return new Field("Nộp", $"{Moment(sent)}, {Essay.FormTextOf(reflection)}");
        foreach (var line in Lines(reflection.Answers)) yield return line;
        if (reflection.LateReason is { Length: > 0 } late) yield return new Para("Lý do nộp sau hạn: ", Words.Own(late));
        if (reflection.Decision?.Comment is { Length: > 0 } comment) yield return new Para("Lời người xem: ", Words.Own(comment));
        foreach (var earlier in reflection.Earlier)
        {
            yield return new Para($"Bản trước{(earlier.SubmittedAt is { } at ? $", gửi {Moment(at)}" : "")}:");
            foreach (var line in Lines(earlier.Answers)) yield return line;
        }
    }

    /// <summary>A paragraph for each line as it was written.</summary>
    private static IEnumerable<Block> Lines(IReadOnlyList<ReflectionAnswer> answers) =>
        answers.SelectMany(answer => answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(line => new Para(Words.Own(line)));

    private static IEnumerable<Block> OfPetition(Petition petition)
    {
        yield return new Para($"Số {petition.Number}, {Day(petition.ReceivedAt)}: ", Words.Own(petition.Text));
        if (petition.AnswerText is { Length: > 0 } answer) yield return new Para("Trả lời: ", Words.Own(answer));
    }

    private static IEnumerable<Block> Meetings(OwnRecords own)
    {
        if (own.Meetings.Count == 0) yield break;
        yield return new Grid([new("Ngày", 18, true), new("Cuộc họp", 34), new("Trả lời", 28), new("Điểm danh", 20)],
            [.. own.Meetings.OrderBy(each => each.Meeting.StartsAt).Select(each => new GridRow(
                [Day(each.Meeting.StartsAt), each.Meeting.Title, GridCell.Own(Answer(each.Answer) + (each.Opinion is { Text.Length: > 0 } opinion ? $"; ý kiến: {opinion.Text}" : "")), each.Roll is { } roll ? RollText(roll) : ""]))]);
    }

    private static string Answer(Rsvp? answer) => answer is null ? ""
        : MeetingWords.Label(answer.Answer) + (answer.ReasonText is { Length: > 0 } text ? $": {text}" : answer.Reason is { } reason ? $": {MeetingWords.Label(reason)}" : "");

    private static string RollText(Attendance roll) => roll switch
    {
        Attendance.Present => "Có mặt", Attendance.Late => "Đến muộn", Attendance.ExcusedAbsence => "Vắng có lý do", Attendance.UnexcusedAbsence => "Vắng không lý do", _ => "Được miễn",
    };

    private static IEnumerable<Block> Duties(OwnRecords own)
    {
        if (own.Duties.Count == 0) yield break;
        yield return new Grid([new("Việc", 38), new("Hạn", 18, true), new("Kết quả", 44)],
            [.. own.Duties.OrderBy(each => each.Duty.DueAt).Select(each => new GridRow([each.Duty.Item, Day(each.Duty.DueAt), GridCell.Own(State(each.Duty, each.Waiver))]))]);
    }

    private static string State(Obligation duty, Waiver? waiver) => string.Join("; ", new[]
    {
        duty.WaivedAt is { } waived ? $"được miễn {Day(waived)}" : duty.FulfilledAt is { } done ? $"xong {Moment(done)}{(duty.Late ? ", sau hạn" : "")}" : "chưa xong",
        duty.ExtendedFrom is { } old ? $"gia hạn từ {Day(old)}" : "", duty.Nudges > 0 ? $"đã nhắc {duty.Nudges} lần" : "", waiver?.Text ?? "",
    }.Where(word => word.Length > 0));

    private static IEnumerable<Block> Work(OwnRecords own)
    {
        foreach (var task in own.Tasks)
            yield return new Para($"Giao {Day(task.AssignedAt)}, hạn {Day(task.DueAt)}: ", Words.Own(task.Content), Words.Own(string.Concat(task.ProgressNotes.Select(note => $"; {Day(note.At)}: {note.Text}"))), Words.Own(task.Result is { } result ? $"; kết quả: {result}" : ""));
        foreach (var item in own.Plans.SelectMany(plan => plan.Items))
            yield return new Para(Words.Own(item.Shortcoming), ": ", Words.Own(item.Measure), $", hạn {Day(item.DueAt)}.");
        foreach (var praise in own.Praise) yield return new Para($"Biểu dương {VietnameseDates.Short(praise.DecidedOn)}: ", Words.Own(praise.Deed));
    }

    /// <summary>Each time somebody else opened, printed or decided about what the person wrote.</summary>
    private static async ValueTask<IReadOnlyList<Block>> Read(IReader reader, OwnRecords own)
    {
        var rows = new List<(DateTimeOffset At, string By, string What)>();
        var written = own.Pledges.Select(each => (each.Pledge.Id, What: $"bản đăng ký năm {each.Campaign.Year}"))
            .Concat(own.Reflections.Select(each => (each.Reflection.Id, $"bài thu hoạch “{each.Campaign.Title}”"))).Concat(own.Petitions.Select(petition => (petition.Id, $"kiến nghị số {petition.Number}")));
        foreach (var (id, what) in written)
            foreach (var entry in await reader.Find(AuditEntry.ByObject, id))
                if (entry.ObjectId == id && entry.ActorId != own.Person.Id && entry.Action is ("read" or "export" or "approve" or "return" or "answer" or "forward"))
                    rows.Add((entry.At, entry.ActorId, what));
        if (rows.Count == 0) return [];
        var names = (await reader.Get<Participant>([.. rows.Select(row => row.By).Distinct()])).ToDictionary(person => person.Id, person => person.FullName);
        return [new Grid([new("Lúc", 24, true), new("Người xem", 30), new("Nội dung", 46)],
            [.. rows.OrderBy(row => row.At).Select(row => new GridRow([Moment(row.At), names.GetValueOrDefault(row.By, "người đã rời chi bộ"), row.What]))])];
    }

    private static string Day(DateTimeOffset at) => VietnameseDates.Short(DateOnly.FromDateTime(at.ToOffset(Local).DateTime));

    private static string Moment(DateTimeOffset at) => $"{at.ToOffset(Local):HH\\:mm}, ngày {Day(at)}";
}
