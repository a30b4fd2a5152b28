using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Coverage;

/// <summary>A small committee that lives at random: papers come, late ones too, are returned and taken back; people move, leave, come and are exempted; cells move and merge; the date moves.</summary>
internal sealed class RandomHistory(Town town, Random random)
{
    public const string Root = "th4-2026-u-db", Body = "u-db";
    public static readonly string[] Bodies = [Body, "s-a", "s-b"];
    public static readonly string[] Cells = ["c-0", "c-1", "c-2", "c-3", "c-4", "c-5"];

    private readonly List<string> people = [];
    private int steps, acts;

    public string Officer => "p-0-1";

    public static string SecretaryOf(string cell) => $"p-{cell[2..]}-0";

    public static string AccountOf(string person) => $"zalo/0/{person[2..]}";

    public string Last { get; private set; } = "";

    public async Task Begin(DateTimeOffset due)
    {
        await town.Write(desk =>
        {
            desk.Put(new OrgUnit(Body) { Name = "Đảng bộ", Type = OrgUnitType.PartyBody });
            desk.Put(new OrgUnit("s-a") { Name = "Đảng bộ bộ phận A", Type = OrgUnitType.SectionalBody, ParentId = Body });
            desk.Put(new OrgUnit("s-b") { Name = "Đảng bộ bộ phận B", Type = OrgUnitType.SectionalBody, ParentId = Body });
            for (var c = 0; c < Cells.Length; c++)
            {
                desk.Put(new OrgUnit(Cells[c]) { Name = $"Chi bộ {c}", Type = OrgUnitType.Cell, ParentId = c < 3 ? "s-a" : c < 5 ? "s-b" : Body });
                for (var p = 0; p < 5; p++) Add(desk, $"p-{c}-{p}", Cells[c], p == 0 ? [Role.Secretary] : [], p == 4 ? ParticipantKind.NonMember : ParticipantKind.PartyMember);
            }
            desk.Put(new Affiliation(Affiliation.IdOf(Body, Officer)) { UnitId = Body, ParticipantId = Officer, Kind = AffiliationKind.Dual, Number = 1, From = new DateOnly(2020, 1, 1), Roles = [Role.CommitteeMember] });
            return ValueTask.CompletedTask;
        });
        await town.Effect("open", effects => CampaignOpening.Open(effects, new StudyCampaign(Root)
        {
            UnitId = Body, Title = "Nghị quyết", Code = "TH4", OpensAt = town.Clock.Now, DueAt = due, OpenedBy = Officer,
        }));
        await town.RunTicks();
    }

    /// <summary>One thing happens; what waits behind it is settled.</summary>
    public async Task Step()
    {
        steps++;
        var person = people[random.Next(people.Count)];
        var free = !person.EndsWith("-0", StringComparison.Ordinal) && person != Officer; // secretaries and the officer stay, so that somebody can ask
        switch (random.Next(20))
        {
            case <= 5: await HandIn(person); break;
            case 6: await As(person, "take-back", async (effects, paper) => await ReflectionOutcomes.TakenBack(new(paper.Id), effects)); break;
            case 7 or 8: await Decide(person, random.Next(2) == 0 ? "Xin bổ sung phần liên hệ" : null); break;
            case 9: await AsSecretary(person, "paper", (effects, duty) => DutyOutcomes.PaperTaken(new(duty.Id), effects)); break;
            case 10: await AsSecretary(person, "waive", (effects, duty) => DutyOutcomes.Waived(new(duty.Id, WaiverReason.Health, null), effects)); break;
            case 11: await AsSecretary(person, "extend", (effects, duty) => DutyOutcomes.Extended(new(duty.Id, Duties.EndOfDay(effects.Now.AddDays(random.Next(1, 12)))), effects)); break;
            case 12 or 13 when free: await Move(person, Cells[random.Next(Cells.Length)]); break;
            case 14 when free: await Move(person, null); break;
            case 15: await Exempts(person, random.Next(3)); break;
            case 16: await Arrive(); break;
            case 17 when random.Next(4) == 0: await Reorganise(); break;
            case 18 when random.Next(4) == 0: await Campaign(); break;
            default: break;
        }
        await town.RunTicks();
    }

    private async Task HandIn(string person)
    {
        if (await Paper(person) is not var (duty, paper) || paper is { Counts: true } && duty.FulfilledAt is not null && random.Next(3) > 0) return;
        await Do(person, "hand-in", async effects =>
        {
            if (effects.Me.Cell?.Id == duty.UnitId) await ReflectionOutcomes.Submitted(new ReflectionSubmitted(duty.SourceId, ReflectionForm.Photos, [], [], 0, null, null, false, null), effects);
        });
    }

    private async Task Decide(string person, string? comment)
    {
        if (await Paper(person) is not (var duty, { Status: ReflectionStatus.Submitted } paper)) return;
        await Do(SecretaryOf(duty.UnitId), "decide", effects => ReviewOutcomes.Decided(new PaperDecided(CellBot.Dialogs.Review.Paper.ReflectionKind, paper.Id, paper.Submission, comment), effects));
    }

    private async Task As(string person, string what, Func<Effects, Reflection, ValueTask> act)
    {
        if (await Paper(person) is (_, { } paper) && (await town.Read<Participant>(person))!.CellId == paper.UnitId) await Do(person, what, effects => act(effects, paper));
    }

    private async Task AsSecretary(string person, string what, Func<Effects, Obligation, ValueTask> act)
    {
        if (await Paper(person) is (var duty, _)) await Do(SecretaryOf(duty.UnitId), what, effects => act(effects, duty));
    }

    private async Task Move(string person, string? cell)
    {
        if (await town.Read<Participant>(person) is not { CellId: { } from } || from == cell) return;
        await Act("move", async effects =>
        {
            var desk = effects.Desk;
            var moved = (await desk.Get<Participant>(person))! with { CellId = cell };
            desk.Put(moved);
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(from, person)))! with { To = effects.Today });
            if (cell is not null)
                desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(cell, person)) ?? new Affiliation(Affiliation.IdOf(cell, person)) { UnitId = cell, ParticipantId = person, Number = 50 + steps }) with { From = effects.Today, To = null });
            await Belonging.Settle(effects, moved, from);
        });
    }

    private async Task Exempts(string person, int how)
    {
        if (await town.Read<Participant>(person) is not { CellId: { } cell } someone) return;
        await Act("exempt", async effects =>
        {
            var desk = effects.Desk;
            if (how == 2)
            {
                foreach (var known in await desk.Find(Exemption.ByPerson, $"{cell}/{person}")) desk.Put(known with { To = effects.Today });
                await Belonging.Settle(effects, someone);
                return;
            }
            // Some begin later, and nothing runs on that day: the figures have to know by themselves.
            var from = how == 0 ? effects.Today : effects.Today.AddDays(random.Next(1, 4));
            var id = $"{cell}/{person}/{from:yyyyMMdd}";
            _ = await desk.Get<Exemption>(id);
            desk.Put(new Exemption(id) { UnitId = cell, ParticipantId = person, Kind = ExemptionKind.Temporary, From = from, To = from.AddDays(random.Next(1, 6)), Scope = random.Next(3) == 0 ? ExemptionScope.Meetings : ExemptionScope.All });
            await Belonging.Settle(effects, someone);
        });
    }

    private Task Arrive() => Act("arrive", async effects =>
    {
        var (id, cell) = ($"p-n{steps}-1", Cells[random.Next(Cells.Length)]);
        if (await effects.Desk.Get<OrgUnit>(cell) is { ValidTo: not null }) return;
        await Belonging.Settle(effects, Add(effects.Desk, id, cell, [], random.Next(4) == 0 ? ParticipantKind.NonMember : ParticipantKind.PartyMember));
    });

    /// <summary>A cell changes its parent; or c-5 is merged into c-4 with everybody in it.</summary>
    private async Task Reorganise()
    {
        if (random.Next(2) == 0)
        {
            await Act("reparent", async effects =>
            {
                var cell = (await effects.Desk.Get<OrgUnit>(Cells[random.Next(5)]))!;
                var parent = Bodies[random.Next(3)];
                if (cell.ParentId == parent || cell.FormerParents.Any(former => former.Until == effects.Today)) return;
                effects.Desk.Put(cell with { ParentId = parent, FormerParents = [.. cell.FormerParents, new FormerParent(cell.ParentId, effects.Today)] });
            });
            return;
        }
        if ((await town.Read<OrgUnit>("c-5"))!.ValidTo is not null) return;
        await Act("merge", async effects =>
        {
            effects.Desk.Put((await effects.Desk.Get<OrgUnit>("c-5"))! with { ValidTo = effects.Today, SuccessorId = "c-4" });
        });
        foreach (var person in people.ToArray())
            if ((await town.Read<Participant>(person))!.CellId == "c-5") await Move(person, "c-4");
    }

    private async Task Campaign()
    {
        var root = (await town.Read<StudyCampaign>(Root))!;
        if (random.Next(3) == 0 && root.State is CampaignState.Open) await Act("close", effects => CampaignOpening.Close(effects, root));
        else if (town.Clock.Now.AddDays(1) is var soon) await Act("move-date", effects => CampaignOpening.Move(effects, root, Duties.EndOfDay(soon.AddDays(random.Next(1, 10)))));
    }

    /// <summary>The duty a person has where they are now (or else the last one), and the paper.</summary>
    private async Task<(Obligation Duty, Reflection? Paper)?> Paper(string person)
    {
        var cell = (await town.Read<Participant>(person))?.CellId;
        if (cell is null || await town.Read<Obligation>(Obligation.IdOf($"{Root}-{cell}", person)) is not { } duty) return null;
        return (duty, await town.Read<Reflection>(Reflection.IdOf(duty.SourceId, person)));
    }

    private Participant Add(IDesk desk, string id, string cell, IReadOnlyList<Role> roles, ParticipantKind kind)
    {
        people.Add(id);
        var person = new Participant(id) { FullName = $"Nguyễn Văn {Word(people.Count)}", CellId = cell, Kind = kind, Consent = new Consent { NoticeVersion = 1, GivenAt = town.Clock.Now.AddDays(-9), AccountId = AccountOf(id) } };
        desk.Put(person);
        desk.Put(new Affiliation(Affiliation.IdOf(cell, id)) { UnitId = cell, ParticipantId = id, Number = people.Count, From = DateOnly.FromDateTime(town.Clock.Now.DateTime), Roles = roles });
        desk.Put(new ChannelAccount(AccountOf(id)) { ParticipantId = id, LinkedAt = town.Clock.Now });
        return person;
    }

    private static string Word(int n) => $"{(char)('A' + n % 26)}{(char)('a' + n / 26)}n";

    private Task Do(string person, string what, Func<Effects, ValueTask> act) => Act($"{what} {person}", async effects =>
    {
        if (await Me.Load(effects.Desk, person, effects.Today) is { } me) await act(new Effects(effects.Desk, Phrasebook.Vietnamese, effects.CauseId, effects.Now, me, AccountOf(person)));
    });

    private Task Act(string what, Func<Effects, ValueTask> act)
    {
        Last = $"step {steps}, {town.Clock.Now:dd/MM HH:mm}: {what}";
        return town.Effect($"e{++acts}/{what.Replace(' ', '-')}", act);
    }
}
