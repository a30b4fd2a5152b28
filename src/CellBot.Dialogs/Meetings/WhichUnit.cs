using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <summary>"thông báo họp" by someone who leads a cell and acts for a body: whose meeting it is.</summary>
internal sealed class WhichUnit(IReadOnlyList<OrgUnit> units, string? typed) : IDialog
{
    public async Task Run(IChat chat)
    {
        var unit = await chat.Ask(Questions.Choice("unit", chat.Voice.Screen("meeting.compose.unit", [], Pick.Many(units.Select(one => new Choice(one.Id, one.Name))))));
        await chat.GoTo(typed is null ? Start.Of(ComposeMeeting.Name, ("unit", unit)) : Start.Of(ComposeMeeting.Name, ("unit", unit), ("typed", typed)));
    }

    /// <summary>The dialog that composes: of the unit named in the start or by the words, of the only one, or after asking.</summary>
    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        var typed = opening.ArgOrNull("typed");
        var led = new List<OrgUnit>();
        foreach (var id in me.Led)
            if (await opening.Reader.Get<OrgUnit>(id) is { } unit)
                led.Add(unit);
        if (opening.ArgOrNull("unit") is null && opening.ArgOrNull("notice") is null)
        {
            if (typed is not null && MeetingCommand.NamesBody(typed)) led.RemoveAll(unit => unit.IsCell);
            if (led.Count > 1) return new WhichUnit(led, typed);
        }
        return await ComposeView.Load(opening, opening.ArgOrNull("unit") ?? led.FirstOrDefault()?.Id) is { } view ? new ComposeMeeting(view, typed, opening.ArgOrNull("sends") is not null) : new NotForYou();
    }
}
