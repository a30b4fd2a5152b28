using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Committee;

/// <summary>The demo committee with a study that went down to its 34 cells.</summary>
internal static class CommitteeTown
{
    public const string Thuy = TownCommittee.Officer, Uyen = "Hoàng Thanh Uyên", Hoa = "Kim Ngọc Hoa", Trang = "Phạm Thị Trang", Library = "Chi bộ Thư viện";

    public static async Task<Town> At(string now, params IReadOnlyCollection<string> notLinked)
    {
        var town = await Town.Start(Local(now));
        await town.Write(desk =>
        {
            TownCommittee.Seed(desk, town.Clock.Now, notLinked);
            return ValueTask.CompletedTask;
        });
        return town;
    }

    public static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

    public static StudyCampaign StudyOf(string opens, string due) => new("th4-2026-u-db")
    {
        UnitId = TownCommittee.BodyId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = Local(opens), DueAt = Local(due + "T23:59:59"), OpenedBy = TownCommittee.PersonOf(Thuy),
    };

    public static async Task Opens(this Town town, StudyCampaign study)
    {
        await town.Effect("open/" + study.Id, effects => CampaignOpening.Open(effects, study));
        await town.RunTicks();
    }

    public static string Dutyof(StudyCampaign study, string person, string cell) => Obligation.IdOf(AnyCampaign.IdIn(study, cell), person);

    /// <summary>Everyone who owes it but those named hands it in now, a cell in a commit.</summary>
    public static async Task HandsInAll(this Town town, StudyCampaign study, params IReadOnlyCollection<string> except)
    {
        foreach (var cell in TownCommittee.Cells.Select(TownCommittee.CellOf))
            await town.Effect($"hand-in/{cell}/{town.Clock.Now:O}", async effects =>
            {
                foreach (var duty in await effects.Desk.Find(Obligation.BySource, $"{AnyCampaign.IdIn(study, cell)}/{cell}/Open"))
                    if (!except.Contains(duty.OwnerId)) await Duties.Fulfil(effects, duty.Id, effects.Now);
            });
        await town.RunTicks();
    }

    public static Task HandsIn(this Town town, StudyCampaign study, string fullName, string cellName) => town.Effect($"hand-in/{TownCommittee.PersonOf(fullName, cellName)}/{town.Clock.Now:O}",
        effects => Duties.Fulfil(effects, Dutyof(study, TownCommittee.PersonOf(fullName, cellName), TownCommittee.CellOf(cellName)), effects.Now));

    public static Task Tells(this Town town, string fullName, string text) => town.Says(TownCommittee.AccountOf(fullName), text);

    public static string Last(this Town town, string fullName) => town.Messages.FindLast(message => message.Account == TownCommittee.AccountOf(fullName))!.Text;
}
