using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Campaigns;

/// <summary>"mở đợt": a pledge campaign or a study, of the own cell or of everything below a body; one preview, then it opens.</summary>
/// <param name="meant">What the command already said; null: asked.</param>
internal sealed class OpenCampaign(IReadOnlyList<CampaignPlace> places, ObligationKind? meant) : IDialog, IDraft
{
    public const string Name = "campaign.open";
    private const int FewDays = 3;

    public string Title => "Mở đợt";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (places.Count == 0) { chat.Say(voice.Say("error.noPermission")); return; }
        var unit = places.Count == 1 ? places[0].Unit.Id : await chat.Ask(Questions.Choice("place", voice.Screen("campaign.askPlace", [], Pick.Many(places.Select(one => new Choice(one.Unit.Id, one.Unit.Name))))));
        if (places.FirstOrDefault(one => one.Unit.Id == unit) is not { } place) { chat.Say(voice.Say("error.noPermission")); return; }
        var kind = meant ?? Enum.Parse<ObligationKind>(await chat.Ask(Questions.Choice("kind", voice.Screen("campaign.askKind", [], $"{ObligationKind.Pledge}", $"{ObligationKind.Reflection}"),
            ("dang ky", $"{ObligationKind.Pledge}"), ("thu hoach", $"{ObligationKind.Reflection}"), ("hoc tap", $"{ObligationKind.Reflection}"))));
        var audience = place.Others.People == 0 ? Audience.Members : Enum.Parse<Audience>(await chat.Ask(Questions.Choice("audience",
            voice.Screen("campaign.askAudience", [("Members", Figures.Number(place.Members.People)), ("Others", Figures.Number(place.Others.People))], $"{Audience.Members}", $"{Audience.Others}"), ("dang vien", $"{Audience.Members}"), ("quan chung", $"{Audience.Others}"))));
        if (await (kind is ObligationKind.Pledge ? Pledges(chat, place, audience) : Study(chat, place, audience)) is not { } campaign) return;

        if (await chat.Ask(Questions.Choice("preview", Preview(voice, place, campaign, chat.Now), ("mo", "open"), ("mo dot", "open"), ("sua", "edit"))) == "edit") await Edit(chat, kind);
        chat.Record(new CampaignConfirmed(campaign));
        var due = VietnameseDates.Long(QuietHours.Day(campaign.DueAt));
        chat.Say(place.IsBody
            ? voice.Say("campaign.openedBody", ("Title", campaign.Title), ("Cells", Figures.Number(place.Cells)), ("Eligible", Figures.Number(place.Eligible(kind, audience))), ("DueText", due))
            : voice.Say(audience is Audience.Members ? "campaign.opened" : "campaign.openedOthers", ("Title", campaign.Title), ("Eligible", place.Eligible(kind, audience)), ("DueText", due)));
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation) => (conversation.Answers.Any(given => given.Key == "due") ? "đã có hạn nộp" : "mới mở", 1);

    private static async Task<ICampaign?> Pledges(IChat chat, CampaignPlace place, Audience audience)
    {
        var voice = chat.Voice;
        var now = chat.StartedAt;
        var usual = now.Month == 1 ? now.Year : now.Year + 1;
        var year = int.Parse(await chat.Ask(Questions.Choice("year", voice.Screen("campaign.askYear", [], Pick.Many(new[] { usual, usual == now.Year ? usual + 1 : now.Year }.Select(one => new Choice($"{one}", $"Năm {one}")))))));
        if (place.PledgesOf(year, audience) is { } known) { Exists(chat, place, known); return null; }
        var opens = new DateTimeOffset(year, 1, 1, 0, 0, 0, now.Offset) is var first && first > chat.StartedAt ? first : chat.StartedAt;
        var january = new DateOnly(year, 1, 31);
        var suggested = january > QuietHours.Day(chat.Now).AddDays(FewDays) ? january : place.Unit.Settings.Holidays().WorkingDayFrom(QuietHours.Day(chat.Now).AddDays(20));
        var due = await CampaignQuestions.Sure(chat, CampaignQuestions.Due(voice, voice.Say("campaign.askDue"), chat.Now, [suggested],
            day => day < QuietHours.Day(opens) ? voice.Say("campaign.dueBeforeOpen", ("Opens", VietnameseDates.Short(QuietHours.Day(opens)))) : day.Year > year ? voice.Say("date.tooLate", ("Last", $"31/12/{year}")) : null), place.Unit.Settings);
        var last = place.Known.OfType<PledgeCampaign>().Where(one => one.Year < year && one.Audience == audience).MaxBy(one => one.Year);
        return new PledgeCampaign(PledgeCampaign.IdOf(place.Unit.Id, year, PledgeKind.Pledge, audience))
        {
            UnitId = place.Unit.Id, Year = year, Audience = audience, Code = $"DK{year % 100:D2}", Title = $"Đăng ký năm {year}{(audience is Audience.Members ? "" : " của quần chúng")}", OpensAt = opens, ClosesAt = EndOf(due, now.Offset), OpenedBy = chat.Me.Id,
            CommonStandards = last?.CommonStandards ?? UsualContent.Standards, OwnStandards = last?.OwnStandards ?? [], Areas = last?.Areas ?? UsualContent.Areas,
            MinItems = last?.MinItems ?? 1, MaxItems = last?.MaxItems ?? 10, NeedsApproval = last?.NeedsApproval ?? true,
        };
    }

    private static async Task<ICampaign?> Study(IChat chat, CampaignPlace place, Audience audience)
    {
        var voice = chat.Voice;
        bool Same(ICampaign known, string title) => known is StudyCampaign { State: CampaignState.Open } study && study.Audience == audience && VietnameseText.ForMatching(known.Title) == VietnameseText.ForMatching(title);
        var title = CampaignQuestions.Clean((await chat.Ask(CampaignQuestions.Title(voice, text => null))).Text!);
        if (place.Known.FirstOrDefault(known => Same(known, title)) is { } known) { Exists(chat, place, known); return null; }
        var days = place.Unit.Settings.Holidays();
        var today = QuietHours.Day(chat.Now);
        var due = await CampaignQuestions.Sure(chat, CampaignQuestions.Due(voice, voice.Say("campaign.askDue"), chat.Now, [days.WorkingDayFrom(today.AddDays(place.Unit.Settings.ReflectionDueDays)), days.WorkingDayFrom(today.AddDays(20))],
            day => day > today.AddDays(366) ? voice.Say("date.tooLate", ("Last", VietnameseDates.Short(today.AddDays(366)))) : null), place.Unit.Settings);
        var code = place.FreeCode(chat.StartedAt);
        return new StudyCampaign($"{code.ToLowerInvariant()}-{chat.StartedAt.Year}-{place.Unit.Id}")
        {
            UnitId = place.Unit.Id, Audience = audience, Title = title, Code = code, OpensAt = chat.Now, DueAt = EndOf(due, chat.Now.Offset), OpenedBy = chat.Me.Id,
        };
    }

    private static void Exists(IChat chat, CampaignPlace place, ICampaign known) => chat.Say(chat.Voice.Say("campaign.exists",
        ("Unit", place.Unit.Name), ("Title", known.Title), ("DueText", VietnameseDates.Long(QuietHours.Day(known.DueAt)))));

    private static async Task Edit(IChat chat, ObligationKind kind)
    {
        var which = kind is ObligationKind.Pledge ? "due" : await chat.Ask(Questions.Choice("edit-which", chat.Voice.Screen("campaign.editWhich", [], "title", "due"), ("ten", "title"), ("han", "due")));
        await chat.Rewrite(new() { Forget = ["preview", "edit-", "day-off"], Revise = [which] });
    }

    private static Screen Preview(Voice voice, CampaignPlace place, ICampaign campaign, DateTimeOffset now)
    {
        var days = QuietHours.Day(campaign.DueAt).DayNumber - QuietHours.Day(campaign.OpensAt > now ? campaign.OpensAt : now).DayNumber;
        var warnings = days < FewDays ? voice.Say("campaign.warn.short", ("Days", days)) : "";
        var due = VietnameseDates.Long(QuietHours.Day(campaign.DueAt));
        if (place.IsBody) return voice.Screen("campaign.fanOut",
            [("Title", campaign.Title), ("Cells", Figures.Number(place.Cells)), ("Eligible", Figures.Number(place.Eligible(campaign.DutyKind, campaign.Audience))), ("DueText", due), ("Failed", Few(place.NotConnected)), ("Warnings", warnings)], "edit", "open");
        var exempt = place.Exempt(campaign.DutyKind, campaign.Audience);
        return voice.Screen(campaign.Audience is Audience.Members ? "campaign.preview" : "campaign.previewOthers",
        [
            ("Title", campaign.Title), ("Unit", place.Unit.Name), ("Eligible", place.Eligible(campaign.DutyKind, campaign.Audience)), ("ExemptText", exempt == 0 ? "" : $" ({exempt} {(campaign.Audience is Audience.Members ? "đồng chí" : "người")} được miễn)"),
            ("Opens", VietnameseDates.Short(QuietHours.Day(campaign.OpensAt))), ("DueText", due), ("Content", Content(campaign)), ("Warnings", warnings),
        ], "edit", "open");
    }

    private static string Content(ICampaign campaign) => campaign is PledgeCampaign pledges
        ? $"Lĩnh vực: {string.Join("; ", pledges.Areas.Select(area => char.ToLowerInvariant(area.Title[0]) + area.Title[1..]))}."
        : $"Câu hỏi gợi ý: {((StudyCampaign)campaign).Questions.Count} câu.";

    private static string Few(IReadOnlyList<string> cells) => cells.Count switch
    {
        0 => "không có",
        <= 5 => string.Join(", ", cells),
        var many => $"{string.Join(", ", cells.Take(5))} và {many - 5} chi bộ khác",
    };

    private static DateTimeOffset EndOf(DateOnly day, TimeSpan offset) => QuietHours.On(day, new TimeOnly(23, 59, 59), offset);
}
