using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

/// <summary>The cell of the golden conversations with its study of the fourth quarter: due Thursday 10/12/2026. Everybody but the secretary and the deputy, whose mornings are for the queue, owes a reflection.</summary>
internal static class StudyTown
{
    public const string Campaign = "th-2026-4-u-kv3";
    public const string Body = "u-phuong";
    public const string Loan = "Đinh Hồng Loan", Phong = "Hoàng Trọng Phong", Lien = "Trần Thanh Liên", Bich = "Đỗ Phương Bích", Tin = "Thạch Ngọc Tín";

    public static readonly DateTimeOffset Evening = At(4, 20, 0);

    public static DateTimeOffset At(int day, int hour, int minute) => new(2026, 12, day, hour, minute, 0, TimeSpan.FromHours(7));

    public static StudyCampaign Study(string id = Campaign, string title = "Nghị quyết chuyên đề quý IV", string code = "TH4", int dueOn = 10, int minWords = 0) => new(id)
    {
        UnitId = TownCell.CellId, Title = title, Code = code, OpensAt = At(1, 0, 0), DueAt = new DateTimeOffset(2026, 12, dueOn, 23, 59, 59, TimeSpan.FromHours(7)), MinWords = minWords,
    };

    public static Obligation Duty(StudyCampaign campaign, string person) => new(Obligation.IdOf(campaign.Id, person))
    {
        Kind = ObligationKind.Reflection, OwnerId = person, UnitId = TownCell.CellId, SourceId = campaign.Id, Item = campaign.Item, OpensAt = campaign.OpensAt, DueAt = campaign.DueAt,
    };

    /// <param name="petitions">How many the cell has had so far.</param>
    public static async Task<Town> Start(DateTimeOffset? at = null, IReadOnlyDictionary<string, string>? channels = null, int petitions = 0, params StudyCampaign[] studies)
    {
        var town = await Town.Start(at ?? Evening);
        if (studies.Length == 0) studies = [Study()];
        await town.Effect("seed", async effects =>
        {
            await TownCell.Seed(effects.Desk, town.Clock.Now, notLinked: [], channels);
            effects.Desk.Put(new OrgUnit(Body) { Name = "Đảng ủy phường", Type = OrgUnitType.PartyBody });
            effects.Desk.Put((await effects.Desk.Get<OrgUnit>(TownCell.CellId))! with { ParentId = Body });
            foreach (var study in studies)
            {
                effects.Desk.Put(study);
                foreach (var name in TownCell.Names.Except([Loan, Phong])) await Duties.Open(effects, Duty(study, TownCell.PersonOf(name)));
            }
            for (var n = 1; n <= petitions; n++)
                effects.Desk.Put(new Petition(Petition.IdOf(TownCell.CellId, n)) { UnitId = TownCell.CellId, AuthorId = "p-07", Number = n, Text = "Đề nghị sửa đèn đường", ReceivedAt = At(1, 8, 0), DueAt = At(8, 23, 59), Status = PetitionStatus.Answered });
        });
        return town;
    }

    /// <summary>The last message that reached this chat.</summary>
    public static string Last(this Town town, string account) => town.Messages.FindLast(message => message.Account == account)?.Text ?? "";

    public static int Count(this Town town, string account) => town.Messages.Count(message => message.Account == account);

    /// <summary>Says it, lets pages settle, and gives what came back.</summary>
    public static async Task<string> Ask(this Town town, string account, string text)
    {
        await town.Says(account, text);
        return town.Last(account);
    }

    public static async Task<string> Photos(this Town town, string account, int count)
    {
        for (var i = 0; i < count; i++) await town.SendsPhoto(account);
        await town.Advance(TimeSpan.FromSeconds(20));
        return town.Last(account);
    }

    /// <summary>From the first photo to the receipt.</summary>
    public static async Task<string> HandsInPhotos(this Town town, string account, int count, string petition = "1")
    {
        await town.Photos(account, count);
        await town.Says(account, "1");
        await town.Says(account, petition);
        return await town.Ask(account, "2");
    }

    public static Task<Reflection?> ReflectionOf(this Town town, string name, string campaign = Campaign) => town.Read<Reflection>(Reflection.IdOf(campaign, TownCell.PersonOf(name)));
}
