using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Committee;

/// <summary>Which cells below a body have their meeting of the month; of thematic ones which have had theirs in the quarter (rules 2.2).</summary>
/// <param name="Cells">In the order of their names; the meeting is the month's regular one, null: none is announced.</param>
/// <param name="Thematic">How many have one in the quarter.</param>
internal sealed record CellMeetings(OrgUnit Body, DateOnly Month, IReadOnlyList<(OrgUnit Cell, Meeting? Meeting)> Cells, int Thematic)
{
    public int Announced => Cells.Count(cell => cell.Meeting is not null);

    public static async ValueTask<CellMeetings?> Load(IReader reader, string bodyId, DateOnly today)
    {
        var tree = await Trees.At(reader, today);
        if (tree.Find(bodyId) is not { } body) return null;
        var month = new DateOnly(today.Year, today.Month, 1);
        DateOnly[] quarter = [.. Enumerable.Range(0, 3).Select(n => month.AddMonths(n - (month.Month - 1) % 3))];
        var below = tree.CellsBelow(bodyId).OrderBy(cell => cell.Name, OrgTree.ByName).ToArray();
        // No meeting begins in the first seven hours of a month, so that its key in UTC has the month's own digits.
        await reader.ReadAhead(Meeting.ByUnit, [.. below.SelectMany(cell => quarter.Select(one => Prefix(cell, one)))]);
        var cells = new List<(OrgUnit, Meeting?)>();
        var thematic = 0;
        foreach (var cell in below)
        {
            var held = new List<Meeting>();
            foreach (var one in quarter) held.AddRange((await reader.Find(Meeting.ByUnit, Prefix(cell, one))).Where(meeting => meeting.Status is not (MeetingStatus.Draft or MeetingStatus.Cancelled)));
            cells.Add((cell, held.FirstOrDefault(meeting => meeting.Kind is MeetingKind.Regular or MeetingKind.RegularWithThematic && meeting.StartsAt.Year == month.Year && meeting.StartsAt.Month == month.Month)));
            if (held.Any(meeting => meeting.Kind is MeetingKind.Thematic or MeetingKind.RegularWithThematic)) thematic++;
        }
        return new CellMeetings(body, month, cells, thematic);
    }

    private static string Prefix(OrgUnit cell, DateOnly month) => $"{cell.Id}/{month:yyyyMM}";
}

/// <summary>"sinh hoạt các chi bộ": how many cells have their meeting of the month, those without first.</summary>
/// <param name="meetings">null: not for this person.</param>
internal sealed class CellMeetingsDialog(CellMeetings? meetings) : IDialog
{
    public const string Name = "committee.meetings";

    /// <summary>So many lines of times; a body with more cells reads the rest as a number.</summary>
    private const int Most = 30;

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meetings is null) { chat.Say(voice.Say("error.noPermission")); return Task.CompletedTask; }
        var missing = meetings.Cells.Where(cell => cell.Meeting is null).Select(cell => cell.Cell.Name).ToArray();
        var dated = meetings.Cells.Where(cell => cell.Meeting is not null).OrderBy(cell => cell.Meeting!.StartsAt).ToArray();
        var lines = dated.Take(Most).Select(cell => $"– {cell.Cell.Name}: {VietnameseDates.When(cell.Meeting!.StartsAt)}").ToList();
        if (dated.Length > Most) lines.Add($"– và {dated.Length - Most} chi bộ khác");
        chat.Say(voice.Say("committee.meetings",
            ("Node", meetings.Body.Name), ("Month", meetings.Month.Month), ("Done", meetings.Announced), ("Cells", meetings.Cells.Count), ("Time", VietnameseDates.Clock(chat.Now)), ("Date", VietnameseDates.Short(DateOnly.FromDateTime(chat.Now.DateTime))),
            ("Quarter", Papers.Roman.Of((meetings.Month.Month + 2) / 3)), ("Thematic", meetings.Thematic),
            ("Missing", missing.Length == 0 ? "" : $"Chưa có lịch: {string.Join(", ", missing.Take(Most))}{(missing.Length > Most ? $" và {missing.Length - Most} chi bộ khác" : "")}."), ("List", string.Join('\n', lines))));
        return Task.CompletedTask;
    }

    /// <summary>The body named in the start, if the person acts for it; else the person's own.</summary>
    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var body = opening.ArgOrNull("body") ?? opening.Me!.Bodies.FirstOrDefault();
        return new CellMeetingsDialog(body is not null && await CommitteeView.ActsFor(opening.Reader, opening.Me!, body, opening.Today) ? await CellMeetings.Load(opening.Reader, body, opening.Today) : null);
    }
}
