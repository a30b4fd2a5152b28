using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Engine;

/// <summary>A conversation begun in one release goes on in the next.</summary>
public sealed class UpgradeTests
{
    private static readonly string Bich = PledgeTown.Bich;

    [Fact]
    public async Task Behaviour_07_answers_stay_a_removed_question_is_skipped_and_a_new_one_asked()
    {
        await using var old = await PledgeTown.Start(Release("name", "colour", "number"));
        await old.Hears(Bich, ["mẫu", "Một", "Hai"]);
        await using var town = await old.WithCatalog(Release("name", "place", "number"));
        // The message was meant for a question that is open no more: it is kept and offered to the new one. "name" is kept, "colour" not missed.
        Assert.Equal("Trợ lý đã giữ tin vừa rồi. Ghi vào câu “place?” của “mẫu”?\n1. Ghi vào câu này\n2. Không, việc khác", await town.Hears(Bich, "Ba"));
        Assert.Equal("place?", await town.Hears(Bich, "2"));
        Assert.Equal("number?", await town.Hears(Bich, "Bốn"));
    }

    [Fact]
    public async Task Behaviour_07_an_answer_that_no_longer_fits_is_dropped_alone_and_told_in_one_line()
    {
        await using var old = await PledgeTown.Start(Chooser("đỏ", "xanh"));
        await old.Hears(Bich, ["mẫu", "Một", "1"]);
        Assert.Equal("Xin viết thêm", old.Messages[^1].Text);
        await using var town = await old.WithCatalog(Chooser("vàng", "tím"));
        var reply = await town.Hears(Bich, "thêm");
        Assert.StartsWith("Câu “Màu nào?” đã thay đổi nên xin đồng chí Bích trả lời lại. Các câu khác vẫn giữ.\nTrợ lý đã giữ tin vừa rồi.", reply);
        Assert.Equal("Màu nào?\n1. vàng\n2. tím", await town.Hears(Bich, "2"));
        Assert.Equal("Xin viết thêm", await town.Hears(Bich, "2"));
        Assert.Equal("Một, tím, thêm", await town.Hears(Bich, "thêm"));
    }

    [Fact]
    public async Task Behaviour_07_a_renamed_question_keeps_its_answer()
    {
        await using var old = await PledgeTown.Start(Release("name", "colour", "number"));
        await old.Hears(Bich, ["mẫu", "Một", "Xanh"]);
        Assert.Equal("number?", old.Messages[^1].Text);
        await using var town = await old.WithCatalog(Release("name", "shade<colour", "number", "more"));
        Assert.Equal("more?", await town.Hears(Bich, "Ba"));
        Assert.Equal("Một, Xanh, Ba, Bốn", await town.Hears(Bich, "Bốn"));
    }

    [Fact]
    public async Task Behaviour_07_a_question_renamed_while_it_is_open_takes_its_answer()
    {
        await using var old = await PledgeTown.Start(Release("name", "colour", "number"));
        await old.Hears(Bich, ["mẫu", "Một"]);
        Assert.Equal("colour?", old.Messages[^1].Text);
        await using var town = await old.WithCatalog(Release("name", "shade<tint<colour", "number"));
        Assert.Equal("number?", await town.Hears(Bich, "Xanh"));
        Assert.Equal("Một, Xanh, Ba", await town.Hears(Bich, "Ba"));
    }

    [Fact]
    public async Task Behaviour_07_a_renamed_question_offers_the_answer_that_was_taken_back()
    {
        await using var old = await PledgeTown.Start(Release("name", "colour", "number"));
        await old.Hears(Bich, ["mẫu", "Một", "Xanh", "quay lại"]);
        Assert.Equal("colour?\n1. Giữ như cũ: Xanh", old.Messages[^1].Text);
        await using var town = await old.WithCatalog(Release("name", "shade<colour", "number"));
        Assert.Equal("number?", await town.Hears(Bich, "1"));
        Assert.Equal("Một, Xanh, Ba", await town.Hears(Bich, "Ba"));
    }

    [Fact]
    public async Task Behaviour_07_a_draft_put_aside_goes_on_with_questions_renamed_added_and_removed()
    {
        await using var old = await PledgeTown.Start(Release("name", "colour", "number"));
        await old.Hears(Bich, ["mẫu", "Một", "Xanh", "hủy"]);
        await using var town = await old.WithCatalog(Release("title<name", "place", "number"));
        Assert.Equal("place?", await town.Hears(Bich, "mẫu"));
        Assert.Equal("number?", await town.Hears(Bich, "Bốn"));
        Assert.Equal("Một, Bốn, Ba", await town.Hears(Bich, "Ba"));
    }

    [Fact]
    public async Task A_dialog_that_is_gone_ends_with_a_word()
    {
        await using var old = await PledgeTown.Start(Release("name", "number"));
        await old.Hears(Bich, ["mẫu", "Một"]);
        await using var town = await old.WithCatalog(new DialogCatalog());
        Assert.Equal("Mẫu này không còn dùng nữa. Cần gì, đồng chí Bích nhắn “menu”.", await town.Hears(Bich, "Hai"));
        Assert.StartsWith("Trợ lý chưa hiểu ý", await town.Hears(Bich, "xyz"));
    }

    private static DialogCatalog Release(params string[] questions) => new(new Feature([new DialogKind("form", _ => ValueTask.FromResult<IDialog>(new Form(questions))) { Phrases = ["mau"] }], [], []));

    private static DialogCatalog Chooser(params string[] colours) => new(new Feature([new DialogKind("form", _ => ValueTask.FromResult<IDialog>(new Colours(colours))) { Phrases = ["mau"] }], [], []));

    private sealed class Form(string[] questions) : IDialog, IDraft
    {
        public string Title => "mẫu";

        public async Task Run(IChat chat)
        {
            var answers = new List<string?>();
            foreach (var question in questions)
            {
                var keys = question.Split('<'); // the key, and those before it
                answers.Add((await chat.Ask(Questions.Text(keys[0], keys[0] + "?", _ => null) with { Formerly = keys[1..] })).Text);
            }
            chat.Say(string.Join(", ", answers));
        }

        public (string Done, int StepsLeft) Progress(Domain.Conversations.Conversation conversation) => ("đã ghi", 1);
    }

    private sealed class Colours(string[] colours) : IDialog
    {
        public async Task Run(IChat chat)
        {
            var name = await chat.Ask(Questions.Text("name", "Tên?", _ => null));
            var colour = await chat.Ask(Questions.Choice("colour", new Screen("Màu nào?", [.. colours.Select(label => new Choice(label, label))])));
            var more = await chat.Ask(Questions.Text("more", "Xin viết thêm", _ => null));
            chat.Say($"{name.Text}, {colour}, {more.Text}");
        }
    }
}
