using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;

namespace CellBot.Dialogs.Asking;

/// <summary>"tôi còn nợ gì?"; in the middle of a conversation one sentence without numbers.</summary>
internal sealed class WhatDoIOwe(Owed owed, bool brief) : IDialog
{
    public const string Name = "ask.owe";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var all = owed.ByDate;
        chat.Say(all.Count == 0 ? voice.Say("todo.empty")
            : brief ? voice.Say("ask.oweBrief", ("OpenCount", all.Count), ("ItemsInline", string.Join(", ", owed.Duties.Concat(owed.Meetings).Select(thing => thing.Brief))))
            : voice.Screen("ask.owe", [("OpenCount", all.Count)], Pick.Many(all.Select(thing => new Choice("go", thing.Line, thing.Go)))) with { Topic = "todo" });
        return Task.CompletedTask;
    }
}

/// <summary>"việc của tôi": drafts and duties, each by number.</summary>
internal sealed class Todo(Owed owed, bool brief) : IDialog
{
    public const string Name = "todo";

    public Task Run(IChat chat)
    {
        if (brief) return new WhatDoIOwe(owed, brief).Run(chat);
        var all = owed.Everything;
        chat.Say(all.Count == 0 ? chat.Voice.Say("todo.empty")
            : chat.Voice.Screen("todo.list", [], Pick.Many(all.Select(thing => new Choice("go", thing.Line, thing.Go)))) with { Topic = "todo" });
        return Task.CompletedTask;
    }
}
