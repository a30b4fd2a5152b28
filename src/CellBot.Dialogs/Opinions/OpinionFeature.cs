using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Opinions;

/// <summary>What members think, collected before a meeting.</summary>
internal static class OpinionFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(AskOpinions.Name, AskOpinions.Open) { Title = "Xin ý kiến trước họp", Phrases = ["xin y kien", "lay y kien", "xin y kien truoc hop", "lay y kien truoc hop", "xin y kien dang vien", "lay y kien dang vien"], For = me => me.LeadsCell },
            new(GiveOpinion.Name, GiveOpinion.Open) { Title = "Ý kiến trước họp", Phrases = ["y kien", "gui y kien", "toi co y kien", "y kien truoc hop", "gop y truoc hop", "sua y kien"], Match = GiveOpinion.Says, For = me => me.Cell is not null },
            new(NoOpinion.Name, NoOpinion.Open) { Title = "không có ý kiến", Phrases = ["khong co y kien", "toi khong co y kien"], For = me => me.Cell is not null },
            new(ReadOpinions.Name, ReadOpinions.Open) { Title = "xem ý kiến", Phrases = ["xem y kien", "xem y kien dang vien", "cac y kien", "ai co y kien", "tong hop y kien"], For = OpinionsView.MayRead },
        ],
        Outcomes: [Outcome.Of<OpinionsAsked>(AskOpinions.Asked), Outcome.Of<OpinionGiven>(GiveOpinion.Given), Outcome.Of<OpinionsRead>(ReadOpinions.Seen)],
        Ticks: []);
}
