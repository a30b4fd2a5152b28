namespace CellBot.Domain.Pledges;

/// <summary>What a campaign begins with where the cell has none yet: five common standards, four areas with samples (model section 15). All of it is data and can be changed.</summary>
public static class UsualContent
{
    private const string AllYear = "thường xuyên trong năm";

    public static IReadOnlyList<CommonStandard> Standards { get; } =
    [
        new("trung-thanh", "trung thành", "Trung thành với Đảng, với Tổ quốc và nhân dân."),
        new("ban-linh", "bản lĩnh, đổi mới", "Bản lĩnh vững vàng, năng động, đổi mới."),
        new("can-kiem", "cần kiệm liêm chính", "Cần, kiệm, liêm, chính, chí công vô tư."),
        new("doan-ket", "đoàn kết, kỷ luật", "Đoàn kết, giữ gìn kỷ luật."),
        new("guong-mau", "gương mẫu, khiêm tốn", "Gương mẫu, khiêm tốn, tu dưỡng suốt đời."),
    ];

    public static IReadOnlyList<PledgeArea> Areas { get; } =
    [
        new("chuyen-mon", "Công tác chuyên môn",
        [
            new("cm1", "Hoàn thành công việc được giao đúng hạn", null, AllYear),
            new("cm2", "Mỗi quý học một kỹ năng mới cho công việc", null, AllYear),
        ]),
        new("phong-trao", "Tham gia xây dựng phong trào",
        [
            new("pt1", "Mỗi tháng thăm một gia đình khó khăn trong tổ", "12 lượt thăm", AllYear),
            new("pt2", "Vận động mười hộ phân loại rác", "10 hộ", AllYear),
        ]),
        new("doan-ket", "Đoàn kết nội bộ",
        [
            new("dk1", "Mỗi quý gặp một đồng chí trẻ để trao đổi kinh nghiệm", "4 buổi", AllYear),
            new("dk2", "Hòa giải kịp thời khi trong tổ có bất hòa", null, AllYear),
        ]),
        new("dao-duc", "Thực hiện đạo đức công vụ",
        [
            new("dd1", "Tiếp dân đúng hẹn, không để ai đến lần thứ hai", null, AllYear),
            new("dd2", "Không hút thuốc, uống rượu trong giờ làm việc", null, AllYear),
        ]),
    ];
}
