using CellBot.Domain.Pledges;
using CellBot.Domain.Study;

namespace CellBot.Host.Demo;

/// <summary>What the demo cell is asked to do: the year's pledge, and a reflection in ten days.</summary>
internal static class DemoCampaigns
{
    private const string AllYear = "thường xuyên trong năm";

    /// <summary>Up to 31/01 of next year; in January of this one.</summary>
    /// <param name="now">Local (+07:00).</param>
    public static PledgeCampaign Pledges(string cellId, DateTimeOffset now)
    {
        var year = now.Month == 1 ? now.Year : now.Year + 1;
        return new PledgeCampaign(PledgeCampaign.IdOf(cellId, year, PledgeKind.Pledge))
        {
            UnitId = cellId, Year = year, Code = $"DK{year % 100:D2}", Title = $"Đăng ký năm {year}",
            // Open from the first day, whatever the season, so that a visitor's first word finds something to do.
            OpensAt = now < new DateTimeOffset(year, 1, 1, 0, 0, 0, now.Offset) ? now : new DateTimeOffset(year, 1, 1, 0, 0, 0, now.Offset), ClosesAt = new DateTimeOffset(year, 1, 31, 23, 59, 59, now.Offset),
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
            ],
        };
    }

    /// <summary>Open now, due at the end of the tenth day from today.</summary>
    public static StudyCampaign Study(string cellId, DateTimeOffset now)
    {
        var due = now.AddDays(10);
        return new StudyCampaign($"th4-{now.Year}-{cellId}")
        {
            UnitId = cellId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = now, DueAt = new DateTimeOffset(due.Year, due.Month, due.Day, 23, 59, 59, due.Offset),
        };
    }
}
