using CellBot.Dialogs.Meetings;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Papers;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Papers;

/// <summary>3. Thông báo (to the cell) and Giấy mời (to one person by name) of a meeting.</summary>
internal static class MeetingPaper
{
    public static Paper Notice(PaperScene scene, Meeting meeting, Notice? lastChange)
    {
        var before = lastChange is { Kind: NoticeKind.Change } ? lastChange.Before : null;
        return new Paper
        {
            Head = scene.Head("TB"), Title = "THÔNG BÁO", Abstract = before is null ? [meeting.Title] : [meeting.Title, "(điều chỉnh Thông báo số …… )"],
            Blocks =
            [
                new Para([new Words("Kính gửi: ", Italic: true), $"Các đồng chí đảng viên {scene.Unit.Name}"], Align.Centre),
                .. Body(scene, meeting, before, isMember: true), scene.Signing("Như trên", $"{scene.Superior} (để theo dõi)"),
            ],
            Foot = scene.Foot(), For = PaperReader.Everyone,
        };
    }

    /// <param name="to">"đồng chí Nguyễn Quốc Ái"; null: to be written by hand.</param>
    public static Paper Invitation(PaperScene scene, Meeting meeting, string? to, bool isMember = true) => new()
    {
        Head = scene.Head(null), Title = "GIẤY MỜI", Abstract = [meeting.Title],
        Blocks =
        [
            new Para([new Words("Kính gửi: ", Italic: true), new Words(to ?? "………………………………………", Bold: to is not null)], Align.Centre),
            .. Body(scene, meeting, before: null, isMember), scene.Signing("Như trên"),
        ],
        Foot = scene.Foot(), For = PaperReader.Everyone,
    };

    private static IEnumerable<Block> Body(PaperScene scene, Meeting meeting, Meeting? before, bool isMember)
    {
        var you = isMember ? "đồng chí" : "ông/bà";
        yield return new Para($"Căn cứ {(meeting.Kind is MeetingKind.Extraordinary ? "yêu cầu nhiệm vụ" : "lịch sinh hoạt thường kỳ và kế hoạch công tác")} của {scene.Unit.Name}, chi bộ trân trọng kính mời {you} dự {meeting.Title}, cụ thể như sau:");
        var minutes = (int)(meeting.EndsAt - meeting.StartsAt).TotalMinutes;
        yield return Line("Thời gian", $"{VietnameseDates.When(meeting.StartsAt)} (dự kiến {minutes} phút).", before is not null && before.StartsAt != meeting.StartsAt);
        yield return Line("Địa điểm", $"{MeetingWords.Place(meeting)}.", before is not null && MeetingWords.Place(before) != MeetingWords.Place(meeting));
        var changed = before is not null && !before.Agenda.SequenceEqual(meeting.Agenda);
        yield return Line("Nội dung", meeting.Agenda.Count == 0 ? PaperWords.Dots : "", changed);
        for (var i = 0; i < meeting.Agenda.Count; i++)
            yield return new Para($"{i + 1}. ", new Words(VietnameseText.Capitalise(meeting.Agenda[i]) + ".", Bold: changed, IsOwn: true));
        var guests = meeting.Guests.Select(guest => guest.Position is { } position ? $"{guest.FullName} ({position})" : guest.FullName);
        yield return Line("Thành phần", $"{meeting.AttendeesText}{(meeting.Guests.Count > 0 ? $"; khách mời: {string.Join(", ", guests)}" : "")}. Chủ trì: {(scene.Secretary is { } chair ? $"đồng chí {chair.Person.FullName}, {chair.Position}" : PaperWords.Dots)}.", false);
        if (meeting.Materials.Count > 0 || meeting.MaterialsPosted)
        {
            yield return Line("Tài liệu", meeting.Materials.Count == 0 ? "xem tại Sổ tay đảng viên điện tử." : "", false);
            foreach (var material in meeting.Materials) yield return new Para("- ", Words.Own(material.Title), $" ({material.Where ?? "Sổ tay đảng viên điện tử"}).");
        }
        var contact = scene.SeatOf(meeting.ContactId ?? meeting.ConvenedBy)?.Person;
        yield return new Para(new Words("Đề nghị ", Bold: true), $"{you} dự đầy đủ, đúng giờ. Nếu vắng, xin báo trước {MeetingWords.AbsenceBefore(meeting)} với {(contact is null ? PaperWords.Dots : $"đồng chí {contact.FullName}")}, điện thoại {Phone(contact)}.");
    }

    // The number of someone who has not agreed that members are told it is left for the hand that signs.
    private static string Phone(Domain.People.Participant? contact) => contact is { Phone: { } phone, ShowsPhone: true } ? new PhoneNumber(phone).Shown : PaperWords.Dots;

    private static Para Line(string caption, string words, bool isNew) => new(new Words(caption + ": ", Bold: true), new Words(words, Bold: isNew));
}
