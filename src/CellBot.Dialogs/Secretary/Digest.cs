using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Secretary;

/// <summary>The Monday figures of a cell, for its secretary: numbers, no names.</summary>
internal sealed record Digest(int Year, int Pledged, int PledgeEligible, string Study, int HandedIn, int StudyEligible, int Overdue, int Help, int Petitions, int Unreachable)
{
    private static readonly TimeOnly At = new(8, 0);

    public static StageWriter Stages { get; } = new([Stage.Digest], Write);

    public bool IsEmpty => PledgeEligible + StudyEligible + Overdue + Help + Petitions == 0;

    public static async ValueTask<Digest> Of(IReader reader, OrgUnit cell, DateTimeOffset now)
    {
        var campaign = (await reader.Find(PledgeCampaign.ByUnit, cell.Id + "/")).Where(c => c.Audience is Audience.Members && c.OpensAt <= now && (now <= c.ClosesAt.AddDays(14) || c.State is CampaignState.Open && c.Year >= now.Year)).MaxBy(c => c.ClosesAt);
        var study = (await reader.Find(StudyCampaign.ByUnit, cell.Id + "/")).Where(c => c.Audience is Audience.Members && c.OpensAt <= now && now <= c.DueAt.AddDays(30)).MaxBy(c => c.DueAt);
        var (pledged, pledgeEligible) = await Count(reader, campaign?.Id, cell.Id, now);
        var (handedIn, studyEligible) = await Count(reader, study?.Id, cell.Id, now);
        var open = await reader.Find(Obligation.OpenByUnit, cell.Id + "/");
        var overdue = 0;
        foreach (var duty in open)
            if (duty.Kind is not ObligationKind.PetitionReply && duty.StateAt(now) is ObligationState.Overdue && !await CellCounts.IsExempt(reader, duty, now))
                overdue++;
        var unreachable = 0;
        foreach (var affiliation in await reader.Find(Affiliation.ByUnit, cell.Id + "/"))
            if (affiliation.HoldsAt(QuietHours.Day(now)) && !await Exempt.Covers(reader, cell.Id, affiliation.ParticipantId, ObligationKind.ActionItem, QuietHours.Day(now))
                && await reader.Get<Participant>(affiliation.ParticipantId) is { } person && await Post.AccountOf(reader, person) is null)
                unreachable++;
        return new Digest(campaign?.Year ?? 0, pledged, pledgeEligible, study?.Title ?? "", handedIn, studyEligible, overdue,
            (await reader.Find(HelpRequest.Open, cell.Id + "/")).Count, (await reader.Find(Petition.Open, cell.Id + "/")).Count, unreachable);
    }

    public Screen Screen(Voice voice, DateTimeOffset now)
    {
        var screen = voice.Screen("digest.secretary",
        [
            ("Time", $"{now:HH\\:mm}"), ("Date", $"{now:dd/MM/yyyy}"),
            ("Year", Year), ("Pledged", Pledged), ("Eligible", PledgeEligible), ("PledgePct", Percent(Pledged, PledgeEligible)),
            ("Study", Study), ("Refl", HandedIn), ("ReflN", StudyEligible), ("ReflPct", Percent(HandedIn, StudyEligible)),
            ("Overdue", Overdue), ("Help", Help), ("Petitions", Petitions), ("Unreachable", Unreachable),
        ]);
        // A campaign that does not exist has no line; other lines go by the general rule.
        var lines = screen.Text.Split('\n').Where(line => !(PledgeEligible == 0 && line.StartsWith("– Đăng ký", StringComparison.Ordinal)) && !(StudyEligible == 0 && line.StartsWith("– Thu hoạch", StringComparison.Ordinal)));
        return new Screen(Zeroes.Drop(string.Join('\n', lines)), [new Choice("list", "Xem danh sách", Start.Of(MissingDialog.Name))], Topic: "digest") { NumbersInWords = true };
    }

    /// <summary>The lines alone, without the words that name a number.</summary>
    public string Lines(Voice voice, DateTimeOffset now)
    {
        var text = Screen(voice, now).Text;
        return text[..text.LastIndexOf('\n')];
    }

    /// <summary>Plans next Monday's for the cell's secretary, unless it is there.</summary>
    public static async ValueTask Plan(Effects effects, OrgUnit cell)
    {
        if (cell.IsCell is false || await Officers.InCharge(effects.Desk, cell.Id, effects.Today) is not { } secretary) return;
        var monday = effects.Today.AddDays((8 - (int)effects.Today.DayOfWeek) % 7 is 0 ? 7 : (8 - (int)effects.Today.DayOfWeek) % 7);
        var id = Reminder.IdOf(secretary, Stage.Digest, cell.Id, monday.DayNumber);
        if (await effects.Desk.Get<Reminder>(id) is not null) return;
        effects.Desk.Put(new Reminder(id) { PersonId = secretary, Stage = Stage.Digest, ObjectId = cell.Id, Version = monday.DayNumber, DueAt = QuietHours.On(monday, At, effects.Now.Offset) });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var desk = run.Effects.Desk;
        if (await desk.Get<OrgUnit>(run.Reminder.ObjectId) is not { } cell) return new StageVerdict.Skip("gone");
        var days = cell.Settings.Holidays();
        if (days.IsDayOff(run.Effects.Today)) return new StageVerdict.Later(QuietHours.On(days.NextWorkingDay(run.Effects.Today), At, run.Now.Offset));
        await Plan(run.Effects, cell);
        if (await Officers.InCharge(desk, cell.Id, run.Effects.Today) is var leader && leader != run.Me.Id)
        {
            if (leader is not null) await HandOver(run, leader);
            return new StageVerdict.Skip("handed over");
        }
        var digest = await Of(desk, cell, run.Now);
        return digest.IsEmpty ? new StageVerdict.Skip("nothing to report") : new StageVerdict.Say(digest.Screen(run.Voice, run.Now), "", null, Merges: false);
    }

    /// <summary>The office changed hands since this one was planned: the same figures go to whoever has it now.</summary>
    private static async ValueTask HandOver(StageRun run, string leader)
    {
        var id = Reminder.IdOf(leader, Stage.Digest, run.Reminder.ObjectId, run.Reminder.Version);
        if (await run.Effects.Desk.Get<Reminder>(id) is null)
            run.Effects.Desk.Put(run.Reminder with { Id = id, PersonId = leader, DueAt = run.Now });
    }

    /// <summary>Fulfilled and asked, from the duties of the campaign; the exempt and the waived are in neither.</summary>
    private static async ValueTask<(int Done, int Eligible)> Count(IReader reader, string? source, string unit, DateTimeOffset now)
    {
        if (source is null) return (0, 0);
        var count = await CellCounts.Of(reader, source, unit, now);
        return (count.Done, count.Eligible);
    }

    /// <summary>Without its sign, which stands in the words.</summary>
    private static string Percent(int n, int of) => of == 0 ? "0" : Figures.Percent(n, of).TrimEnd('%');
}

/// <summary>"tình hình": the same figures now.</summary>
internal sealed class DigestNow(Digest? digest) : IDialog
{
    public const string Name = "digest";

    public Task Run(IChat chat)
    {
        // In an answer the choice is shown: its words need not name the number.
        if (digest is null) chat.Say(chat.Voice.Say("error.noPermission"));
        else
        {
            var screen = digest.Screen(chat.Voice, chat.Now);
            chat.Say(screen with { Text = digest.Lines(chat.Voice, chat.Now), NumbersInWords = false });
        }
        return Task.CompletedTask;
    }
}
