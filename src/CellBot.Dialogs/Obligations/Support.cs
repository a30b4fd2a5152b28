using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Obligations;

/// <param name="RequestId">See <see cref="HelpRequest"/>.</param>
internal sealed record HelpAsked(string RequestId, string? DutyId, string Item) : Fact;

internal sealed record HelpNoted(string RequestId, string? Note) : Fact;

/// <summary>What help is asked about: a duty, or what the person was doing.</summary>
internal sealed record SupportView(Obligation? Duty, string Item, string? Reviewer)
{
    /// <summary>The start's "item": a duty's id, or the name of a dialog the person was in.</summary>
    public static async ValueTask<SupportView> Load(Opening opening)
    {
        var me = opening.Me!;
        var item = opening.ArgOrNull("item");
        var duty = item is null ? null : await opening.Reader.Get<Obligation>(item);
        if (duty is null && item is not null)
        {
            ObligationKind? kind = item.StartsWith("pledge", StringComparison.Ordinal) ? ObligationKind.Pledge : item.StartsWith("reflection", StringComparison.Ordinal) ? ObligationKind.Reflection : null;
            duty = (await opening.Reader.Find(Obligation.OpenByOwner, me.Id + "/")).FirstOrDefault(open => open.Kind == kind);
        }
        if (duty is not null && (duty.OwnerId != me.Id || !duty.IsOpen)) duty = null;
        var title = item is null ? null : Product.Catalog.Find(item)?.Title;
        var reviewer = await Superior.Of(opening.Reader, me, opening.Today);
        return new SupportView(duty, duty?.Item ?? (title is null ? "việc ở chi bộ" : $"việc {title.ToLowerInvariant()}"), reviewer?.FormalName);
    }
}

/// <summary>"Tôi cần giúp": the reminders of the duty rest until the reviewer has answered; then whatever the person likes to add.</summary>
internal sealed class Support(SupportView view) : IDialog
{
    public const string Name = "support";

    public async Task Run(IChat chat)
    {
        var id = view.Duty is { } duty ? HelpRequest.IdOf(duty) : $"help/{chat.Me.Id}/{chat.RunId}";
        chat.Record(new HelpAsked(id, view.Duty?.Id, view.Item));
        await chat.GoTo(Start.Of(SupportNote.Name, ("help", id)));
    }
}

/// <summary>The note, in one or more messages until "xong".</summary>
internal sealed class SupportNote(HelpRequest? request, string? reviewer) : IDialog
{
    public const string Name = "support.note";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (request is null) { chat.Say(voice.Say("draft.none")); return; }
        var note = await chat.Ask(Note(voice, request.Item, reviewer ?? "đồng chí bí thư chi bộ"));
        chat.Record(new HelpNoted(request.Id, note.Length == 0 ? null : note));
        chat.Say(voice.Say("support.noted"));
    }

    private static Question<string> Note(Voice voice, string item, string reviewer) => new("note", voice.Say("overdue.supportReceived", ("Secretary", reviewer), ("Item", item)))
    {
        Writing = Writing.Long,
        TakesMany = true,
        Read = input =>
        {
            if (!input.IsText(out var text)) return new Refused<string>(voice.Say("text.needed"));
            if (Routing.GlobalWords.IsDone(VietnameseText.ForMatching(text))) return new Accepted<string>(input.Partial ?? "", "=" + input.Partial);
            var all = input.Partial is { Length: > 0 } before ? before + "\n" + VietnameseText.ForStorage(text) : VietnameseText.ForStorage(text);
            return all.Length > 2000 ? new Refused<string>(voice.Say("error.tooLongAnswer", ("Length", all.Length), ("Max", 2000))) : new More<string>(all, voice.Say("support.more"));
        },
        Restore = stored => stored is ['=', .. var text] ? text : Kept<string>.Gone,
    };
}

internal static class SupportOutcomes
{
    /// <summary>A note that does not come within this time after the last word is not waited for any longer.</summary>
    private static readonly TimeSpan NoteWithin = TimeSpan.FromMinutes(10);

    public static StageWriter Stages { get; } = new([Stage.Help], WriteHelp);

    public static async ValueTask Asked(HelpAsked fact, Effects effects)
    {
        var me = effects.Me;
        if (me.Cell is not { } cell) return;
        var before = await effects.Desk.Get<HelpRequest>(fact.RequestId);
        effects.Desk.Put(new HelpRequest(fact.RequestId)
        {
            AuthorId = me.Id, UnitId = cell.Id, DutyId = fact.DutyId, Item = fact.Item, AskedAt = effects.Now, AccountId = effects.AccountId, Note = before?.AnsweredAt is null ? before?.Note : null,
        });
        // The ladder rests only where somebody is there to answer.
        if (await Superior.Of(effects.Desk, me, effects.Today) is not { } reviewer) return;
        if (fact.DutyId is { } dutyId && await effects.Desk.Get<Obligation>(dutyId) is { IsOpen: true } duty) effects.Desk.Put(duty with { HelpAskedAt = effects.Now });
        var id = Reminder.IdOf(reviewer.Id, Stage.Help, fact.RequestId, 1);
        _ = await effects.Desk.Get<Reminder>(id);
        effects.Desk.Put(new Reminder(id) { PersonId = reviewer.Id, Stage = Stage.Help, ObjectId = fact.RequestId, Version = 1, DueAt = effects.Now + NoteWithin });
    }

    /// <summary>The note is complete: the reviewer hears of it at once.</summary>
    public static async ValueTask Noted(HelpNoted fact, Effects effects)
    {
        if (await effects.Desk.Get<HelpRequest>(fact.RequestId) is not { } request || request.AuthorId != effects.Me.Id) return;
        var told = request with { Note = fact.Note ?? request.Note, ToldAt = effects.Now };
        effects.Desk.Put(told);
        if (await Superior.Of(effects.Desk, effects.Me, effects.Today) is not { } reviewer) return;
        if (await effects.Desk.Get<Reminder>(Reminder.IdOf(reviewer.Id, Stage.Help, request.Id, 1)) is { State: ReminderState.Waiting } waiting)
            effects.Desk.Put(waiting with { State = ReminderState.Skipped, Reason = "told", SettledAt = effects.Now });
        var duty = request.DutyId is { } dutyId ? await effects.Desk.Get<Obligation>(dutyId) : null;
        var author = effects.Me;
        await effects.Post.Send(reviewer.Id, voice => ToReviewer(voice, told, author, duty), options: await Timing.Daytime(effects, request.UnitId));
    }

    private static async ValueTask<StageVerdict> WriteHelp(StageRun run)
    {
        var desk = run.Effects.Desk;
        if (await desk.Get<HelpRequest>(run.Reminder.ObjectId) is not { } request) return new StageVerdict.Skip("gone");
        if (request.AnsweredAt is not null || request.ToldAt is not null) return new StageVerdict.Skip("told");
        if (await Me.Load(desk, request.AuthorId, run.Effects.Today) is not { } author) return new StageVerdict.Skip("gone");
        if ((await Superior.Of(desk, author, run.Effects.Today))?.Id != run.Me.Id) return new StageVerdict.Skip("handed over");
        var writing = await Writing(run, request);
        if (writing is { } active && run.Now - active.LastAt < NoteWithin) return new StageVerdict.Later(active.LastAt + NoteWithin);
        var told = request with { Note = writing?.Partial is { Length: > 0 } partial ? partial : request.Note, ToldAt = run.Now };
        var duty = request.DutyId is { } dutyId ? await desk.Get<Obligation>(dutyId) : null;
        return new StageVerdict.Say(ToReviewer(run.Voice, told, author, duty), "", null, Merges: false)
        {
            Then = () =>
            {
                desk.Put(told);
                return ValueTask.CompletedTask;
            },
        };
    }

    private static async ValueTask<Conversation?> Writing(StageRun run, HelpRequest request)
    {
        if (request.AccountId is not { } account || await run.Effects.Desk.Get<Chat>(account) is not { } chat) return null;
        return chat.Parked.Append(chat.Active).FirstOrDefault(conversation => conversation is { Dialog: SupportNote.Name } && conversation.Args.GetValueOrDefault("help") == request.Id);
    }

    public static Screen ToReviewer(Voice voice, HelpRequest request, Me author, Obligation? duty) => voice.Screen(duty is null ? "support.toSecretaryOther" : "support.toSecretary",
        [
            ("FullName", author.Person.FullName), ("Item", request.Item), ("Due", duty is null ? "" : DutyWords.Due(duty)), ("Note", request.Note ?? "chưa nói rõ."),
            ("Phone", author.Person.Phone is { } phone ? new PhoneNumber(phone).Shown : ""),
        ],
        author.Person.Phone is null ? Pick.None : Start.Of("support.call", ("help", request.Id)),
        Start.Of("support.reply", ("help", request.Id)),
        duty is null ? Pick.None : Start.Of("extend", ("item", duty.Id)),
        Pick.None) with { Topic = request.Id };
}
