using System.Globalization;
using System.Security.Cryptography;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;
using CellBot.Storage.Records;
using CsvHelper;

namespace CellBot.Host.People;

/// <param name="Code">As it is shown: 4827 1936.</param>
/// <param name="Link">Opens the bot with the code in it; null without a Telegram bot.</param>
internal sealed record Invite(string Cell, string Name, string Code, string? Link);

/// <summary>Codes that link people of the rosters to their chat accounts. Only their hashes are stored: what is returned here cannot be read again.</summary>
internal sealed class Invites(Store store, TimeProvider clock)
{
    private const int Everyone = 1_000_000;
    private const int PeopleInOneCommit = 500;

    /// <summary>A code for everyone who is not linked yet, in the order of cells and names; open codes that these people had are replaced.</summary>
    /// <param name="cell">Only of this cell.</param>
    /// <param name="bot">The Telegram bot's name without @; null: no links.</param>
    /// <exception cref="ArgumentException">No cell has this name; the message is Vietnamese.</exception>
    public async Task<IReadOnlyList<Invite>> Create(string? cell, string? bot, CancellationToken cancel = default)
    {
        var reading = store.Open(cancel);
        var cells = (await reading.Find(OrgUnit.ByType, "", Everyone)).Where(unit => unit.IsCell && unit.ValidTo is null).ToList();
        if (cell is not null)
        {
            cells = [.. cells.Where(unit => VietnameseText.ForMatching(unit.Name) == VietnameseText.ForMatching(cell))];
            if (cells.Count == 0) throw new ArgumentException($"Không có chi bộ nào tên “{cell}”.");
        }

        var invites = new List<Invite>();
        foreach (var unit in cells.OrderBy(unit => unit.Name, StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), CompareOptions.NumericOrdering)))
        {
            var people = (await reading.Find(Participant.ByCell, unit.Id + "/", Everyone)).OrderBy(person => person.FullName, PersonName.Order).ToList();
            foreach (var chunk in people.Chunk(PeopleInOneCommit))
                invites.AddRange(await store.Decide(session => Create(session, unit, chunk, bot), cancel));
        }
        return invites;
    }

    private async Task<List<Invite>> Create(Session session, OrgUnit unit, IReadOnlyList<Participant> people, string? bot)
    {
        var now = clock.LocalNow();
        var invites = new List<Invite>();
        foreach (var person in people)
        {
            if ((await session.Find(ChannelAccount.ByParticipant, person.Id + "/")).Count > 0) continue;
            foreach (var open in await session.Find(InviteCode.ByParticipant, person.Id + "/")) session.Delete<InviteCode>(open.Id);

            var digits = await NewDigits(session);
            var token = bot is null ? null : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            foreach (var code in InviteCode.Pair(digits, token, person.Id, unit.Id, now.AddDays(unit.Settings.InviteDays))) session.Put(code);
            await session.AuditOperator("invite", person.Id, unit.Id, now);
            invites.Add(new Invite(unit.Name, person.FullName, InviteCode.Shown(digits), token is null ? null : $"https://t.me/{bot}?start={token}"));
        }
        return invites;
    }

    /// <summary>Eight digits that nobody holds: of a hundred million, so hardly ever a second draw.</summary>
    private static async Task<string> NewDigits(Session session)
    {
        while (true)
        {
            var digits = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
            if (await session.Get<InviteCode>(InviteCode.IdOfDigits(digits)) is null) return digits;
        }
    }

    /// <summary>UTF-8 with its mark, so that office programs show the names; columns cell, name, code, link.</summary>
    public static byte[] ToCsv(IEnumerable<Invite> invites)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { WriteByteOrderMark = true, NewLine = "\r\n", Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteRecord("cell", "name", "code", "link");
            foreach (var invite in invites) csv.WriteRecord(invite.Cell, invite.Name, invite.Code, invite.Link ?? "");
        }
        return file.ToArray();
    }
}
