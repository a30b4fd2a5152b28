using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Pledges;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Review;

internal static partial class ReviewOutcomes
{
    public static ValueTask Read(PaperRead fact, Effects effects)
    {
        effects.Audit("read", fact.PaperId, fact.UnitId);
        return ValueTask.CompletedTask;
    }

    public static ValueTask TurnedAway(TurnedAway fact, Effects effects)
    {
        effects.Audit("wrong-person", fact.ObjectId, fact.UnitId);
        return ValueTask.CompletedTask;
    }

    public static ValueTask PutOff(ReviewPutOff fact, Effects effects) => ReviewQueue.Plan(effects, effects.Me.Id, fact.UnitId, fact.At);

    /// <summary>The decision holds for the submission that was read, by somebody who may, or not at all.</summary>
    public static async ValueTask Decided(PaperDecided fact, Effects effects)
    {
        if (await Paper.Load(effects.Desk, fact.Kind, fact.PaperId) is not { IsWaiting: true } paper || paper.Submission != fact.Submission
            || !await Reviewing.May(effects.Desk, effects.Me, paper, effects.Today)) return;
        var decision = new Decision(effects.Me.Id, effects.Now, fact.Comment is null, fact.Comment);
        if (paper.Pledge is { } pledge) effects.Desk.Put(pledge with { Status = fact.Comment is null ? PledgeStatus.Approved : PledgeStatus.Returned, Decision = decision });
        if (paper.Reflection is { } reflection) effects.Desk.Put(reflection with { Status = fact.Comment is null ? ReflectionStatus.Accepted : ReflectionStatus.Returned, Decision = decision, PageAsked = PageOf(fact.Comment, reflection) });
        effects.Audit(fact.Comment is null ? "approve" : "return", paper.Id, paper.UnitId);
        if (fact.Comment is { } comment) await Return(effects, paper, comment);
        else await Approve(effects, paper);
        if (paper.Reflection is { } read) await TellPetition(effects, read, paper);
    }

    private static async ValueTask Approve(Effects effects, Paper paper)
    {
        var decider = Voice.Capital(effects.Me.Person.FormalName);
        await effects.Post.Send(paper.AuthorId, voice => paper.Pledge is not null
            ? voice.Say("pledge.approved", ("Decider", decider), ("Year", paper.Campaign))
            : voice.Say("reflection.accepted", ("Decider", decider), ("Study", paper.Campaign)));
    }

    private static async ValueTask Return(Effects effects, Paper paper, string comment)
    {
        var cell = await effects.Desk.Get<OrgUnit>(paper.UnitId);
        var days = cell?.Settings.ReturnDays ?? 3;
        var duty = await Duties.Reopen(effects, Obligation.IdOf(paper.CampaignId, paper.AuthorId), days);
        // Who has moved since cannot send it again there: the own cell asks for it, as if it had never been sent.
        if (duty is not null && await effects.Desk.Get<Participant>(paper.AuthorId) is { CellId: { } home } author && home != duty.UnitId) await Belonging.Settle(effects, author, duty.UnitId);
        var due = duty?.DueAt ?? Reviewing.ReturnDueOf(null, effects.Now, days);
        (string, object?)[] words = [("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("Comment", comment), ("DueText", VietnameseDates.Long(DateOnly.FromDateTime(due.DateTime)))];
        if (paper.Reflection is { } pages && PageOf(comment, pages) is { } page)
        {
            await effects.Post.Send(paper.AuthorId, voice => voice.Say("photo.pageReturned",
                ("Decider", Voice.Capital(effects.Me.Person.FormalName)), ("k", page), ("Study", paper.Campaign), ("DueText", VietnameseDates.Long(DateOnly.FromDateTime(due.DateTime)))));
            return;
        }
        var again = Start.Of(paper.Pledge is not null ? PledgeDialog.Name : ReflectionDialog.Name, ("campaign", paper.CampaignId), ("from", "returned"));
        await effects.Post.Send(paper.AuthorId, voice => voice.Screen(paper.Pledge is not null ? "pledge.returned" : "reflection.returned", words, again, Start.Of("later")) with { Topic = paper.Id });
    }

    /// <summary>"trang 2 mờ" and no more: that page alone is asked for.</summary>
    private static int? PageOf(string? comment, Reflection reflection) =>
        comment is not null && OnePage().Match(VietnameseText.ForMatching(comment)) is { Success: true } page && int.Parse(page.Groups[1].Value) is var k && k >= 1 && k <= reflection.Attachments.Count ? k : null;

    [GeneratedRegex(@"^(?:xin |de nghi |dong chi )*(?:chup lai |gui lai )?(?:rieng )?trang (?:so )?([0-9]{1,2})(?: (?:mo|nhoe|toi|ro|doc|duoc|khong|chua|bi|hoi|qua|nho|chup|lai|giup|a))*$")]
    private static partial Regex OnePage();

    /// <summary>A petition comes to the reader at the first decision about its reflection.</summary>
    private static async ValueTask TellPetition(Effects effects, Reflection reflection, Paper paper)
    {
        if (reflection.PetitionId is { } id && await effects.Desk.Get<Petition>(id) is { ToldAt: null, Status: PetitionStatus.New } petition) await Petitions.Tell(effects, petition, effects.Me.Id);
        if (!reflection.PetitionInside) return;
        await effects.Post.Send(effects.Me.Id, voice => voice.Screen("petition.inEssay", [("FullName", paper.Author)],
            Start.Of(TypeOutPetition.Name, ("id", reflection.Id)), Start.Of(TypeOutPetition.Name, ("id", reflection.Id), ("none", "yes"))) with { Topic = reflection.Id + "/inside" });
    }
}
