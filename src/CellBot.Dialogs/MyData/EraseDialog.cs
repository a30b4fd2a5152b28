using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.MyData;

/// <summary>A request to erase, and whose data it is.</summary>
internal sealed record ErasureView(ErasureRequest Request, Me Person)
{
    /// <summary>The open request of the person of the turn.</summary>
    public static async ValueTask<ErasureRequest?> Own(Opening opening) =>
        opening.Me is { } me ? (await opening.Reader.Find(ErasureRequest.OpenByPerson, me.Id + "/")).FirstOrDefault() : null;

    /// <summary>The request named in the start, for whoever decides about that person; null: not for this one, or gone.</summary>
    public static async ValueTask<ErasureView?> Load(Opening opening) =>
        opening.Me is { } me && await opening.Reader.Get<ErasureRequest>(opening.Arg("request")) is { } request && await Me.Load(opening.Reader, request.ParticipantId, opening.Today) is { } person
            && request.UnitId is { } unit && await Superior.May(opening.Reader, me, person, unit, opening.Today) ? new ErasureView(request, person) : null;
}

/// <summary>"xóa dữ liệu": consent ends now; the cell, or the clock on the last day, erases.</summary>
/// <param name="open">Asked before and not done yet.</param>
internal sealed class EraseDialog(ErasureRequest? open, CellSettings settings) : IDialog
{
    public const string Name = "mydata.erase";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (open is not null)
        {
            chat.Say(voice.Say("data.erasePending", ("Date", $"{open.AskedAt:dd/MM/yyyy}"), ("DueText", VietnameseDates.Short(QuietHours.Day(open.DueAt)))));
            return;
        }
        var answer = await chat.Ask(Questions.Choice("sure", voice.Screen("data.eraseConfirm", [], "keep", "erase", "copy"), ("giu", "keep"), ("khong", "keep"), ("xoa", "erase"), ("de nghi xoa", "erase")));
        if (answer == "copy") await chat.GoTo(Start.Of(CopyDialog.Name));
        if (answer == "keep") { chat.Say(voice.Say("data.withdrawKept")); return; }
        var due = Duties.EndOfDay(chat.SentAt.AddDays(settings.DataEraseDays));
        chat.Record(new ErasureAsked(due));
        chat.Say(voice.Say("data.eraseAsked", ("Time", $"{chat.SentAt:HH\\:mm}"), ("Date", $"{chat.SentAt:dd/MM/yyyy}"), ("DueText", VietnameseDates.Short(QuietHours.Day(due)))));
    }
}

/// <summary>"không xóa nữa", until it is done.</summary>
internal sealed class KeepData(ErasureRequest? open) : IDialog
{
    public const string Name = "mydata.keep";

    public Task Run(IChat chat)
    {
        if (open is null) { chat.Say(chat.Voice.Say("data.eraseNone")); return Task.CompletedTask; }
        chat.Record(new ErasureTakenBack(open.Id));
        chat.Say(chat.Voice.Say("data.eraseTakenBack"));
        return Task.CompletedTask;
    }
}

/// <summary>"Xóa bây giờ" under the request, at whoever decides about that person.</summary>
internal sealed class EraseNow(ErasureView? view) : IDialog
{
    public const string Name = "mydata.erase-now";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view is not { Request.IsOpen: true }) { chat.Say(voice.Say(view is null ? "access.wrongPerson" : "data.eraseSettled")); return; }
        var name = view.Person.Person.FullName;
        if (await chat.Ask(Questions.Choice("sure", voice.Screen("data.eraseSure", [("FullName", name)], "no", "erase"), ("chua", "no"), ("xoa", "erase"))) == "no")
        {
            chat.Say(voice.Say("data.eraseLater", ("DueText", VietnameseDates.Short(QuietHours.Day(view.Request.DueAt)))));
            return;
        }
        chat.Record(new ErasureOrdered(view.Request.Id));
        chat.Say(voice.Say("data.eraseDone", ("FullName", name)));
    }
}
