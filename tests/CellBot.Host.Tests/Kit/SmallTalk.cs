using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;

namespace CellBot.Host.Tests.Kit;

/// <summary>A catalogue small enough for tests of the host: strangers are asked two questions, "hỏng" breaks.</summary>
internal static class SmallTalk
{
    public static DialogCatalog Catalog { get; } = Of();

    public static DialogCatalog Of(params Tick[] ticks) => new([new Feature(
        [
            new DialogKind("join", _ => new(new Chatting())) { ForStrangers = true },
            new DialogKind("chat", _ => new(new Chatting())) { Phrases = ["chao"], Title = "Chào" },
            new DialogKind("long", _ => new(new LongAnswer())) { Phrases = ["dai"], Title = "Dài" },
            new DialogKind("broken", _ => throw new InvalidOperationException("broken on purpose")) { Phrases = ["hong"], Title = "Hỏng" },
        ], [], ticks)]);

    private sealed class Chatting : IDialog
    {
        public async Task Run(IChat chat)
        {
            var name = await chat.Ask(Questions.Text("name", "Tên là gì?", text => text.Trim().Length == 0 ? "Xin gõ tên." : null));
            var choice = await chat.Ask(Questions.Choice("tea", new Screen($"Chào {name.Text}. Trà hay nước?", [new("tea", "Trà"), new("water", "Nước")])));
            chat.Say($"Mời {(choice == "tea" ? "trà" : "nước")}.");
        }
    }

    private sealed class LongAnswer : IDialog
    {
        public Task Run(IChat chat)
        {
            chat.Say(string.Join("\n\n", Enumerable.Range(1, 100).Select(i => $"Đoạn {i}: " + new string('ă', 90))));
            return Task.CompletedTask;
        }
    }
}
