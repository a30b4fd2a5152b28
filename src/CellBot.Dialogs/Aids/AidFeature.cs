using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Aids;

/// <summary>Small things that spare a secretary an evening: words for the cell's own group, figures to read aloud.</summary>
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
        ],
        Outcomes: [],
        Ticks: [])
    {
        Stages = [ReadAloud.Stages],
    };
}
