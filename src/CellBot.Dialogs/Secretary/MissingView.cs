using CellBot.Dialogs.Coverage;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Secretary;

/// <param name="Reach">Channel state and last contact, as the list shows it.</param>
/// <param name="HadTodays">Has had the day's reminding message: a nudge goes next morning.</param>
internal sealed record MissingPerson(Obligation Duty, Participant Person, string Reach, bool IsReachable, bool HadTodays);

/// <summary>Who has not handed in one thing yet.</summary>
/// <param name="Eligible">All who are asked, the waived left out.</param>
internal sealed record MissingView(string SourceId, ObligationKind Kind, string Item, IReadOnlyList<MissingPerson> People, int Eligible)
{
    /// <summary>Every campaign of the cell that somebody still owes, the one due first at the beginning. Exempt people are not in it.</summary>
    public static async ValueTask<IReadOnlyList<MissingView>> Load(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell: { } cell }) return [];
        var open = (await opening.Reader.Find(Obligation.OpenByUnit, cell.Id + "/")).Where(duty => duty.OpensAt <= opening.Now && duty.Kind is not ObligationKind.PetitionReply);
        var views = new List<MissingView>();
        foreach (var source in open.GroupBy(duty => duty.SourceId))
        {
            var people = new List<MissingPerson>();
            foreach (var duty in source)
            {
                if (!await CellCounts.IsExempt(opening.Reader, duty, opening.Now) && await opening.Reader.Get<Participant>(duty.OwnerId) is { } person)
                    people.Add(await Of(opening.Reader, duty, person, opening.Today));
            }
            if (people.Count == 0) continue;
            var count = await CellCounts.Of(opening.Reader, source.Key, cell.Id, opening.Now);
            views.Add(new MissingView(source.Key, source.First().Kind, source.First().Item, [.. people.OrderBy(missing => missing.Person.FullName, PersonName.Order)], count.Eligible));
        }
        return views;
    }

    private static async ValueTask<MissingPerson> Of(IReader reader, Obligation duty, Participant person, DateOnly today)
    {
        var accounts = (await reader.Find(ChannelAccount.ByParticipant, person.Id + "/")).ToArray();
        DateTimeOffset? last = null;
        foreach (var account in accounts)
            if (await reader.Get<Chat>(account.Id) is { } chat && chat.LastInboundAt > (last ?? DateTimeOffset.MinValue))
                last = chat.LastInboundAt;
        var reachable = await Post.AccountOf(reader, person) is not null;
        var call = person.Phone is { } phone ? $", gọi {new PhoneNumber(phone).Shown}" : "";
        var reach = MyData.MyDataFeature.HasWithdrawn(person) ? "không dùng trợ lý" + call
            : accounts.Length == 0 || !person.HasConsented ? "chưa kết nối" + call
            : person.Consent!.RefusedPurposes.Contains(Consent.Notices) ? "không nhận tin nhắc" + call
            : !reachable ? "đã chặn trợ lý" + call
            : last is { } at ? $"kết nối tốt, nhắn gần nhất {VietnameseDates.DayMonth(DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(7)).DateTime))}"
            : "kết nối tốt, chưa nhắn tin nào";
        var had = await reader.Get<ReminderDay>(ReminderDay.IdOf(today, person.Id)) is not null;
        return new MissingPerson(duty, person, reach, reachable, had);
    }
}
