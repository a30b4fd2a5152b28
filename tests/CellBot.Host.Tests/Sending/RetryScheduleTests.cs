using CellBot.Host.Sending;

namespace CellBot.Host.Tests.Sending;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 32)]
    [InlineData(8, 60)]
    [InlineData(1000, 60)]
    public void Waits_double_up_to_a_minute(int tries, double seconds) =>
        Assert.Equal(Noon.AddSeconds(seconds), RetrySchedule.Standard.Next(tries, null, Noon, null, Noon));

    [Fact]
    public void What_the_platform_asks_is_obeyed_also_when_longer() =>
        Assert.Equal(Noon.AddMinutes(5), RetrySchedule.Standard.Next(1, TimeSpan.FromMinutes(5), Noon, null, Noon));

    [Fact]
    public void A_try_after_the_end_is_none()
    {
        Assert.NotNull(RetrySchedule.Standard.Next(1, TimeSpan.FromSeconds(10), Noon, Noon.AddSeconds(10), Noon));
        Assert.Null(RetrySchedule.Standard.Next(1, TimeSpan.FromSeconds(11), Noon, Noon.AddSeconds(10), Noon));
        Assert.Null(RetrySchedule.Standard.Next(1, null, Noon.AddHours(-24), null, Noon));
    }
}
