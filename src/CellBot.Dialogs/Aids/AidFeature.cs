using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Aids;

/// <summary>Small things that spare a secretary an evening: words for the cell's own group, figures to read aloud, the month's work, hints.</summary>
internal static class AidFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(GroupText.Name, GroupText.Open)
            {
                Title = "bản cho nhóm", For = me => me.LeadsCell || me.IsOfficer,
                Phrases = ["ban cho nhom", "ban gui nhom", "thong bao cho nhom", "tin cho nhom", "noi dung gui nhom", "ban cho nhom chi bo", "/nhom"],
            },
            new(ReadAloudNow.Name, async opening => new ReadAloudNow(await ReadAloud.Load(opening)))
            {
                Title = "Số liệu đọc tại cuộc họp", Digression = true, For = me => me.LeadsCell,
                Phrases = ["so lieu cuoc hop", "so lieu hop", "so lieu doc", "so lieu doc tai cuoc hop", "so lieu doc tai hop", "so lieu de doc", "so lieu cho cuoc hop"],
            },
            new(MonthList.Name, MonthList.Open)
            {
                Title = "Việc trong tháng", For = me => me.LeadsCell, Match = MonthList.Asks,
                Phrases = ["viec trong thang", "viec thang nay", "viec trong thang nay", "viec cua thang", "viec cua thang nay", "viec chi bo trong thang", "/thang"],
            },
            new(MonthTickDialog.Name, MonthTickDialog.Open) { Title = "Việc trong tháng", For = me => me.LeadsCell },
            new(MonthUntick.Name, MonthUntick.Open) { For = me => me.LeadsCell },
            new(BadgesNow.Name, BadgesNow.Open)
            {
                Title = "Huy hiệu Đảng", Digression = true, For = me => me.LeadsCell, Phrases = ["huy hieu dang", "xet huy hieu dang", "tuoi dang", "ai du tuoi dang", "tang huy hieu dang", "ai duoc huy hieu dang"],
            },
        ],
        Outcomes: [Outcome.Of<MonthTicked>(MonthTickDialog.Ticked)],
        Ticks: [Badges.Tick])
    {
        Stages = [ReadAloud.Stages, Badges.Stages, Silence.Stages],
    };
}
