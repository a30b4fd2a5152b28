using System.Net;
using CellBot.Host.Channels.Files;

namespace CellBot.Host.Tests.Files;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("118.102.1.1")]
    [InlineData("2404:6800:4005::1")]
    [InlineData("::ffff:8.8.8.8")]
    public void Addresses_of_the_open_internet(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Addresses_that_lead_inside(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_listed_name_that_resolves_inside_is_not_reached()
    {
        using var fetch = new PhotoFetch(["zdn.vn"], (_, _) => Task.FromResult(new[] { IPAddress.Loopback, IPAddress.Parse("10.0.0.1"), IPAddress.IPv6Loopback }));
        var refusal = await Assert.ThrowsAsync<PhotoRefusedException>(() => fetch.Fetch("https://photo.zdn.vn/1.jpg", default));
        Assert.Contains("closed network", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://photo.zdn.vn/1.jpg")]
    [InlineData("https://zdn.vn.evil.example/1.jpg")]
    [InlineData("https://evilzdn.vn/1.jpg")]
    [InlineData("https://a:b@photo.zdn.vn/1.jpg")]
    [InlineData("https://127.0.0.1/1.jpg")]
    [InlineData("https://[::1]/1.jpg")]
    [InlineData("gopher://zdn.vn/1")]
    [InlineData("not an address")]
    public async Task Names_that_only_look_listed_are_refused_before_anything_is_asked(string url)
    {
        using var fetch = new PhotoFetch(["zdn.vn"], (_, _) => throw new InvalidOperationException("nothing may be resolved"));
        await Assert.ThrowsAsync<PhotoRefusedException>(() => fetch.Fetch(url, default));
    }
}
