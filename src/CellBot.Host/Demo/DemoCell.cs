using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Host.People;
using CellBot.Host.Settings;
using CellBot.Storage.Records;

namespace CellBot.Host.Demo;

/// <summary>Chi bộ Khu vực 3, 28 invented people, all linked to the web chat, with a pledge campaign and a study campaign.</summary>
internal static class DemoCell
{
    public const string Name = "Chi bộ Khu vực 3";
    public const string Channel = "web";
    public const string Bot = "demo";

    public static string AccountOf(string participantId) => ChannelAccount.IdOf(Channel, Bot, participantId);

    /// <summary>Makes the demo in an empty store; finds it as it was left in its own.</summary>
    /// <exception cref="SettingException">The store holds another roster.</exception>
    public static async Task Settle(Store store, TimeProvider clock, CancellationToken cancel = default)
    {
        await Refuse(store, cancel);
        var report = await new RosterImport(store, clock).Run(Roster(), new RosterOrder(Name, IsBody: false), cancel);
        if (!report.IsImported) throw new InvalidOperationException(string.Join('\n', report.Lines()));
        await store.Decide(session => Open(session, clock.LocalNow()), cancel);
    }

    private static async Task Refuse(Store store, CancellationToken cancel)
    {
        var own = RosterIds.Unit(null, Domain.Text.VietnameseText.ForMatching(Name));
        var numbers = new HashSet<string>();
        await foreach (var unit in store.All<OrgUnit>(cancel)) numbers.Add(unit.Id);
        await foreach (var person in store.All<Participant>(cancel)) numbers.Add(person.CellId ?? own);
        await foreach (var account in store.All<ChannelAccount>(cancel)) numbers.Add(account.Id.StartsWith($"{Channel}/{Bot}/", StringComparison.Ordinal) ? own : account.Channel);
        if (numbers.Any(id => id != own))
            throw new SettingException("Storage:Path", "holds the roster of others, and the demo lets anybody be anybody in it. Give the demo a store of its own, or set Demo:Enabled to false and Telegram:Token to your bot's.");
    }

    internal static byte[] Roster()
    {
        using var file = typeof(DemoCell).Assembly.GetManifestResourceStream("roster-cell.csv")!;
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Links everybody and opens both campaigns, as a secretary would; once.</summary>
    private static async Task<bool> Open(Session session, DateTimeOffset now)
    {
        var cell = (await session.Find(OrgUnit.ByType, OrgUnitType.Cell.ToString())).Single();
        if ((await session.Find(PledgeCampaign.ByUnit, cell.Id + "/")).Count > 0) return false;
        session.Put(cell with { Settings = cell.Settings with { Venue = "Nhà văn hóa Khu vực 3" } });
        var pledges = DemoCampaigns.Pledges(cell.Id, now);
        var study = DemoCampaigns.Study(cell.Id, now);
        var effects = new Effects(session, Phrasebook.Vietnamese, "demo/opening", now, null, null);
        foreach (var person in await session.Find(Participant.ByCell, cell.Id + "/"))
        {
            var account = AccountOf(person.Id);
            session.Put(new ChannelAccount(account) { ParticipantId = person.Id, LinkedAt = now });
            session.Put(person with { Consent = new Consent { NoticeVersion = 1, GivenAt = now, AccountId = account }, PreferredAccountId = account });
        }
        await CampaignOpening.Open(effects, pledges);
        await CampaignOpening.Open(effects, study);
        return true;
    }
}
