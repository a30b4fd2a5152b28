using System.Net;
using System.Text.RegularExpressions;
using CellBot.Domain.Audit;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Journeys;
using CellBot.Testing.Journeys.Scenes;

namespace CellBot.EndToEnd.Conformance;

/// <summary>The golden conversations word for word on a whole host behind each channel: numbers are typed on Zalo and pressed elsewhere.</summary>
public abstract class JourneyTests
{
    /// <summary>Where a host needs two minutes before it reminds anybody.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromMinutes(3);

    internal abstract Place NewPlace(JourneyScene scene, DateTimeOffset begin);

    [Fact]
    public Task Journeys_1a_and_1b_a_member_joins_and_registers_two_pieces_of_work() => Join(typed: false);

    [Fact]
    public Task Journey_2_three_handwritten_pages_and_a_petition() => Play(new ReflectionScene(), async place =>
    {
        var reflection = Assert.Single(await place.All<Reflection>());
        Assert.Equal((ReflectionStatus.Accepted, 3), (reflection.Status, reflection.Attachments.Count));
        Assert.Contains(await place.All<AuditEntry>(), entry => entry is { Action: "read", ActorId: "p-01" } && entry.ObjectId == reflection.Id);
    });

    [Fact]
    public Task Journey_3_a_meeting_is_announced_and_its_place_changes() => Play(new MeetingScene(), async place =>
        Assert.Equal("hội trường phường", (await place.All<Meeting>()).Single(meeting => meeting.Id != "m-november").Venue));

    [Fact]
    public Task Journey_4_who_comes_who_is_nudged_and_who_was_there() => Play(new RollCallScene(), async place =>
        Assert.Equal(22, Assert.Single(await place.All<RollCall>()).Entries.Count(entry => entry.Attendance is Attendance.Present)));

    [Fact]
    public Task Journey_5_from_the_first_day_overdue_to_an_extension_and_the_hand_in() => Play(new OverdueScene(), async place =>
    {
        var handedIn = place.Transcript(OverdueScene.Tin).Count;
        await place.GoTo(new DateTimeOffset(2026, 12, 22, 12, 0, 0, TimeSpan.FromHours(7)));
        Assert.Equal(handedIn, place.Transcript(OverdueScene.Tin).Count);
        var duty = (await place.All<Obligation>()).Single(each => each.Id == OverdueScene.DutyId);
        Assert.Equal(ObligationState.Fulfilled, duty.StateAt(place.Now)); // on the new time
    });

    [Fact]
    public Task Journey_6_the_committee_needs_34_of_34() => Play(new CommitteeScene(), place => Task.CompletedTask);

    [Fact]
    public Task Journey_7_the_deputy_confirms_the_secretary_s_pledge() => Play(new ReviewScene(), async place =>
    {
        var pledge = Assert.Single(await place.All<Pledge>());
        Assert.Equal((PledgeStatus.Approved, "p-02"), (pledge.Status, pledge.Decision!.By));
    });

    [Fact]
    public Task Journey_8_free_questions_in_the_middle_and_outside() => Play(new QuestionScene(), place => Task.CompletedTask);

    private protected Task Join(bool typed) => Play(new JoiningScene(), async place =>
        Assert.Equal(2, (await place.All<Pledge>()).Single(pledge => pledge.Receipt == "DK27-06").Items.Count), typed);

    private async Task Play(JourneyScene scene, Func<Place, Task> check, bool typed = false)
    {
        await using var place = NewPlace(scene, scene.Begin - Warming);
        await place.Open();
        await scene.Play(new PlaceStage(place), place.HasButtons && !typed);
        await check(place);
        Assert.Empty(place.Violations);
    }
}

public sealed class TelegramJourneyTests : JourneyTests
{
    internal override Place NewPlace(JourneyScene scene, DateTimeOffset begin) => new TelegramPlace(begin) { Scene = scene };

    [Fact]
    public Task Journeys_1a_and_1b_with_numbers_although_there_are_buttons() => Join(typed: true);
}

public sealed class WebChatJourneyTests : JourneyTests
{
    internal override Place NewPlace(JourneyScene scene, DateTimeOffset begin) => new WebPlace(begin) { Scene = scene };

    [Fact]
    public Task Journeys_1a_and_1b_with_numbers_although_there_are_buttons() => Join(typed: true);
}

public sealed partial class ZaloJourneyTests : JourneyTests
{
    private const string Lien = ReflectionScene.Lien;

    internal override Place NewPlace(JourneyScene scene, DateTimeOffset begin) => new ZaloPlace(begin) { Scene = scene };

    /// <summary>The variant of journey 2: what Zalo does not carry goes by the page.</summary>
    [Fact]
    public async Task Journey_2_a_document_by_the_upload_link()
    {
        var scene = new ReflectionScene();
        var script = scene.Script;
        await using var place = new ZaloPlace(scene.Begin) { Scene = scene };
        await place.Open();
        await place.GoTo(script.Blocks[0].When);
        var stage = new PlaceStage(place);
        var link = await place.LinkFor(Lien);
        var offered = script.Blocks.Single(block => block.Note?.StartsWith("Zalo, biến thể", StringComparison.Ordinal) is true).Steps[1].Expects!;
        Assert.Equal(Address().Replace(offered, ""), Address().Replace(stage.Heard(Lien)[^1].Text, ""));

        using var web = new HttpClient();
        var player = new JourneyPlayer(stage, false);
        player.StartHere([Lien]);
        using var answer = await web.PostAsync(link, new MultipartFormDataContent { { new ByteArrayContent(Samples.Docx(4)), "files", "thu-hoach.docx" } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var afterwards = script.Blocks.Single(block => block.Note == "gửi xong trên trang");
        await player.Play(script with { Blocks = [new JourneyBlock(script.Blocks[0].When, Lien, null, afterwards.Steps)] });
        await place.Types(Lien, "2");
        Assert.Equal(ReflectionForm.File, Assert.Single(await place.All<Reflection>()).Form);
        Assert.Empty(place.Violations);
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
