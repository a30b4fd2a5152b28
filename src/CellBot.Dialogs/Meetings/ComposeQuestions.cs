using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>What composing a notice asks.</summary>
internal static class ComposeQuestions
{
    public const string Test = "test";

    public static Question<MeetingTime> Time(Voice voice, Screen? before, DateTimeOffset now, TimeOnly usual, DateTimeOffset nextRegular) => MeetingTime.Ask("time",
        before ?? voice.Screen("meeting.compose.time", [("NextRegular", VietnameseDates.When(nextRegular))], Canonical(nextRegular)), voice, now, usual);

    public static Question<Written> Venue(Voice voice, string? last) => Questions.Text("venue",
        voice.Screen("meeting.compose.venue", [("LastVenue", last ?? "")], last is null ? Pick.None : "last", "online"),
        text => text.Length < 2 ? voice.Say("meeting.compose.venueExample") : TooLong(voice, text, 200), title: "địa điểm họp");

    public static Question<Written> OnlineUrl(Voice voice) => Questions.Text("online", voice.Say("meeting.compose.online"),
        text => !text.Contains("://", StringComparison.Ordinal) && !text.Contains('.') ? voice.Say("meeting.compose.online") : TooLong(voice, text, 300), title: "đường liên kết họp");

    /// <summary>One item a line; "mẫu" takes the usual agenda.</summary>
    public static Question<IReadOnlyList<string>> Agenda(Voice voice, IReadOnlyList<string> usual) => new("agenda", voice.Say("meeting.compose.agenda"))
    {
        Writing = Domain.Conversations.Writing.Line,
        Title = "nội dung họp",
        Read = input =>
        {
            if (!input.IsText(out var text)) return new Refused<IReadOnlyList<string>>(voice.Say("meeting.compose.agenda"));
            if (VietnameseText.ForMatching(text) is "mau" or "nhu mau" or "dung mau") return new Accepted<IReadOnlyList<string>>(usual, string.Join('\n', usual));
            if (TooLong(voice, text, 1000) is { } reason) return new Refused<IReadOnlyList<string>>(reason);
            var items = Items(text);
            return items.Count == 0 ? new Refused<IReadOnlyList<string>>(voice.Say("meeting.compose.agenda")) : new Accepted<IReadOnlyList<string>>(items, string.Join('\n', items));
        },
        Restore = stored => new Kept<IReadOnlyList<string>>(true, Items(stored)),
        Show = stored => string.Join("; ", Items(stored)),
    };

    public static Question<string> Attendees(Voice voice) => Questions.Choice("who", voice.Screen("meeting.compose.who", [], "all", "officers", "some"));

    /// <summary>The same where a body invites: nobody is left out by name from among hundreds.</summary>
    public static Question<string> AttendeesOfBody(Voice voice) => Questions.Choice("who", voice.Screen("meeting.compose.whoBody", [], "all", "secretaries", "officers"));

    /// <summary>Those who are not invited although the others are.</summary>
    public static Question<IReadOnlyList<string>> LeftOut(Voice voice, IReadOnlyList<Invitee> people) => Several.Of("left-out",
        voice.Screen("meeting.compose.leftOut", [], Pick.Many(people.Select(one => new Choice(one.Person.Id, one.Person.FullName)))));

    /// <summary>"Lê Văn Ba, Trưởng khu vực 3": one a line; what stands behind the first comma is the position.</summary>
    public static Question<IReadOnlyList<Guest>> Guests(Voice voice) => Lines("guests", voice.Screen("meeting.compose.guests", [], "none"), voice, "khách mời",
        line => line.IndexOf(',') is > 0 and var comma ? new Guest(line[..comma].Trim(), line[(comma + 1)..].Trim() is { Length: > 0 } position ? position : null) : new Guest(line, null),
        guest => guest.Position is null ? guest.FullName : $"{guest.FullName}, {guest.Position}");

    /// <summary>One a line.</summary>
    public static Question<IReadOnlyList<Material>> Materials(Voice voice) => Lines("materials", voice.Screen("meeting.compose.materials", [], "none"), voice, "tài liệu họp", line => new Material(line, null), material => material.Title);

    public static Question<string> Posted(Voice voice) => Questions.Choice("posted", voice.Screen("meeting.compose.posted", [], "not-yet", "posted"), ("chua", "not-yet"), ("roi", "posted"), ("da dang", "posted"));

    private static Question<IReadOnlyList<T>> Lines<T>(string key, Screen prompt, Voice voice, string title, Func<string, T> read, Func<T, string> write) => new(key, prompt)
    {
        Writing = Domain.Conversations.Writing.Line,
        Title = title,
        Read = input =>
        {
            if (input.ChoiceId is not null) return new Accepted<IReadOnlyList<T>>([], "-");
            if (!input.IsText(out var text) || Items(text) is not { Count: > 0 } items) return new Refused<IReadOnlyList<T>>(null);
            if (TooLong(voice, text, 1000) is { } reason) return new Refused<IReadOnlyList<T>>(reason);
            T[] all = [.. items.Select(read)];
            return new Accepted<IReadOnlyList<T>>(all, string.Join('\n', all.Select(write)));
        },
        Restore = stored => new Kept<IReadOnlyList<T>>(true, stored == "-" ? [] : [.. stored.Split('\n').Select(read)]),
        Show = stored => stored == "-" ? "không có" : stored.Replace("\n", "; ", StringComparison.Ordinal),
    };

    /// <summary>The preview. "Gửi thử" shows the notice as it will be received, and asks again.</summary>
    public static Question<string> Preview(Voice voice, Screen preview, Func<Screen> test) => Questions.Choice("preview", preview) with
    {
        Read = input =>
        {
            var id = input.ChoiceId ?? (input.IsText(out var text) ? VietnameseText.ForMatching(text) switch { "sua" => "edit", "gui" or "dong y" => "send", "gui thu" => Test, _ => null } : null);
            return id switch
            {
                Test => new More<string>("", test()),
                { } known => new Accepted<string>(known, known),
                null => new Refused<string>(null),
            };
        },
    };

    public static Question<string> EditWhich(Voice voice) => Questions.Choice("edit-which",
        voice.Screen("meeting.compose.editWhich", [], "time", "venue", "agenda", "who", "materials", "guests"), ("thoi gian", "time"), ("dia diem", "venue"), ("noi dung", "agenda"));

    /// <summary>At night: send in the morning, or keep it.</summary>
    public static Question<string> Night(Voice voice, DateTimeOffset morning, DateTimeOffset now) => Questions.Choice("night",
        voice.Screen("broadcast.night", [("Morning", MorningText(morning, now))], "morning", "later"));

    public static string MorningText(DateTimeOffset morning, DateTimeOffset now) =>
        $"{VietnameseDates.Hour(TimeOnly.FromDateTime(morning.DateTime))} sáng {(morning.Date == now.Date ? "nay" : "mai")}";

    /// <summary>Items of an agenda: one a line, or with semicolons; bullets and numbers before them go.</summary>
    public static IReadOnlyList<string> Items(string text) =>
        [.. VietnameseText.ForStorage(text).Split('\n', ';').Select(item => item.Trim().TrimStart('-', '–', '+', '•', '*').Trim().TrimEnd('.', ';')).Where(item => item.Length > 0)];

    public static string Canonical(DateTimeOffset start) => start.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static string? TooLong(Voice voice, string text, int most) => text.Length > most ? voice.Say("error.tooLongAnswer", ("Length", text.Length), ("Max", most)) : null;
}
