using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Records;

namespace CellBot.Testing.Towns;

/// <summary>Chi bộ Khu vực 3: the 28 people of the demo roster, linked where a test wants them.</summary>
public static class TownCell
{
    public const string CellId = "u-kv3";
    public const string CellName = "Chi bộ Khu vực 3";

    public static readonly IReadOnlyList<string> Names = [.. Roster().Select(row => row[1])];

    /// <summary>"p-06" for the sixth of the roster.</summary>
    public static string PersonOf(string fullName) => $"p-{Names.ToList().IndexOf(fullName) + 1:D2}";

    public static string AccountOf(string fullName, string channel = "zalo") => $"{channel}/0/{PersonOf(fullName)[2..]}";

    /// <summary>The cell and its people; everyone is linked and has agreed but those named.</summary>
    public static ValueTask Seed(IDesk desk, DateTimeOffset now, IReadOnlyCollection<string> notLinked, IReadOnlyDictionary<string, string>? channels = null) =>
        Seed(desk, now, notLinked, name => AccountOf(name, channels?.GetValueOrDefault(name) ?? "zalo"));

    /// <param name="accountOf">The account of a person who is linked, by name.</param>
    public static ValueTask Seed(IDesk desk, DateTimeOffset now, IReadOnlyCollection<string> notLinked, Func<string, string> accountOf)
    {
        desk.Put(new OrgUnit(CellId) { Name = CellName, Type = OrgUnitType.Cell, Settings = new CellSettings { Venue = "Nhà văn hóa Khu vực 3" } });
        foreach (var row in Roster())
        {
            var person = PersonOf(row[1]);
            var linked = !notLinked.Contains(row[1]);
            var account = linked ? accountOf(row[1]) : "";
            desk.Put(new Participant(person)
            {
                FullName = row[1], Sex = row[2] == "Nữ" ? Sex.Female : Sex.Male, Phone = "+84" + row[4][1..], CellId = CellId,
                Status = row[8] == "dự bị" ? MembershipStatus.Probationary : MembershipStatus.Official,
                Consent = linked ? new Consent { NoticeVersion = 1, GivenAt = now.AddDays(-30), AccountId = account } : null,
            });
            desk.Put(new Affiliation(Affiliation.IdOf(CellId, person))
            {
                UnitId = CellId, ParticipantId = person, Number = int.Parse(row[0]), From = new DateOnly(2020, 1, 1),
                Roles = row[5] switch { "Bí thư" => [Role.Secretary], "Phó Bí thư" => [Role.DeputySecretary], "Chi ủy viên" => [Role.CellCommitteeMember], _ => [] },
            });
            if (row[8] == "miễn sinh hoạt") desk.Put(new Exemption($"{CellId}/{person}/20200101") { UnitId = CellId, ParticipantId = person, From = new DateOnly(2020, 1, 1) });
            if (linked) desk.Put(new ChannelAccount(account) { ParticipantId = person, LinkedAt = now.AddDays(-30) });
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The pledge campaign of the golden conversations.</summary>
    public static PledgeCampaign Pledges(int year) => new(PledgeCampaign.IdOf(CellId, year, PledgeKind.Pledge))
    {
        UnitId = CellId, Year = year, Code = $"DK{year % 100}", Title = $"Đăng ký năm {year}",
        OpensAt = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)), ClosesAt = new DateTimeOffset(year, 1, 31, 23, 59, 59, TimeSpan.FromHours(7)),
        CommonStandards =
        [
            new("trung-thanh", "trung thành", "Trung thành với Đảng, với Tổ quốc và nhân dân."),
            new("ban-linh", "bản lĩnh, đổi mới", "Bản lĩnh vững vàng, năng động, đổi mới."),
            new("can-kiem", "cần kiệm liêm chính", "Cần, kiệm, liêm, chính, chí công vô tư."),
            new("doan-ket", "đoàn kết, kỷ luật", "Đoàn kết, giữ gìn kỷ luật."),
            new("guong-mau", "gương mẫu, khiêm tốn", "Gương mẫu, khiêm tốn, tu dưỡng suốt đời."),
        ],
        Areas =
        [
            new("chuyen-mon", "Công tác chuyên môn", [new("cm1", "Hoàn thành công việc được giao đúng hạn", null, "all-year"), new("cm2", "Mỗi quý học một kỹ năng mới cho công việc", null, "all-year")]),
            new("phong-trao", "Tham gia xây dựng phong trào", [new("pt1", "Mỗi tháng thăm một gia đình khó khăn trong tổ", "12 lượt thăm", "all-year"), new("pt2", "Vận động mười hộ phân loại rác", "10 hộ", "all-year")]),
            new("doan-ket", "Đoàn kết nội bộ", [new("dk1", "Mỗi quý gặp một đồng chí trẻ để trao đổi kinh nghiệm", "4 buổi", "all-year"), new("dk2", "Hòa giải kịp thời khi trong tổ có bất hòa", null, "all-year")]),
            new("dao-duc", "Thực hiện đạo đức công vụ", [new("dd1", "Tiếp dân đúng hẹn, không để ai đến lần thứ hai", null, "all-year"), new("dd2", "Không hút thuốc, uống rượu trong giờ làm việc", null, "all-year")]),
        ],
    };

    private static List<string[]> Roster()
    {
        using var stream = typeof(TownCell).Assembly.GetManifestResourceStream("roster-cell.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.TrimEnd('\r').Split(','))];
    }
}
