using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.View;

namespace CellBot.Dialogs.Meetings;

/// <summary>Announcing meetings, answering, changing, reminding, and who comes.</summary>
internal static class MeetingFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(ComposeMeeting.Name, WhichUnit.Open)
            {
                Title = "Thông báo họp",
                Phrases = ["thong bao hop", "/hop", "bao hop", "moi hop", "trieu tap hop", "thong bao sinh hoat", "soan thong bao hop", "gui thong bao hop"],
                Match = MeetingCommand.Compose,
                For = Convenes,
            },
            new(StandingTime.Name, StandingTime.Open) { Title = "Lịch họp thường kỳ", Phrases = ["lich hop thuong ky", "lich hop hang thang", "dat lich hop thuong ky"], For = me => me.LeadsCell },
            new(StandingEnd.Name, StandingEnd.Open) { Title = "Bỏ lịch họp thường kỳ", Phrases = ["bo lich hop thuong ky", "bo lich hop hang thang"], For = me => me.LeadsCell },
            new(MaterialsDialog.Name, MaterialsDialog.Open) { Title = "Tài liệu họp", Phrases = ["tai lieu hop", "tai lieu", "sua tai lieu hop", "da dang tai lieu"], For = me => me.Cell is not null || me.IsOfficer },
            new(MaterialsLater.Name, MaterialsLater.Open) { For = Convenes },
            new(ReadMaterials.Name, ReadMaterials.Open) { Title = "Đã đọc tài liệu", Phrases = ["da doc tai lieu", "toi da doc tai lieu", "doc roi", "da doc"], For = IsInvited },
            new(StopNotice.Name, StopNotice.Open) { Title = "dừng thông báo", Match = NoticeHold.SaysStop, For = Convenes },
            new(ResendNotice.Name, ResendNotice.Open) { For = Convenes },
            new(ChangeMeeting.Name, ChangeMeeting.Open)
            {
                Title = "Đổi lịch họp",
                Phrases = ["doi lich hop", "sua thong bao hop", "thay doi lich hop", "doi cuoc hop"],
                Match = MeetingCommand.Change,
                For = Convenes,
            },
            new(InPerson.Name, InPerson.Open) { For = Convenes },
            new(ReportNotice.Invitations, MakePaper.ForUnreached) { For = Convenes },
            new(Later.Name, _ => ValueTask.FromResult<IDialog>(new Later())),
            new(RsvpDialog.Name, RsvpDialog.Open) { Title = "Trả lời dự họp", Match = (folded, text, _) => RsvpDialog.Says(folded, text), For = IsInvited },
            .. RsvpDialog.ByWord,
            new(ArrivalDialog.Name, ArrivalDialog.Open) { Title = "Giờ đến họp" },
            new(OnBehalf.Name, OnBehalf.Open) { Title = "Ghi giúp dự họp", Match = OnBehalf.Says, Phrases = ["ghi giup", "ghi giup du hop"], For = me => me.LeadsCell },
            new(AskMeeting.Name, AskMeeting.Open)
            {
                Digression = true,
                Phrases =
                [
                    "may gio hop", "hop may gio", "hop luc may gio", "bao gio hop", "khi nao hop", "hop khi nao", "hop luc nao", "hop ngay nao", "ngay nao hop", "hom nao hop", "hop hom nao",
                    "hop o dau", "o dau hop", "hop cho nao", "lich hop", "/lichhop", "hop", "shcb", "lich sinh hoat", "bao gio sinh hoat", "sinh hoat khi nao", "may gio sinh hoat", "co hop khong", "lich hop thang nay",
                ],
            },
            new(WhoComes.Name, async opening => new WhoComes(await AnswersView.Load(opening)))
            {
                Title = "ai đi họp", Phrases = ["ai di hop", "ai du hop", "ai hop", "ai vang", "ai vang hop", "ai tham du", "ai chua tra loi", "danh sach du hop", "bao nhieu nguoi hop", "/aidihop"],
                For = Convenes,
            },
            new(WhoComesNames.Name, async opening => new WhoComesNames(await AnswersView.Load(opening))) { For = Convenes },
            new(NudgeUnanswered.Name, NudgeUnanswered.Open) { For = Convenes },
            new(RollCallDialog.Name, RollCallDialog.Open) { Title = "Điểm danh", Phrases = ["diem danh", "/diemdanh", "diem danh hop"], For = me => me.LeadsCell },
            new(ExplainAbsence.Name, ExplainAbsence.Open) { Title = "Lý do vắng họp" },
            new(ExcuseAbsence.Name, ExcuseAbsence.Open) { For = me => me.LeadsCell },
        ],
        Outcomes:
        [
            Outcome.Of<NoticeConfirmed>(NoticeHold.Confirmed), Outcome.Of<NoticeStopped>(NoticeHold.Stopped), Outcome.Of<StandingTimeSet>(StandingPrompt.Set), Outcome.Of<MaterialsMarked>(MeetingMaterials.Marked), Outcome.Of<MaterialsSeen>(MeetingMaterials.Seen), Outcome.Of<MaterialsPutOff>(MeetingMaterials.PutOff), Outcome.Of<ToldInPerson>(InPerson.Told),
            Outcome.Of<RsvpGiven>(RsvpOutcomes.Given), Outcome.Of<UnansweredNudged>(NudgeUnanswered.Nudged),
            Outcome.Of<RollCalled>(RollCallOutcomes.Called), Outcome.Of<AbsenceExplained>(ExplainAbsence.Explained), Outcome.Of<AbsenceExcused>(ExcuseAbsence.Excused),
        ],
        Ticks: [SpreadNotice.Tick, ReportNotice.Tick, LiveCounts.Tick])
    {
        Stages = [StandingPrompt.Writer, MeetingMaterials.Writer, MeetingRemindersPlan.Writer, RollCallOutcomes.Writer],
    };

    /// <summary>May call meetings of some unit; of which, each dialog and each outcome looks at again.</summary>
    private static bool Convenes(Me me) => me.LeadsCell || me.IsOfficer;

    private static bool IsInvited(Me me) => me.Cell is not null || me.IsOfficer;
}
