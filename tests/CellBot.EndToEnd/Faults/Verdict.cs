using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Storage.Records;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Faults;

/// <summary>
/// Holds a life that is over against what its people did: nothing lost, nothing done or said twice, nobody stuck. What must be there is worked out from the errands
/// alone; the program's classes are used for reading the store and for nothing else.
/// </summary>
internal sealed class Verdict
{
    private readonly Life life;
    private readonly List<string> wrong = [];
    private readonly ILookup<string, OutboxMessage> rows;
    private readonly ILookup<long, Sighting> seen;

    private Verdict(Life life, IEnumerable<OutboxMessage> rows)
    {
        this.life = life;
        this.rows = rows.ToLookup(row => row.AccountId);
        seen = life.Witness.Seen.ToLookup(sighting => sighting.Chat);
    }

    /// <summary>Messages that came a second time.</summary>
    public int Repeated { get; private set; }

    /// <summary>Messages of which the store says that nobody knows whether they came, and which did not come.</summary>
    public int Unknown { get; private set; }

    /// <summary>What people said, and was answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Empty: all is well.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    public static async Task<Verdict> On(Life life)
    {
        await using var store = await life.Host.OpenStore();
        var verdict = new Verdict(life, await store.All<OutboxMessage>().ToListAsync());
        await verdict.Judge(store);
        return verdict;
    }

    private async Task Judge(Store store)
    {
        wrong.AddRange(life.Api.Violations.Select(violation => $"Against the Bot API: {violation}"));
        foreach (var row in rows.SelectMany(rows => rows).Where(row => row.State is OutboxState.Sending or OutboxState.Waiting or OutboxState.Held or OutboxState.GivenUp && row.EditsId is null))
            wrong.Add($"The message {row.Id} is left {row.State} ({row.Reason}).");
        foreach (var person in life.People)
        {
            Answers(person);
            Copies.Judge(person, [.. seen[person.User.Id]], life.Witness, wrong, out var repeated);
            Repeated += repeated;
            Calendar.Judge(person, [.. seen[person.User.Id]], Lost(person), wrong);
        }

        await Effects(store);
    }

    /// <summary>Whatever was said was answered, or its answer is listed as unknown.</summary>
    private void Answers(Villager person)
    {
        foreach (var played in person.Steps)
        {
            if (played.Answer is not null)
                Answered++;
            else if (IsLost(person, played.Step.Hears))
                Unknown++;
            else
                wrong.Add($"{person.Name} ({played.Journey.Name}): {played.Step} was never answered with “{played.Step.Hears}”.\n{Transcript(person)}");
        }
    }

    private async Task Effects(Store store)
    {
        var pledges = (await store.All<Pledge>().ToListAsync()).ToDictionary(pledge => pledge.ParticipantId);
        var papers = (await store.All<Reflection>().ToListAsync()).ToDictionary(paper => paper.ParticipantId);
        var petitions = (await store.All<Petition>().ToListAsync()).ToLookup(petition => petition.AuthorId);
        var answers = (await store.All<Rsvp>().ToListAsync()).ToLookup(answer => answer.ParticipantId);
        foreach (var person in life.People)
        {
            var pledge = pledges.GetValueOrDefault(person.Id);
            Same(person, "pledges", person.Made("pledge") ? $"1: {Journey.Content(person.Area, person.Sample)}" : "0: ",
                $"{(pledge?.Counts == true ? pledge.Submission : 0)}: {(pledge?.Counts == true ? string.Join("; ", pledge.Items.Select(item => item.Content)) : "")}");
            Receipts(person, "pledge", "Đã nhận bản đăng ký của", person.Made("pledge") ? 1 : 0);

            var paper = papers.GetValueOrDefault(person.Id);
            Same(person, "reflections", person.Made("essay") ? $"1: {string.Join("; ", person.Answers)}" : "0: ",
                $"{(paper?.Counts == true ? paper.Submission : 0)}: {(paper?.Counts == true ? string.Join("; ", paper.Answers.Select(answer => answer.Text)) : "")}");
            Receipts(person, "essay", "Đã nhận bài thu hoạch của", person.Made("essay") ? 1 : 0);

            Same(person, "petitions", string.Join("; ", person.Petitions), string.Join("; ", petitions[person.Id].OrderBy(petition => petition.Number).Select(petition => petition.Text)));
            Receipts(person, "petition", "Đã ghi nhận kiến nghị của", person.Petitions.Count);

            // Who sends the invitation comes, and is not asked.
            Same(person, "answers", person.Made("announce") ? nameof(RsvpAnswer.Attend) : person.Made("answer") ? AnswerOf(person.Way) : "", string.Join("; ", answers[person.Id].Select(answer => $"{answer.Answer}")));
            if (person.Notice is null && !IsLost(person, "THÔNG BÁO SINH HOẠT CHI BỘ"))
                wrong.Add($"{person.Name} was not invited, and nothing says so.");
        }
    }

    private void Same(Villager person, string what, string expected, string stored)
    {
        if (expected != stored)
            wrong.Add($"{person.Name}: {what} should be “{expected}”, stored is “{stored}”.\n{Transcript(person)}");
    }

    private void Receipts(Villager person, string what, string words, int expected)
    {
        var came = seen[person.User.Id].Where(sighting => sighting.Message.Text.StartsWith(words, StringComparison.Ordinal)).Select(sighting => sighting.Key).Distinct().Count();
        if (came > expected || came < expected - rows[Account(person)].Count(row => row.State is OutboxState.Unknown && row.Text.StartsWith(words, StringComparison.Ordinal)))
            wrong.Add($"{person.Name}: {came} receipts for {expected} × {what}.\n{Transcript(person)}");
    }

    private IReadOnlyList<OutboxMessage> Lost(Villager person) => [.. rows[Account(person)].Where(row => row.State is OutboxState.Unknown)];

    private bool IsLost(Villager person, string words) =>
        Lost(person).Any(row => $"{row.Text}\n{string.Join('\n', row.Choices)}\n{row.Tail}".Contains(words, StringComparison.Ordinal));

    private static string AnswerOf(int way) => way switch { 0 => nameof(RsvpAnswer.Attend), 1 => nameof(RsvpAnswer.AbsentWithReason), _ => nameof(RsvpAnswer.Late) };

    private static string Account(Villager person) => $"telegram/0/{person.User.Id}";

    private static string Transcript(Villager person) => string.Join('\n', person.User.Transcript.Select(entry => "    " + entry.ToString().Replace("\n", "\n      ", StringComparison.Ordinal)));
}
