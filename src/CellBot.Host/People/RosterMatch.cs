namespace CellBot.Host.People;

/// <summary>
/// Says which row of a file is which stored person of the cell, surest first: name and birth date, name and phone, phone and birth date, the name alone where it is alone on both sides,
/// the number in the list with the birth date or the phone. So a corrected name, date or number is a change, not another person.
/// </summary>
internal static class RosterMatch
{
    public static Dictionary<RosterPerson, RosterMember> Pair(IEnumerable<RosterPerson> rows, IEnumerable<RosterMember> members)
    {
        var left = rows.ToList();
        var free = members.ToList();
        var pairs = new Dictionary<RosterPerson, RosterMember>(ReferenceEqualityComparer.Instance);

        By(row => row.BirthDate is { } birth ? (row.FoldedName, birth.DayNumber) : null, member => member.Person.BirthDate is { } birth ? (member.FoldedName, birth.DayNumber) : null);
        By(row => row.Phone is { } phone ? (row.FoldedName, phone) : null, member => member.Person.Phone is { } phone ? (member.FoldedName, phone) : null);
        By(row => row is { Phone: { } phone, BirthDate: { } birth } ? (phone, birth.DayNumber) : null, member => member.Person is { Phone: { } phone, BirthDate: { } birth } ? (phone, birth.DayNumber) : null);
        By(row => row.FoldedName, member => member.FoldedName);
        By(row => row is { Number: { } number, BirthDate: { } birth } ? (number, birth.DayNumber) : null, member => member.Person.BirthDate is { } birth ? (member.Affiliation.Number, birth.DayNumber) : null);
        By(row => row is { Number: { } number, Phone: { } phone } ? (number, phone) : null, member => member.Person.Phone is { } phone ? (member.Affiliation.Number, phone) : null);
        return pairs;

        void By(Func<RosterPerson, object?> rowKey, Func<RosterMember, object?> memberKey)
        {
            var stored = free.GroupBy(memberKey).Where(group => group.Key is not null && group.Count() == 1).ToDictionary(group => group.Key!, group => group.Single());
            foreach (var same in left.GroupBy(rowKey).Where(group => group.Key is not null && group.Count() == 1).ToList())
            {
                if (!stored.TryGetValue(same.Key!, out var member)) continue;
                var row = same.Single();
                pairs.Add(row, member);
                left.Remove(row);
                free.Remove(member);
            }
        }
    }
}
