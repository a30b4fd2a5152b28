using CellBot.Dialogs.Speech;

namespace CellBot.Dialogs.Tests.Speech;

public sealed class ZeroesTests
{
    [Theory]
    [InlineData("Dự 19, muộn 0, xin vắng 2, chưa trả lời 3, chưa nhận được tin 0.", "Dự 19, xin vắng 2, chưa trả lời 3.")]
    [InlineData("Chi bộ Khu vực 3: chờ xem 0, quá hạn 2, xin giúp 0, kiến nghị 1.", "Chi bộ Khu vực 3: quá hạn 2, kiến nghị 1.")]
    [InlineData("Chi bộ Khu vực 3: chờ xem 0, quá hạn 0.", "Chi bộ Khu vực 3.")]
    [InlineData("– Việc quá hạn: 0; xin hỗ trợ: 0", "")]
    [InlineData("– Việc quá hạn: 0; xin hỗ trợ: 1", "– Xin hỗ trợ: 1")]
    [InlineData("– Kiến nghị chờ trả lời: 0", "")]
    [InlineData("– Đăng ký năm 2027: 0/25 (0%)", "– Đăng ký năm 2027: 0/25 (0%)")]
    [InlineData("Dự 10, muộn 20.", "Dự 10, muộn 20.")]
    public void What_is_zero_is_left_out_of_a_summary(string summary, string expected) => Assert.Equal(expected, Zeroes.Drop(summary));
}
