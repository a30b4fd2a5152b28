using System.Text;
using CellBot.Host.People;

namespace CellBot.Host.Tests.People;

/// <summary>Rosters as a secretary might type them, read on 20/11/2026.</summary>
internal static class RosterText
{
    public static readonly DateOnly Today = new(2026, 11, 20);
    public const string Titles = "STT,Họ và tên,Giới tính,Ngày sinh,Số điện thoại,Chức vụ,Ngày vào Đảng,Ngày chính thức,Ghi chú";
    public const string Loan = "1,Đinh Hồng Loan,Nữ,07/12/1994,0700004375,Bí thư,04/07/2022,04/07/2023,";
    public const string Phong = "2,Hoàng Trọng Phong,Nam,10/01/1953,0940006550,Phó Bí thư,19/07/1984,19/07/1985,";

    public static byte[] File(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    public static (IReadOnlyList<RosterPerson> People, RosterFindings Findings) Read(byte[] file, string? cell = "Chi bộ Khu vực 3")
    {
        var findings = new RosterFindings();
        return (RosterReader.Read(file, cell, Today, findings), findings);
    }

    /// <summary>Everybody of a roster without a problem.</summary>
    public static IReadOnlyList<RosterPerson> Good(params string[] lines)
    {
        var (people, findings) = Read(File(lines));
        Assert.Empty(findings.Problems);
        return people;
    }

    public static IReadOnlyList<string> Problems(params string[] lines) => [.. Read(File(lines)).Findings.Problems.Select(problem => problem.ToString())];

    public static byte[] Sample => Embedded("roster-cell.csv");

    public static byte[] Embedded(string name)
    {
        using var stream = typeof(RosterText).Assembly.GetManifestResourceStream(name) ?? typeof(RosterReader).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
