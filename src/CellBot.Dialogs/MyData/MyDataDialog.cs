using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Papers;

namespace CellBot.Dialogs.MyData;

/// <summary>"dữ liệu của tôi": what is kept, in one sentence, and what can be done about it.</summary>
internal sealed class MyDataDialog(OwnRecords? own) : IDialog
{
    public const string Name = "mydata";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var consent = chat.Me.Person.Consent;
        var agreed = chat.Me.Person.HasConsented
            ? voice.Say("data.agreed", ("Date", $"{consent!.GivenAt:dd/MM/yyyy}"), ("NoticeVersion", consent.NoticeVersion))
            : voice.Say("data.notAgreed", ("Date", $"{consent?.WithdrawnAt:dd/MM/yyyy}"));
        var what = await chat.Ask(Questions.Choice("what", voice.Screen("data.mine", [("What", Kept()), ("Agreed", agreed)],
            CopyDialog.Name, CorrectDialog.Name, chat.Me.Person.HasConsented ? WithdrawDialog.Name : Pick.None, EraseDialog.Name)));
        await chat.GoTo(Start.Of(what));
    }

    private string Kept()
    {
        if (own is null) return "chưa có gì";
        (int Count, string What)[] parts =
        [
            (own.Pledges.Count, "bản đăng ký"), (own.Reflections.Count, "bài thu hoạch"), (own.Petitions.Count, "kiến nghị"),
            (own.Meetings.Count(each => each.Answer is not null), "lần trả lời dự họp"), (own.Meetings.Count(each => each.Opinion is { Text.Length: > 0 }), "ý kiến trước cuộc họp"), (own.Tasks.Count, "việc được giao"), (own.Files.Count, "ảnh, tệp"),
        ];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.What}").Prepend("thông tin trong danh sách chi bộ"));
    }
}

/// <summary>"nhận bản sao": everything as one document, into this chat or by a link that dies.</summary>
internal sealed class CopyDialog(CellSettings settings) : IDialog
{
    public const string Name = "mydata.copy";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (await chat.Ask(Questions.Choice("sure", voice.Screen("data.copyConfirm", [], "no", "yes"), ("thoi", "no"), ("khong", "no"), ("gui", "yes"), ("dong y", "yes"))) == "no")
        {
            chat.Say(voice.Say("meeting.later"));
            return;
        }
        chat.Record(new PaperAsked(PaperKind.MyData, chat.Me.Id, null, PaperForm.Document));
        chat.Say(voice.Say("data.copyAsked", ("Time", $"{chat.SentAt:HH\\:mm}"), ("Date", $"{chat.SentAt:dd/MM/yyyy}"), ("DueText", Deadline(chat.SentAt, settings.DataCopyDays))));
    }

    /// <summary>The last day that the law leaves: the day of asking does not count.</summary>
    public static string Deadline(DateTimeOffset asked, int days) => VietnameseDates.Short(QuietHours.Day(asked).AddDays(days));
}

/// <summary>"báo thông tin chưa đúng": to whoever keeps the list.</summary>
internal sealed class CorrectDialog(CellSettings settings) : IDialog
{
    public const string Name = "mydata.correct";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var text = await chat.Ask(Questions.Words("text", voice.Say("data.correctAsk"), voice, title: "điều chưa đúng"));
        chat.Record(new CorrectionAsked(text.Text!));
        chat.Say(voice.Say("data.correctAsked", ("DueText", CopyDialog.Deadline(chat.SentAt, settings.DataCopyDays))));
    }

    public static async ValueTask Asked(CorrectionAsked fact, Effects effects)
    {
        var me = effects.Me;
        effects.Audit("correction", me.Id);
        if (me.Cell is not { } cell || await Obligations.Superior.Of(effects.Desk, me, effects.Today) is not { } reviewer) return;
        var until = CopyDialog.Deadline(effects.SentAt, cell.Settings.DataCopyDays);
        await effects.Post.Send(reviewer.Id, voice => voice.Say("data.correctToReviewer", ("FullName", me.Person.FullName), ("Text", fact.Text), ("DueText", until)),
            options: await Obligations.Timing.Daytime(effects, cell.Id));
    }
}
