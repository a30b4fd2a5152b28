using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Papers;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Papers;

/// <summary>Somebody wants a document; the file is made after the turn, from what is stored then.</summary>
internal sealed record PaperAsked(PaperKind Kind, string ObjectId, string? Part, PaperForm Form) : Fact;

/// <summary>"in": what this person may print.</summary>
internal sealed class PrintDialog(PrintView view) : IDialog
{
    public const string Name = "print";

    public Task Run(IChat chat)
    {
        chat.Say(view.Choices.Count == 0 ? chat.Voice.Say("print.none") : chat.Voice.Screen("print.what", [], Pick.Many(view.Choices)) with { Topic = Name });
        return Task.CompletedTask;
    }
}

/// <summary>One document: of what time, whose, in which form, where that is not clear yet; then it is ordered.</summary>
/// <param name="people">Whose papers there are, where one is to be picked.</param>
internal sealed class MakePaper(PaperKind kind, string objectId, string? part, IReadOnlyList<Choice> people) : IDialog
{
    public const string Name = "print.make", Whose = "whose";

    public static Start Start(PaperKind kind, string objectId, string? part = null) =>
        part is null ? Domain.Conversations.Start.Of(Name, ("kind", $"{kind}"), ("object", objectId)) : Domain.Conversations.Start.Of(Name, ("kind", $"{kind}"), ("object", objectId), ("part", part));

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var (meant, which, form) = (objectId, part, PaperForm.Document);
        if (part is Whose)
        {
            if (people.Count == 0) { chat.Say(voice.Say("print.gone", ("What", PaperTitles.Of(kind, null)))); return; }
            (meant, which) = (await chat.Ask(Questions.Choice("whose", voice.Screen("print.whose", [("WhatCap", Voice.Capital(PaperTitles.Of(kind, null)))], Pick.Many(people)))), null);
        }
        if (kind is PaperKind.Pledge && await chat.Ask(Questions.Choice("annex", voice.Screen("print.annex", [], "plain", "annex"), ("khong", "plain"), ("co", "annex"))) == "annex") which = "annex";
        if (kind is PaperKind.Report && part is null)
            which = await chat.Ask(Questions.Choice("period", voice.Screen("print.period", [], Pick.Many(ReportPeriod.Around(DateOnly.FromDateTime(chat.StartedAt.DateTime)).Select(period => new Choice(period.Code, Voice.Capital(period.Title)))))));
        if (kind is PaperKind.PledgeList or PaperKind.ReflectionList)
            form = Enum.Parse<PaperForm>(await chat.Ask(Questions.Choice("form", voice.Screen("print.form", [("WhatCap", Voice.Capital(PaperTitles.Of(kind, null)))], $"{PaperForm.Document}", $"{PaperForm.Spreadsheet}", $"{PaperForm.Csv}"),
                ("word", $"{PaperForm.Document}"), ("excel", $"{PaperForm.Spreadsheet}"), ("csv", $"{PaperForm.Csv}"))));
        chat.Record(new PaperAsked(kind, meant, which, form));
        chat.Say(voice.Say("print.making", ("What", PaperTitles.Of(kind, which))));
    }

    public static async ValueTask<IDialog> Open(Opening opening) => await Open(opening, Enum.Parse<PaperKind>(opening.Arg("kind")), opening.Arg("object"), opening.ArgOrNull("part"));

    /// <summary>Under the report of a notice: a sheet for each whom it did not reach.</summary>
    public static ValueTask<IDialog> ForUnreached(Opening opening) => Open(opening, PaperKind.Invitation, opening.Arg("meeting"), "unreached");

    private static async ValueTask<IDialog> Open(Opening opening, PaperKind kind, string objectId, string? part)
    {
        if (part is Whose) return opening.Me is { LeadsCell: true, Cell: { } cell } ? new MakePaper(kind, objectId, part, await Papers(opening, kind, objectId, cell.Id)) : new NotForYou();
        return await PaperRights.May(opening.Reader, opening.Me!, kind, objectId, opening.Today) ? new MakePaper(kind, objectId, part, []) : new NotForYou();
    }

    /// <summary>Papers of the campaign in this cell that were handed in, by their writers' names.</summary>
    private static async ValueTask<IReadOnlyList<Choice>> Papers(Opening opening, PaperKind kind, string campaignId, string cell)
    {
        var papers = kind is PaperKind.Pledge
            ? (await opening.Reader.Find(Pledge.ByCampaign, campaignId + "/", 10_000)).Where(pledge => pledge.UnitId == cell && PledgePaper.Items(pledge) is not null).Select(pledge => (pledge.Id, pledge.ParticipantId))
            : (await opening.Reader.Find(Reflection.ByCampaign, campaignId + "/", 10_000)).Where(reflection => reflection.UnitId == cell && reflection.Submission > 0).Select(reflection => (reflection.Id, reflection.ParticipantId));
        var owners = papers.ToDictionary(paper => paper.ParticipantId, paper => paper.Id);
        return [.. (await opening.Reader.Get<Participant>([.. owners.Keys])).Where(person => !MyDataFeature.HasWithdrawn(person)).OrderBy(person => person.FullName, PersonName.Order).Select(person => new Choice(owners[person.Id], person.FullName))];
    }

    public static async ValueTask Asked(PaperAsked fact, Effects effects)
    {
        if (!await PaperRights.May(effects.Desk, effects.Me, fact.Kind, fact.ObjectId, effects.Today)) return;
        effects.Desk.Put(new PaperOrder($"{effects.CauseId}/paper")
        {
            AskedBy = effects.Me.Id, AccountId = effects.AccountId!, Kind = fact.Kind, ObjectId = fact.ObjectId, Part = fact.Part, Form = fact.Form, AskedAt = effects.Now,
        });
        effects.Audit("export", fact.ObjectId);
        if (await PaperRights.ReadsAnother(effects.Desk, effects.Me, fact.Kind, fact.ObjectId)) effects.Audit("read", fact.ObjectId);
    }
}
