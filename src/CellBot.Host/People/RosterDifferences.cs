using System.Globalization;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>What a roster changes about somebody, as the secretary reads it: the field, what stood there, what will.</summary>
internal static class RosterDifferences
{
    /// <param name="wasHere">False for somebody who left and comes back.</param>
    public static IReadOnlyList<string> Of(
        Participant before, Participant after, bool wasHere, IReadOnlyList<Role> rolesBefore, IReadOnlyList<Role> rolesAfter, IReadOnlyList<Exemption> exemptions, DateOnly today)
    {
        var all = new List<string>();
        if (!wasHere) all.Add("trở lại chi bộ");
        Add("họ tên", before.FullName, after.FullName);
        Add("giới tính", Of(before.Sex), Of(after.Sex));
        Add("ngày sinh", Of(before.BirthDate), Of(after.BirthDate));
        Add("số điện thoại", Phone(before.Phone), Phone(after.Phone));
        Add("là", Of(before), Of(after));
        Add("chức vụ", Of(rolesBefore), Of(rolesAfter));
        Add("ngày vào Đảng", Of(before.AdmittedOn), Of(after.AdmittedOn));
        Add("ngày chính thức", Of(before.OfficialOn), Of(after.OfficialOn));
        Add("ghi chú", before.Note ?? "", after.Note ?? "");
        foreach (var exemption in exemptions)
            all.Add(exemption.To is null ? "miễn sinh hoạt" : exemption.To <= today ? "thôi miễn sinh hoạt" : $"tạm miễn sinh hoạt đến hết {Of(exemption.To.Value.AddDays(-1))}");
        return all;

        void Add(string field, string was, string becomes)
        {
            if (was != becomes) all.Add($"{field} {(was.Length == 0 ? "(trống)" : was)} → {(becomes.Length == 0 ? "(trống)" : becomes)}");
        }
    }

    private static string Of(Sex? sex) => sex switch { Sex.Male => "Nam", Sex.Female => "Nữ", _ => "" };

    private static string Of(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Phone(string? phone) => phone is null ? "" : new PhoneNumber(phone).Shown;

    private static string Of(Participant person) => person.Kind switch
    {
        ParticipantKind.PartyMember => person.Status is MembershipStatus.Probationary ? "đảng viên dự bị" : "đảng viên",
        ParticipantKind.MassOrgMember => "đoàn viên, hội viên",
        _ => "quần chúng",
    };

    private static string Of(IReadOnlyList<Role> roles) => string.Join(", ", roles.Select(RoleNames.Of));
}
