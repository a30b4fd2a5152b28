using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Tasks;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.AfterMeeting;

/// <summary>What the minutes ask: the fields of the printed document, each of which may stay empty.</summary>
internal static partial class MinutesQuestions
{
    public const string None = "none";
    private const int Longest = 3000;

    /// <summary>The closing hour.</summary>
    public static Question<TimeOnly> Ended(Voice voice, Meeting meeting)
    {
        var planned = TimeOnly.FromDateTime(meeting.EndsAt.DateTime);
        return new("ended", voice.Screen("minutes.ended", [("MeetingTitle", meeting.Title), ("From", VietnameseDates.Hour(TimeOnly.FromDateTime(meeting.StartsAt.DateTime))), ("Planned", Voice.Capital(VietnameseDates.Hour(planned)))], Canonical(planned)))
        {
            Title = "giờ kết thúc",
            Read = input =>
            {
                if (input.ChoiceId is not null) return new Accepted<TimeOnly>(planned, Canonical(planned));
                if (!input.IsText(out var text)) return new Refused<TimeOnly>(voice.Say("minutes.endedExample"));
                if (int.TryParse(text, out var hour)) text = $"{hour}h";
                var reading = VietnameseDateReader.Read($"{text} ngày {meeting.StartsAt.Day}/{meeting.StartsAt.Month}/{meeting.StartsAt.Year}", meeting.StartsAt.AddDays(-2), DateReadingOptions.Any);
                foreach (var moment in reading.Value is { } value ? [value] : reading.Candidates)
                    foreach (var at in new[] { moment.At, moment.At.AddHours(12) })
                        if (moment.Clock is not null && at > meeting.StartsAt && at < meeting.StartsAt.AddHours(10))
                            return new Accepted<TimeOnly>(TimeOnly.FromDateTime(at.DateTime), Canonical(TimeOnly.FromDateTime(at.DateTime)));
                return new Refused<TimeOnly>(voice.Say("minutes.endedExample"));
            },
            Restore = stored => TimeOnly.TryParseExact(stored, "HH:mm", out var clock) ? clock : Kept<TimeOnly>.Gone,
            Show = stored => stored,
        };
    }

    /// <summary>One of the officers by number, anybody of the cell by name. Stored: the person's id.</summary>
    public static Question<string> Person(string key, Screen prompt, IReadOnlyList<Participant> people, Voice voice, string title) => new(key, prompt)
    {
        Title = title,
        Read = input => input.ChoiceId is { } id ? new Accepted<string>(id, id)
            : input.IsText(out var text) && TaskLine.Person(people, text, voice, out var why) is var found ? found is null ? new Refused<string>(why) : new Accepted<string>(found.Id, found.Id)
            : new Refused<string>(null),
        Restore = stored => people.Any(person => person.Id == stored) ? stored : Kept<string>.Gone,
        Show = stored => people.FirstOrDefault(person => person.Id == stored)?.FullName ?? "",
    };

    /// <summary>Own words, or nothing: then the document has dots there.</summary>
    public static Question<Written> Words(string key, Screen prompt, Voice voice, string title) =>
        Questions.Text(key, prompt, text => VietnameseText.ForMatching(text) is "bo qua" or "khong co" or "khong" ? null : Questions.Refuse(voice, text, least: 2, most: Longest), title);

    /// <summary>"bỏ qua", "không có" or the choice: empty.</summary>
    public static string Text(Written written) => written.Text is { } text && VietnameseText.ForMatching(text) is not ("bo qua" or "khong co" or "khong") ? text : "";

    /// <summary>"Tên: ý kiến", a line each.</summary>
    public static Question<IReadOnlyList<Discussion>> Discussions(Screen prompt, IReadOnlyList<Participant> people, Voice voice) => Lined("discussions", prompt, voice, "thảo luận",
        (line, why) =>
        {
            var colon = line.IndexOf(':');
            if (colon <= 0 || line[(colon + 1)..].Trim().Length < 2) { why(voice.Say("minutes.discussionExample")); return null; }
            if (TaskLine.Person(people, line[..colon], voice, out var nobody) is not { } speaker) { why(nobody); return null; }
            return new Discussion(speaker.Id, line[(colon + 1)..].Trim());
        },
        said => $"{said.SpeakerId}|{said.Text}", stored => stored.IndexOf('|') is > 0 and var bar ? new Discussion(stored[..bar], stored[(bar + 1)..]) : null);

    /// <summary>"Nội dung: 20/0/1", a line each; the three numbers are everybody who votes.</summary>
    /// <param name="voters">null: the roll was not called, and nothing is held against it.</param>
    public static Question<IReadOnlyList<VoteCount>> Votes(Screen prompt, int? voters, Voice voice) => Lined("votes", prompt, voice, "biểu quyết",
        (line, why) =>
        {
            if (Counted().Match(line) is not { Success: true } match) { why(voice.Say("minutes.votesExample")); return null; }
            int Of(string part) => int.Parse(match.Groups[part].Value, CultureInfo.InvariantCulture);
            var vote = new VoteCount(match.Groups["subject"].Value.Trim(' ', ':', '-', '–'), Of("for"), Of("against"), Of("other"));
            if (voters is { } all && vote.Voters != all) { why(voice.Say("minutes.votesSum", ("Subject", vote.Subject), ("Sum", vote.Voters), ("Voters", all))); return null; }
            return vote;
        },
        vote => $"{vote.For}/{vote.Against}/{vote.Abstain}|{vote.Subject}",
        stored => stored.IndexOf('|') is > 0 and var bar && stored[..bar].Split('/') is [var yes, var no, var other] ? new VoteCount(stored[(bar + 1)..], int.Parse(yes, CultureInfo.InvariantCulture), int.Parse(no, CultureInfo.InvariantCulture), int.Parse(other, CultureInfo.InvariantCulture)) : null);

    /// <summary>Something on each line; a choice of the prompt, or "không có", means nothing.</summary>
    private static Question<IReadOnlyList<T>> Lined<T>(string key, Screen prompt, Voice voice, string title, Func<string, Action<string>, T?> read, Func<T, string> write, Func<string, T?> parse) where T : class => new(key, prompt)
    {
        Writing = Domain.Conversations.Writing.Line,
        Title = title,
        Read = input =>
        {
            if (input.ChoiceId is not null) return new Accepted<IReadOnlyList<T>>([], "-");
            if (!input.IsText(out var text)) return new Refused<IReadOnlyList<T>>(null);
            if (VietnameseText.ForMatching(text) is "bo qua" or "khong co" or "khong") return new Accepted<IReadOnlyList<T>>([], "-");
            if (text.Length > Longest) return new Refused<IReadOnlyList<T>>(voice.Say("error.tooLongAnswer", ("Length", text.Length), ("Max", Longest)));
            var all = new List<T>();
            string? because = null;
            foreach (var line in TaskLine.Lines(text))
                if (read(line, why => because = why) is { } one) all.Add(one);
                else return new Refused<IReadOnlyList<T>>(because);
            return new Accepted<IReadOnlyList<T>>(all, string.Join('\n', all.Select(write)));
        },
        Restore = stored => stored == "-" ? new Kept<IReadOnlyList<T>>(true, [])
            : stored.Split('\n').Select(parse).ToArray() is var all && all.All(one => one is not null) ? new Kept<IReadOnlyList<T>>(true, [.. all.OfType<T>()])
            : Kept<IReadOnlyList<T>>.Gone,
        Show = stored => stored == "-" ? "không ghi" : $"{stored.Split('\n').Length} dòng",
    };

    private static string Canonical(TimeOnly clock) => clock.ToString("HH:mm", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<subject>.{2,}?)[\s:–-]+(?<for>\d{1,4})\s*[/,]\s*(?<against>\d{1,4})\s*[/,]\s*(?<other>\d{1,4})\s*$")]
    private static partial Regex Counted();
}
