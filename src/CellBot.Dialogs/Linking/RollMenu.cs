using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Papers;

namespace CellBot.Dialogs.Linking;

/// <summary>"danh sách, mã mời": what a secretary does about the people of the cell, by number.</summary>
internal sealed class RollMenu(IReadOnlyList<CellPerson> roll, IReadOnlyList<Pick> offices) : IDialog
{
    public const string Name = "people";

    public Task Run(IChat chat)
    {
        var joined = roll.Count(one => one.HasJoined);
        chat.Say(chat.Voice.Screen("people.menu", [("Count", roll.Count), ("Joined", joined)],
            [Start.Of(NotJoined.Name), Start.Of(IssueInvite.Name), Start.Of(RevokeInvite.Name), Start.Of(UnlinkDialog.Name), .. offices]) with { Topic = "people" });
        return Task.CompletedTask;
    }
}

/// <summary>"ai chưa kết nối": each with the reason and the number to call.</summary>
internal sealed class NotJoined(IReadOnlyList<CellPerson> roll) : IDialog
{
    public const string Name = "people.missing";

    public Task Run(IChat chat)
    {
        var missing = roll.Where(one => !one.HasJoined).ToArray();
        var list = string.Join('\n', missing.Select(one => $"– {one.Person.FullName}: {one.WhyNot(chat.Now)}"));
        chat.Say(missing.Length == 0
            ? chat.Voice.Say("people.allJoined", ("Count", roll.Count))
            : chat.Voice.Screen("people.notJoined", [("k", missing.Length), ("Count", roll.Count), ("List", list)],
                Start.Of(IssueInvite.Name, ("who", "missing")), missing.Any(one => one.Usable(chat.Now) is not null) ? Start.Of(RevokeInvite.Name) : Pick.None,
                MakePaper.Start(PaperKind.InviteCards, chat.Me.Cell!.Id)) with { Topic = "people.missing" });
        return Task.CompletedTask;
    }
}
