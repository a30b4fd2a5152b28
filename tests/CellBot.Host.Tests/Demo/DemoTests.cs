using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Host.Demo;
using CellBot.Host.People;
using CellBot.Host.Settings;
using CellBot.Host.Tests.People;
using Microsoft.Extensions.Configuration;

namespace CellBot.Host.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task Everybody_is_linked_has_agreed_and_owes_a_pledge_and_a_reflection_but_the_exempt_one()
    {
        await using var demo = await DemoHost.Started();

        var people = await demo.All<Participant>();
        Assert.Equal((28, 28), (people.Count, people.Count(person => person.HasConsented)));
        Assert.Equal(people.Select(person => $"web/demo/{person.Id}").Order(), (await demo.All<ChannelAccount>()).Select(account => account.Id).Order());
        var exempt = people.Single(person => person.FullName == "Hoàng Mỹ Yến").Id;
        var duties = await demo.All<Obligation>();
        Assert.Equal((27, 27), (duties.Count(duty => duty.Kind is ObligationKind.Pledge), duties.Count(duty => duty.Kind is ObligationKind.Reflection)));
        Assert.DoesNotContain(duties, duty => duty.OwnerId == exempt);
    }

    [Fact]
    public async Task The_campaigns_are_those_of_the_golden_conversations()
    {
        await using var demo = await DemoHost.Started();

        var cell = Assert.Single(await demo.All<OrgUnit>());
        var pledges = Assert.Single(await demo.All<PledgeCampaign>());
        Assert.Equal((PledgeCampaign.IdOf(cell.Id, 2027, PledgeKind.Pledge), "DK27", "20/11/2026 09:00", "31/01/2027 23:59"), (pledges.Id, pledges.Code, $"{pledges.OpensAt:dd/MM/yyyy HH:mm}", $"{pledges.ClosesAt:dd/MM/yyyy HH:mm}"));
        Assert.Equal(["Công tác chuyên môn", "Tham gia xây dựng phong trào", "Đoàn kết nội bộ", "Thực hiện đạo đức công vụ"], pledges.Areas.Select(area => area.Title));
        Assert.All(pledges.Areas, area => Assert.InRange(area.Samples.Count, 2, 3));
        var study = Assert.Single(await demo.All<StudyCampaign>());
        Assert.Equal(("bài thu hoạch “Nghị quyết chuyên đề quý IV”", "TH4", "30/11/2026"), (study.Item, study.Code, $"{study.DueAt:dd/MM/yyyy}"));
    }

    [Fact]
    public async Task Started_again_it_is_as_it_was_left_and_its_clock_does_not_go_back()
    {
        await using var demo = new DemoHost { HasOwnClock = false };
        await demo.Start();
        var duties = await demo.All<Obligation>();
        using (await demo.Browser.PostAsync("/demo/clock", new FormUrlEncodedContent([new("to", "week")]))) { }
        var left = demo.Clock.GetUtcNow();
        await demo.Stop();

        await demo.Start();

        Assert.InRange(demo.Clock.GetUtcNow(), left.AddSeconds(-1), left.AddMinutes(5));
        Assert.Equal(28, (await demo.All<Participant>()).Count);
        Assert.Equal(duties.Select(duty => duty.Id), (await demo.All<Obligation>()).Select(duty => duty.Id));
    }

    [Fact]
    public async Task A_store_with_another_roster_is_refused_and_left_as_it_was()
    {
        await using var demo = new DemoHost();
        await using (var store = await demo.OpenStore())
            await new RosterImport(store, TimeProvider.System).Run(RosterText.File(RosterText.Titles, RosterText.Loan), new RosterOrder("Chi bộ Một", IsBody: false));

        var refusal = await Assert.ThrowsAsync<SettingException>(demo.Start);

        Assert.Equal("Storage:Path", refusal.Setting);
        Assert.Contains("Demo:Enabled", refusal.Message);
        await using var after = await demo.OpenStore();
        Assert.Single(await after.All<Participant>().ToListAsync());
    }

    [Fact]
    public async Task A_store_whose_people_have_chats_elsewhere_is_refused()
    {
        await using var demo = new DemoHost();
        await using (var store = await demo.OpenStore())
        {
            var session = store.Open();
            session.Put(new ChannelAccount("telegram/0/7") { ParticipantId = "p-1", LinkedAt = DemoHost.Morning });
            await session.Commit();
        }

        Assert.Equal("Storage:Path", (await Assert.ThrowsAsync<SettingException>(demo.Start)).Setting);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://192.168.1.10:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://cellbot.example.vn")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081")]
    public void Any_bind_beyond_this_machine_is_refused(string urls)
    {
        var refusal = Assert.Throws<SettingException>(() => Apply(("Web:Urls", urls)));

        Assert.Equal("Web:Urls", refusal.Setting);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080;http://127.0.0.2:80")]
    public void This_machine_is_fine(string urls) => Assert.True(Apply(("Web:Urls", urls)).Demo.Enabled);

    [Fact]
    public void Another_way_to_bind_is_refused_too() =>
        Assert.Equal("Kestrel:Endpoints", Assert.Throws<SettingException>(() => Apply(("Kestrel:Endpoints:All:Url", "http://0.0.0.0:80"))).Setting);

    [Fact]
    public void Without_settings_the_demo_is_on_in_a_directory_of_its_own()
    {
        var settings = Apply();

        Assert.True(settings.Demo.Enabled);
        Assert.Equal(DemoSetup.DefaultPath(), settings.Storage.Path);
        Assert.EndsWith(Path.Combine("cellbot", "demo", "demo.db"), settings.Storage.Path);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void With_a_bot_the_demo_is_on_only_when_asked(bool on, string? said)
    {
        var settings = Apply(("Telegram:Token", "123:abc"), ("Demo:Enabled", said));

        Assert.Equal(on, settings.Demo.Enabled);
        Assert.Equal(!on, settings.Storage.Path == "cellbot.db");
    }

    [Fact]
    public void Without_a_bot_it_can_be_switched_off() => Assert.False(Apply(("Demo:Enabled", "false"), ("Web:Urls", "http://0.0.0.0:80")).Demo.Enabled);

    private static HostSettings Apply(params (string Name, string? Value)[] given)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(given.ToDictionary(each => each.Name, each => each.Value)).Build();
        var settings = HostSettings.Read(configuration);
        DemoSetup.Apply(settings, configuration);
        return settings;
    }
}
