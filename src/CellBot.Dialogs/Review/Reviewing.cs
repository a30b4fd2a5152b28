using CellBot.Dialogs.Engine;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.View;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Review;

/// <summary>One submission before the person who wants to decide about it.</summary>
/// <param name="Shown">The submission that the person read.</param>
/// <param name="Left">How many wait for the person when this one is done.</param>
/// <param name="Instead">Who looks at the person's own paper: a name, or the body above.</param>
internal sealed record Reviewing(Paper? Paper, int Shown, bool Allowed, int Left, string? Decider, string? Instead, DateTimeOffset ReturnDue, string? UnitId)
{
    public static async ValueTask<Reviewing> Load(Opening opening)
    {
        var me = opening.Me!;
        var paper = await Paper.Load(opening.Reader, opening.Arg("kind"), opening.Arg("id"));
        if (paper is null) return new Reviewing(null, 0, false, 0, null, null, default, null);
        var allowed = await May(opening.Reader, me, paper, opening.Today);
        var decider = paper.Decision is { } decision ? await opening.Reader.Get<Participant>(decision.By) : null;
        var waiting = allowed ? await ReviewQueue.Waiting(opening.Reader, me, paper.UnitId, opening.Today, others: me.ReviewerOf(paper.AuthorId)?.Id != me.Id) : [];
        var duty = await opening.Reader.Get<Obligation>(Obligation.IdOf(paper.CampaignId, paper.AuthorId));
        return new Reviewing(paper, int.TryParse(opening.ArgOrNull("submission"), out var shown) ? shown : paper.Submission, allowed, waiting.Count(other => other.Id != paper.Id), decider?.FormalName,
            paper.AuthorId == me.Id ? await InsteadOf(opening.Reader, me) : null,
            ReturnDueOf(duty, opening.Now, (await opening.Reader.Get<OrgUnit>(paper.UnitId))?.Settings.ReturnDays ?? 3), paper.UnitId);
    }

    /// <summary>A return gives at least so many days, and never less than there were.</summary>
    public static DateTimeOffset ReturnDueOf(Obligation? duty, DateTimeOffset now, int days) => Duties.EndOfDay(now.AddDays(days)) is var later && duty?.DueAt > later ? duty.DueAt : later;

    /// <summary>Secretary and deputy of the cell it was handed in to; for the paper of a secretary without a deputy an officer of the body above. Nobody about their own.</summary>
    public static async ValueTask<bool> May(IReader reader, Me me, Paper paper, DateOnly today)
    {
        if (me.Id == paper.AuthorId || MyDataFeature.HasWithdrawn(await reader.Get<Participant>(paper.AuthorId))) return false;
        if (me.LeadsFor(paper.AuthorId) && me.Cell!.Id == paper.UnitId) return true;
        if (await reader.Get<OrgUnit>(paper.UnitId) is not { ParentId: { } above } || !me.Holds(above, Role.CommitteeSecretary, Role.CommitteeMember)) return false;
        return await Me.Load(reader, paper.AuthorId, today) is { IsSecretary: true, Reviewer: null } author && author.Cell?.Id == paper.UnitId;
    }

    /// <summary>Who looks at this person's own papers, as review.own and review.ownNobody name them.</summary>
    public static async ValueTask<string?> InsteadOf(IReader reader, Me me) =>
        me.Reviewer is null && me.Cell?.ParentId is { } above ? (await reader.Get<OrgUnit>(above))?.Name : null;

    /// <summary>Says why nothing can be decided now; false if it can.</summary>
    public bool Stops(IChat chat)
    {
        var voice = chat.Voice;
        if (Paper is { } own && own.AuthorId == chat.Me.Id) SayOwn(chat, Instead);
        else if (Paper is null || !Allowed)
        {
            chat.Say(voice.Say("access.wrongPerson"));
            chat.Record(new TurnedAway(Paper?.Id ?? "review", UnitId));
        }
        else if (Paper.IsBeingWritten || Paper.IsWaiting && Paper.Submission != Shown)
            chat.Say(voice.Screen("review.changed", [("FullName", Paper.Author)], Paper.About(ShowPaper.Name)) with { Topic = Paper.Id });
        else if (!Paper.IsWaiting)
            chat.Say(voice.Say("review.decided", ("Decider", Voice.Capital(Decider ?? "Người khác")), ("DecisionText", Paper.Decision is { Approved: false } ? "đề nghị bổ sung" : "xác nhận"), ("Time", When(Paper.Decision?.At, chat.Now))));
        else return false;
        return true;
    }

    public static void SayOwn(IChat chat, string? body) =>
        chat.Say(chat.Me.Reviewer is null ? chat.Voice.Say("review.ownNobody", ("Body", body ?? "cấp trên")) : chat.Voice.Say("review.own"));

    /// <summary>"08:46", with the day when it was another.</summary>
    private static string When(DateTimeOffset? at, DateTimeOffset now) => at is not { } time ? "trước" : time.Date == now.Date ? $"{time:HH\\:mm}" : $"{time:HH\\:mm}, ngày {VietnameseDates.Short(DateOnly.FromDateTime(time.DateTime))}";
}
