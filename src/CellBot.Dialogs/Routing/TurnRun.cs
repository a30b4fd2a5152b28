using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Routing;

/// <summary>One turn: from an update to everything that follows from it. Lives for this turn only.</summary>
internal sealed partial class TurnRun(DialogCatalog catalog, Phrasebook words, IChannelGuide guide, Incoming update, IDesk desk)
{
    private readonly DateTimeOffset now = update.ReceivedAt;
    private readonly Clocked clocked = new(update.ReceivedAt, update.SentAt is { } sent && sent < update.ReceivedAt ? sent : update.ReceivedAt);
    private readonly List<Screen> replies = [];
    private Chat chat = null!;
    private Me? me;
    private Voice voice = null!;
    private Uploads uploads = null!;
    private string? toast;
    private bool hadEffect;
    private bool conversationEnded;
    private int depth;

    private TimeSpan IdleAfter => TimeSpan.FromMinutes(me?.Cell?.Settings.IdleMinutes ?? 30);
    private bool Idle => me is not null && chat.Active is { } active && now - active.LastAt > IdleAfter;

    public async ValueTask<TurnReport> Run()
    {
        if (!await desk.IsNew<SeenUpdate>(update.Id)) return TurnReport.Repeated;
        if (update.LinkId is not null && !await TakesByLink(update.LinkId)) return TurnReport.Repeated;
        desk.Put(new SeenUpdate(update.Id) { At = now });

        chat = await desk.Get<Chat>(update.AccountId) ?? new Chat(update.AccountId);
        var account = await desk.Get<ChannelAccount>(update.AccountId);
        if (account is { State: not AccountState.Unlinked })
        {
            me = await Me.Load(desk, account.ParticipantId, DateOnly.FromDateTime(now.DateTime));
            if (Reachability(account) is { } changed) desk.Put(changed);
        }
        // An old button in an account that was taken from somebody: it opens nothing, and it is written down.
        else if (account is not null && update.Press is not null) new Effects(desk, words, update.Id, now, null, update.AccountId).Audit("wrong-person", update.AccountId, actorId: "stranger");
        voice = new Voice(words, me);
        uploads = new Uploads(guide, update.Id, update.AccountId, me?.Id, now);
        chat = chat with { ExternalChatId = update.ExternalChatId ?? chat.ExternalChatId, LastInboundAt = now, ParticipantId = me?.Id ?? chat.ParticipantId };
        if (update.Kind is IncomingKind.Blocked or IncomingKind.Unblocked)
        {
            desk.Put(chat);
            return new TurnReport(false, null, null);
        }

        await Dispatch();
        return await Finish();
    }

    /// <summary>Blocked and unblocked come from the platform; a message from a blocked account unblocks it.</summary>
    private ChannelAccount? Reachability(ChannelAccount account) =>
        (update.Kind, account.State) switch
        {
            (IncomingKind.Blocked, AccountState.Active) => account with { State = AccountState.Blocked },
            (not IncomingKind.Blocked, AccountState.Blocked) => account with { State = AccountState.Active },
            _ => null,
        };

    /// <summary>What comes by an upload link is taken once, while the link works, and uses it up.</summary>
    private async ValueTask<bool> TakesByLink(string id)
    {
        if (await desk.Get<FileLink>(id) is not { Purpose: LinkPurpose.Upload } link || !link.WorksAt(now) || link.AccountId != update.AccountId) return false;
        desk.Put(link with { UsedAt = now });
        return true;
    }

    private async ValueTask Dispatch()
    {
        if (update.Text is { } said && SecretStamp.IsOn(said) || update.Attachments.Any(file => file.FileName is { } name && SecretStamp.IsOn(Path.GetFileNameWithoutExtension(name).Replace('_', ' '))))
            Reply(voice.Say("secret.refused"));
        else if (update.Problem is { } problem)
            Reply(Explain(problem));
        else if (update.Kind is IncomingKind.Sticker)
            Reply(voice.Say("sticker.received"));
        else if (update.Kind is IncomingKind.Voice)
            Reply(voice.Say("voice.received"));
        else if (update.Kind is IncomingKind.Edited)
            Reply(voice.Say("edited.received"));
        else if (IsAboutOwnData() && update.Press is null && update.Text is { } own)
            await Typed(own);
        else if (me is null || !me.Person.HasConsented)
            await Stranger();
        else if (HasLeft)
        {
            if (update.Press is { } choice && IsAboutOwnData() && chat.Active!.ScreenToken == choice.Token)
            {
                await Choose(choice.Number);
                return;
            }
            if (update.Press is not null) new Effects(desk, words, update.Id, now, me, update.AccountId).Audit("wrong-person", update.AccountId);
            Reply(voice.Say("access.left"));
        }
        else if (update.Kind is IncomingKind.Unsupported)
            Reply(uploads.Invitation(voice) ?? voice.Say("error.unsupported", ("Kind", "tệp văn bản")));
        else if (update.Press is { } press)
            await Pressed(press.Token, press.Number);
        else if (update.Attachments.Count > 0)
            await Files();
        else if (update.Text is { } text && !string.IsNullOrWhiteSpace(text))
            await Typed(text);
        else
            Reply(voice.Say("fallback.unknown"));
    }

    /// <summary>Someone who withdrew or left asks for what is kept about them, or answers a question about it: that right stays.</summary>
    private bool IsAboutOwnData() => me is not null && (!me.Person.HasConsented || HasLeft)
        && (chat.Active is { OpenKey: not null } active && catalog.Find(active.Dialog) is { OwnData: true } || update.Text is { } text && catalog.Command(VietnameseText.ForMatching(text), text, me) is { Kind.OwnData: true });

    private bool HasLeft => me is { Cell: null, Affiliations.Count: 0 };

    /// <summary>What is said to someone who may not begin it, having withdrawn or left; null for everyone else.</summary>
    private Screen? Shut(DialogKind kind) =>
        me is null || kind.OwnData || kind.ForStrangers ? null : !me.Person.HasConsented ? voice.Say("data.shut") : HasLeft ? voice.Say("access.left") : (Screen?)null;

    private Screen Explain(FileProblem problem) => problem.Kind switch
    {
        FileProblemKind.TooLarge => voice.Say("file.tooLargeHere", ("Size", problem.Megabytes.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ',')), ("Max", problem.MaxMegabytes)),
        FileProblemKind.Empty => voice.Say("file.empty"),
        _ => voice.Say("file.wrongType"),
    };

    /// <summary>Nobody is linked to this chat, or the person has not agreed: only joining is possible.</summary>
    private async ValueTask Stranger()
    {
        // What was begun before the account was moved away or consent was withdrawn belongs to nobody here.
        if (chat.Active is { } begun && catalog.Find(begun.Dialog) is not ({ ForStrangers: true } or { OwnData: true })) chat = chat with { Active = null, Parked = [], Lists = [], Kept = null, Undo = null, LastChoice = null };
        if (update.Press is { } press)
        {
            if (chat.Active is { OpenKey: not null } joining && joining.ScreenToken == press.Token && press.Number >= 1 && press.Number <= joining.Shown.Count) await Choose(press.Number);
            else Reply(voice.Say("welcome.unknown"));
            return;
        }
        if (chat.Active is { OpenKey: not null } && update.StartPayload is null && update.Text is { } text)
        {
            await Typed(text);
            return;
        }
        var args = new Dictionary<string, string> { ["account"] = update.AccountId };
        if (update.StartPayload is { } payload) args["link"] = payload;
        if (update.Text is { } said) args["text"] = said.Length <= 200 ? said : said[..200];
        await Begin(new Start("join", args));
    }

    private void Reply(Screen screen) => replies.Add(screen);
}
