using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;

namespace CellBot.Dialogs.Aids;

/// <summary>One thing that can be told the cell's own group: the words, and how it is listed where there are several.</summary>
/// <param name="Id">The meeting's or the campaign's.</param>
internal sealed record GroupMatter(string Id, string Label, Func<Voice, Screen> Words);

/// <summary>"bản cho nhóm": words to paste into the cell's own group. They name nobody and ask for no answer there (P3): of who has not, the numbers alone.</summary>
internal sealed class GroupText(IReadOnlyList<GroupMatter> matters) : IDialog
{
    public const string Name = "group.text";

    /// <summary>A campaign whose last day is longer ago is no news for a group.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(14);

    public Task Run(IChat chat)
    {
        chat.Say(matters switch
        {
            [] => chat.Voice.Say("group.none"),
            [var only] => only.Words(chat.Voice),
            _ => chat.Voice.Screen("group.which", [], Pick.Many(matters.Select(matter => new Choice("go", matter.Label, Start.Of(Name, ("of", matter.Id)))))) with { Topic = Name },
        });
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        var matters = new List<GroupMatter>();
        foreach (var meeting in await UpcomingMeetings.OfUnits(opening.Reader, me.Led, opening.Now)) matters.Add(Of(meeting));
        foreach (var campaign in me is { LeadsCell: true, Cell: { } own } ? await AnyCampaign.Of(opening.Reader, own.Id) : [])
            if (campaign.OpensAt <= opening.Now && opening.Now <= campaign.DueAt + Recent && await CellCounts.Of(opening.Reader, campaign.Id, campaign.UnitId, opening.Now) is { Eligible: > 0 } count)
                matters.Add(Of(campaign, count.Done, count.Eligible, opening.Now));
        return new GroupText(opening.ArgOrNull("of") is { } id ? [.. matters.Where(matter => matter.Id == id)] : matters);
    }

    /// <summary>The population's name, behind a figure.</summary>
    public static string PeopleOf(ICampaign campaign) => campaign.Audience is Audience.Members ? "đồng chí" : "người ngoài Đảng";

    private static GroupMatter Of(Meeting meeting) =>
        new(meeting.Id, $"{Voice.Capital(meeting.Title)}, {VietnameseDates.When(meeting.StartsAt)}", voice => voice.Say("notice.forGroup", MeetingWords.Blocks(meeting)));

    private static GroupMatter Of(ICampaign campaign, int done, int eligible, DateTimeOffset now)
    {
        (string, object?)[] args =
        [
            ("ItemCap", Voice.Capital(campaign.Item)), ("Done", done), ("Eligible", eligible), ("Time", VietnameseDates.Clock(now)), ("Date", VietnameseDates.Short(QuietHours.Day(now))),
            ("DueText", VietnameseDates.Long(QuietHours.Day(campaign.DueAt))), ("People", PeopleOf(campaign)),
        ];
        var isOver = now > campaign.DueAt || campaign.State is not CampaignState.Open;
        return new(campaign.Id, $"{Voice.Capital(campaign.Item)}{(campaign.Audience is Audience.Members ? "" : " của quần chúng")}: {done}/{eligible}",
            voice => done == eligible ? voice.Say("group.complete", args) : isOver ? voice.Say("group.after", args) : voice.Say("group.progress", args));
    }
}
