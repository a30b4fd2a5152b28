using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Linking;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Delivery;
using CellBot.Domain.Papers;

namespace CellBot.Dialogs.Papers;

/// <summary>What becomes of an order: the document composed and looked through, then the message that carries it. The file itself is the caller's.</summary>
public static class PaperDelivery
{
    /// <summary>The document as it may leave; else why not: it is gone, or must not leave.</summary>
    public static async ValueTask<(PaperFile? File, PaperProblem? Problem)> Compose(PaperOrder order, TickRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var file = order.Kind is PaperKind.InviteCards ? await InviteCards.Compose(order, run) : await PaperComposer.Compose(run.Desk, order, run.Now);
        var problem = file is null ? null : PaperCheck.Problem(file);
        return (problem is null ? file : null, problem);
    }

    /// <summary>Into the outbox, and the order is done with. The attachment must have been written before.</summary>
    /// <param name="along">Files stored before, of the person's own.</param>
    public static async ValueTask Send(PaperOrder order, Attachment file, TickRun run, params IReadOnlyList<Attachment> along)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(run);
        run.Desk.KeepFile(file.FileId);
        run.Desk.Put(order with { State = PaperState.Made, FileId = file.FileId, DropsAt = run.Now + PaperOrder.KeptFor });
        (string, object?)[] args = [("WhatCap", Voice.Capital(PaperTitles.Of(order.Kind, order.Part))), ("Time", VietnameseDates.Clock(run.Now)), ("Date", VietnameseDates.Short(run.Today))];
        await Post(order, run, voice => (Screen)(order.Kind switch { PaperKind.MyData => voice.Say("data.copyReady", args), PaperKind.InviteCards => voice.Say("invite.cardsReady", args), _ => voice.Say("print.ready", args) }) with { Attachments = [file, .. along] });
    }

    /// <param name="problem">Null: there is nothing to print.</param>
    public static async ValueTask Refuse(PaperOrder order, PaperProblem? problem, TickRun run)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(run);
        run.Desk.Put(order with { State = PaperState.Refused, Problem = problem, DropsAt = run.Now + PaperOrder.KeptFor });
        var what = PaperTitles.Of(order.Kind, order.Part);
        await Post(order, run, voice => problem switch
        {
            PaperProblem.Secret => voice.Say("print.secret", ("What", what)),
            PaperProblem.Hole => voice.Say("print.fault", ("What", what)),
            _ => voice.Say("print.gone", ("What", what)),
        });
    }

    private static async ValueTask Post(PaperOrder order, TickRun run, Func<Voice, Screen> write) =>
        await run.Because(order.Id).Post.Send(order.AskedBy, write, Lane.Urgent, new PostOptions { Id = order.Id + "/file", AccountId = order.AccountId, NotAfter = run.Now + PaperOrder.KeptFor, AskedFor = true });
}
