using System.Net;
using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;
using static CellBot.EndToEnd.Conformance.Place;

namespace CellBot.EndToEnd.Conformance;

/// <summary>Golden conversations word for word on a whole host behind each channel.</summary>
public sealed partial class JourneyTests
{
    private static readonly DateTimeOffset JoiningMorning = new(2027, 1, 5, 8, 50, 0, TimeSpan.FromHours(7)), ReflectionEvening = new(2026, 12, 4, 20, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData("zalo", false)]
    [InlineData("telegram", false)]
    [InlineData("telegram", true)]
    [InlineData("web", false)]
    [InlineData("web", true)]
    public async Task Journeys_1a_and_1b_a_member_joins_and_registers_two_pieces_of_work(string channel, bool buttons)
    {
        await using Place place = channel switch
        {
            "zalo" => new ZaloPlace(JoiningMorning) { Linked = [Loan], Invited = Bich, Asked = AskForPledges },
            "telegram" => new TelegramPlace(JoiningMorning) { Linked = [Loan], Invited = Bich, Asked = AskForPledges },
            _ => new WebPlace(JoiningMorning) { Linked = [Loan], Invited = Bich, Asked = AskForPledges },
        };
        await place.Open();
        var player = new JourneyPlayer(new PlaceStage(place, Bich), buttons)
        {
            AccountOf = name => name,
            MayBeUnshown = text => text.StartsWith("Để đồng chí Bích yên tâm", StringComparison.Ordinal), // the next morning's word to whoever has joined
        };
        await player.Play(JourneyScript.Load("1a"));
        await player.Play(JourneyScript.Load("1b"));
        Assert.Equal(2, (await place.All<Pledge>()).Single(pledge => pledge.Receipt == "DK27-06").Items.Count);
        Assert.Empty(place.Violations);
    }

    [Fact]
    public async Task Journey_2_three_handwritten_pages_and_a_petition_on_Zalo()
    {
        await using var place = new ZaloPlace(ReflectionEvening) { Linked = [Loan, Lien], Asked = AskForReflections };
        await place.Open();
        var script = JourneyScript.Load("2");
        await new JourneyPlayer(new PlaceStage(place, Lien), false) { AccountOf = name => name }.Play(script with { Blocks = [script.Blocks[0]] });
        Assert.Equal(3, Assert.Single(await place.All<Reflection>()).Attachments.Count);
        Assert.Empty(place.Violations);
    }

    /// <summary>The variant of journey 2: what Zalo does not carry goes by the page.</summary>
    [Fact]
    public async Task Journey_2_a_document_by_the_upload_link_on_Zalo()
    {
        await using var place = new ZaloPlace(ReflectionEvening) { Linked = [Loan, Lien], Asked = AskForReflections };
        await place.Open();
        var script = JourneyScript.Load("2");
        await place.GoTo(script.Blocks[0].When);
        var stage = new PlaceStage(place, Lien);
        var link = await place.LinkFor(Lien);
        var offered = script.Blocks.Single(block => block.Note?.StartsWith("Zalo, biến thể", StringComparison.Ordinal) is true).Steps[1].Expects!;
        Assert.Equal(Address().Replace(offered, ""), Address().Replace(stage.Heard(Lien)[^1].Text, ""));

        using var web = new HttpClient();
        using var answer = await web.PostAsync(link, new MultipartFormDataContent { { new ByteArrayContent(Samples.Docx(4)), "files", "thu-hoach.docx" } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var afterwards = script.Blocks.Single(block => block.Note == "gửi xong trên trang");
        await new JourneyPlayer(new PlaceStage(place, Lien), false) { AccountOf = name => name }.Play(script with { Blocks = [new JourneyBlock(script.Blocks[0].When, Lien, null, afterwards.Steps)] });
        await place.Types(Lien, "2");
        Assert.Equal(ReflectionForm.File, Assert.Single(await place.All<Reflection>()).Form);
        Assert.Empty(place.Violations);
    }

    private static async Task AskForPledges(Effects effects, OrgUnit cell, IReadOnlyDictionary<string, Participant> people)
    {
        var (now, before) = (Campaign(2027), Campaign(2026));
        await effects.Desk.Get<PledgeCampaign>(now.Id); // read to be written over, where the demo has one
        effects.Desk.Put(now);
        effects.Desk.Put(before);
        var bich = people[Bich];
        effects.Desk.Put(new Pledge(Pledge.IdOf(before.Id, bich.Id))
        {
            CampaignId = before.Id, ParticipantId = bich.Id, UnitId = cell.Id, Status = PledgeStatus.Closed, Receipt = "DK26-06", Items = [new PledgeItem("phong-trao", "Vận động mười hộ phân loại rác", null, null)],
        });
        await Duties.Open(effects, new Obligation(Obligation.IdOf(now.Id, bich.Id))
        {
            Kind = ObligationKind.Pledge, OwnerId = bich.Id, UnitId = cell.Id, SourceId = now.Id, Item = "bản đăng ký năm 2027", OpensAt = now.OpensAt, DueAt = now.ClosesAt,
        });

        PledgeCampaign Campaign(int year)
        {
            var like = TownCell.Pledges(year);
            return new PledgeCampaign(PledgeCampaign.IdOf(cell.Id, year, PledgeKind.Pledge))
            {
                UnitId = cell.Id, Year = year, Code = like.Code, Title = like.Title, OpensAt = like.OpensAt, ClosesAt = like.ClosesAt, CommonStandards = like.CommonStandards, Areas = like.Areas,
            };
        }
    }

    private static async Task AskForReflections(Effects effects, OrgUnit cell, IReadOnlyDictionary<string, Participant> people)
    {
        var study = new StudyCampaign($"th-2026-4-{cell.Id}")
        {
            UnitId = cell.Id, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = ReflectionEvening.AddDays(-3), DueAt = new DateTimeOffset(2026, 12, 10, 23, 59, 59, TimeSpan.FromHours(7)),
        };
        effects.Desk.Put(study);
        await Duties.Open(effects, new Obligation(Obligation.IdOf(study.Id, people[Lien].Id))
        {
            Kind = ObligationKind.Reflection, OwnerId = people[Lien].Id, UnitId = cell.Id, SourceId = study.Id, Item = study.Item, OpensAt = study.OpensAt, DueAt = study.DueAt,
        });
        for (var number = 1; number <= 11; number++)
            effects.Desk.Put(new Petition(Petition.IdOf(cell.Id, number))
            {
                UnitId = cell.Id, AuthorId = people[Phong].Id, Number = number, Text = "Đề nghị sửa đèn đường", ReceivedAt = study.OpensAt, DueAt = study.DueAt, Status = PetitionStatus.Answered,
            });
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
