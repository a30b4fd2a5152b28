using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Tasks;

/// <summary>One task as it is written in a line: "Quyên, Ái: thăm 5 hộ nghèo, chỉ tiêu 5 hộ, hạn 20/12". The first name answers for it, the others work with.</summary>
/// <param name="DueOn">Inclusive.</param>
internal sealed partial record TaskLine(string OwnerId, IReadOnlyList<string> CoWorkerIds, DateOnly DueOn, string Content, string? Target)
{
    private const int MostLines = 20, LongestContent = 500;

    public string Canonical => string.Create(CultureInfo.InvariantCulture, $"{string.Join('+', [OwnerId, .. CoWorkerIds])}|{DueOn:yyyy-MM-dd}|{Content.Replace('|', '/')}|{Target?.Replace('|', '/')}");

    public static TaskLine? Parse(string canonical) =>
        canonical.Split('|') is [var people, var due, var content, var target] && people.Split('+') is [var owner, .. var others] && DateOnly.TryParseExact(due, "yyyy-MM-dd", out var day)
            ? new TaskLine(owner, others, day, content, target.Length == 0 ? null : target)
            : null;

    /// <summary>Several lines at once; what cannot be read is said with its line.</summary>
    /// <param name="prompt">A choice of it means that there is none.</param>
    /// <param name="people">Who may be named.</param>
    public static Question<IReadOnlyList<TaskLine>> Ask(string key, Screen prompt, IReadOnlyList<Participant> people, Voice voice, DateTimeOffset now) => new(key, prompt)
    {
        Writing = Domain.Conversations.Writing.Line,
        Title = "các việc",
        Read = input =>
        {
            if (input.ChoiceId is not null) return new Accepted<IReadOnlyList<TaskLine>>([], "-");
            if (!input.IsText(out var text)) return new Refused<IReadOnlyList<TaskLine>>(voice.Say("task.example"));
            var lines = Lines(text);
            if (lines.Count > MostLines) return new Refused<IReadOnlyList<TaskLine>>(voice.Say("task.tooMany", ("Most", MostLines)));
            var read = new List<TaskLine>();
            foreach (var line in lines)
                if (Read(line, people, voice, now, out var why) is { } task) read.Add(task);
                else return new Refused<IReadOnlyList<TaskLine>>(why);
            return read.Count == 0 ? new Refused<IReadOnlyList<TaskLine>>(voice.Say("task.example")) : new Accepted<IReadOnlyList<TaskLine>>(read, string.Join('\n', read.Select(task => task.Canonical)));
        },
        Restore = stored => stored == "-" ? new Kept<IReadOnlyList<TaskLine>>(true, [])
            : stored.Split('\n').Select(Parse).ToArray() is var tasks && tasks.All(task => task is not null && people.Any(person => person.Id == task.OwnerId)) ? new Kept<IReadOnlyList<TaskLine>>(true, [.. tasks.OfType<TaskLine>()])
            : Kept<IReadOnlyList<TaskLine>>.Gone,
        Show = stored => stored == "-" ? "không giao việc" : string.Join("; ", stored.Split('\n').Select(Parse).OfType<TaskLine>().Select(task => task.Content)),
    };

    public static IReadOnlyList<string> Lines(string text) => [.. VietnameseText.ForStorage(text).Split('\n').Select(line => Bullet().Replace(line, "").Trim()).Where(line => line.Length > 0)];

    /// <summary>The one person who is meant; else why nobody is.</summary>
    public static Participant? Person(IReadOnlyList<Participant> people, string typed, Voice voice, out string why)
    {
        var found = PersonName.Find(people, person => person.FullName, typed);
        why = found.Count == 0 ? voice.Say("task.nobody", ("Typed", typed)) : voice.Say("task.whichPerson", ("Typed", typed), ("Names", NameList.Named(found.Select(person => person.FullName))));
        return found.Count == 1 ? found[0] : null;
    }

    private static TaskLine? Read(string line, IReadOnlyList<Participant> people, Voice voice, DateTimeOffset now, out string why)
    {
        var colon = line.IndexOf(':');
        if (colon <= 0) { why = voice.Say("task.lineNobody", ("Line", Cut(line))); return null; }
        var named = new List<string>();
        foreach (var typed in Names().Split(line[..colon]).Select(name => name.Trim()).Where(name => name.Length > 0))
        {
            if (Person(people, typed, voice, out why) is not { } person) return null;
            if (!named.Contains(person.Id)) named.Add(person.Id);
        }
        var rest = line[(colon + 1)..].Trim();
        why = voice.Say("task.lineDue", ("Line", Cut(line)));
        if (named.Count == 0 || Due().Match(rest) is not { Success: true } split) return null;
        if (VietnameseDateReader.Read(split.Groups["due"].Value, now, DateReadingOptions.Future) is not { Value: { } due } || due.Day < DateOnly.FromDateTime(now.DateTime)) return null;
        var what = split.Groups["what"].Value.Trim(' ', ',', ';', '.');
        var target = Aim().Match(what) is { Success: true } aimed ? aimed.Groups["target"].Value.Trim(' ', ',', ';', '.') : null;
        if (target is not null) what = Aim().Match(what).Groups["what"].Value.Trim(' ', ',', ';', '.', '-');
        if (Questions.Refuse(voice, what, most: LongestContent) is { } refused) { why = refused; return null; }
        return new TaskLine(named[0], [.. named.Skip(1)], due.Day, what, target);
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text[..39] + "…";

    [GeneratedRegex(@"^(?:\d{1,2}[.)]|[-–+•*])\s*")]
    private static partial Regex Bullet();

    [GeneratedRegex(@",|&|\s+và\s+")]
    private static partial Regex Names();

    [GeneratedRegex(@"^(?<what>.+)[\s,;.]\s*(?<due>(?:hạn|trước|chậm nhất|xong trước|đến hết)\b.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Due();

    [GeneratedRegex(@"^(?<what>.+?)[\s,;.-]+chỉ tiêu:?\s+(?<target>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Aim();
}
