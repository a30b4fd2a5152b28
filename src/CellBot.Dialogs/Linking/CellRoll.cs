using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Linking;

/// <summary>One person of the cell with the accounts and the open invitations they have.</summary>
internal sealed record CellPerson(Participant Person, IReadOnlyList<ChannelAccount> Accounts, IReadOnlyList<InviteCode> Codes)
{
    /// <summary>Linked, and has agreed that the assistant writes.</summary>
    public bool HasJoined => Accounts.Count > 0 && Person.HasConsented;

    /// <summary>An invitation that still works at this moment.</summary>
    public InviteCode? Usable(DateTimeOffset now) => Codes.FirstOrDefault(code => code.IsUsableAt(now));

    /// <summary>Why there is no link yet, as the list shows it, and the number to call.</summary>
    public string WhyNot(DateTimeOffset now)
    {
        var call = Person.Phone is { } phone ? $", gọi {new PhoneNumber(phone).Shown}" : "";
        if (Person.Consent is { WithdrawnAt: not null }) return "không dùng trợ lý" + call;
        if (Accounts.Count > 0) return "đã nhập mã, chưa đồng ý" + call;
        if (Usable(now) is { } code) return $"có mã đến {VietnameseDates.DayMonth(QuietHours.Day(code.ExpiresAt))}, chưa nhập{call}";
        if (Codes.Any(open => open.HeldAt is not null)) return "mã đang giữ lại vì đến nhầm người" + call;
        return (Codes.Count > 0 ? "mã đã hết hạn" : "chưa có mã") + call;
    }
}

/// <summary>The people of the cell as its secretary manages them (model section 13: "members list, invite codes").</summary>
internal static class CellRoll
{
    /// <summary>Everybody of the own cell, in the order of lists. Empty for those who do not lead it.</summary>
    public static async ValueTask<IReadOnlyList<CellPerson>> Load(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell: { } cell }) return [];
        var people = await opening.Reader.Find(Participant.ByCell, cell.Id + "/");
        await opening.Reader.ReadAhead(ChannelAccount.ByParticipant, [.. people.Select(person => person.Id + "/")]);
        await opening.Reader.ReadAhead(InviteCode.ByParticipant, [.. people.Select(person => person.Id + "/")]);
        var roll = new List<CellPerson>();
        // With a code for the secretary a stand-in would become the secretary.
        foreach (var person in people.Where(person => !opening.Me.IsStandIn || person.Id != opening.Me.Secretary?.Id).OrderBy(person => person.FullName, PersonName.Order)) roll.Add(await Of(opening.Reader, person));
        return roll;
    }

    public static async ValueTask<CellPerson> Of(IReader reader, Participant person) =>
        new(person, await reader.Find(ChannelAccount.ByParticipant, person.Id + "/"), await reader.Find(InviteCode.ByParticipant, person.Id + "/"));

    /// <summary>Those meant by a name typed after a command; everybody if none was.</summary>
    public static IReadOnlyList<CellPerson> Named(IReadOnlyList<CellPerson> roll, string? typed) => Secretary.CellPeople.Named(roll, one => one.Person, typed);

    /// <summary>By number, or by a part of the name.</summary>
    /// <param name="about">What they are asked for: "Cấp mã mời cho ai?"</param>
    public static Question<string> Which(Voice voice, string about, IReadOnlyList<CellPerson> people)
    {
        var question = Secretary.CellPeople.Which(voice, [.. people.Select(one => one.Person)]);
        return question with { Prompt = question.Prompt.After(about) };
    }
}
