using CellBot.Dialogs.Pledges;
using CellBot.Domain.Papers;
using CellBot.Domain.Pledges;
using CellBot.Domain.Reviews;

namespace CellBot.Dialogs.Papers;

/// <summary>1. Bản cam kết tu dưỡng, rèn luyện, phấn đấu.</summary>
internal static class PledgePaper
{
    /// <summary>The newest revision that counts; null: nothing was handed in yet.</summary>
    public static IReadOnlyList<PledgeItem>? Items(Pledge pledge) =>
        pledge.Status is PledgeStatus.Submitted or PledgeStatus.Approved or PledgeStatus.Amending or PledgeStatus.Closed ? pledge.Items
        : pledge.Earlier.Count > 0 ? pledge.Earlier[^1].Items : null;

    /// <param name="review">The person's own plan after the review of the year before.</param>
    /// <param name="withAnnex">With the table of results by quarters.</param>
    public static Paper? Compose(PaperScene scene, Seat author, PledgeCampaign campaign, Pledge pledge, RemediationPlan? review, bool withAnnex)
    {
        if (Items(pledge) is not { } items) return null;
        var own = campaign.OwnStandards.Where(standard => pledge.OwnStandardIds.Contains(standard.Id)).ToArray();
        var part = 0;
        string Next(string title) => $"{Roman.Of(++part)}. {title}";
        var blocks = new List<Block>
        {
            new Para([new Words("Kính gửi: ", Italic: true), $"{(scene.HasCommittee ? "Chi ủy " : "")}{scene.Unit.Name}"], Align.Centre),
        };
        blocks.AddRange(PersonalBlock.Long(scene, author));
        blocks.Add(new Para($"Sau khi học tập, nghiên cứu các quy định và nhiệm vụ của {(author.IsMember ? "người đảng viên" : "đơn vị")}, tôi cam kết thực hiện tốt những nội dung sau:"));
        blocks.Add(new Heading(Next("Chuẩn mực chung")));
        blocks.AddRange(Numbered(pledge.AcknowledgedCommon ? campaign.CommonStandards.Select(standard => standard.Text) : []));
        if (own.Length > 0)
        {
            blocks.Add(new Heading(Next("Chuẩn mực riêng")));
            blocks.AddRange(Numbered(own.Select(standard => standard.Text)));
        }
        blocks.Add(new Heading(Next("Nội dung đăng ký")));
        blocks.Add(Table(campaign, items));
        blocks.Add(new Heading(Next("Khắc phục hạn chế năm trước")));
        var ticked = review?.Items.Where(item => item.InPledge).ToArray() ?? [];
        blocks.AddRange(ticked.Length == 0 ? [new Dots(3)] : ticked.Select((item, i) => new Para($"{i + 1}. ", Words.Own(item.Shortcoming), ": ", Words.Own(item.Measure))));
        blocks.Add(new Para("Tôi xin hứa thực hiện nghiêm túc những nội dung đã cam kết, tự kiểm tra hằng quý và báo cáo kết quả với chi bộ."));
        blocks.Add(new Para("Ý kiến của chi bộ:"));
        blocks.Add(new Dots(2));
        var chapter = scene.Leader(author.Person.Id);
        blocks.Add(new Signing(chapter with { Lines = ["XÁC NHẬN CỦA CHI BỘ", .. chapter.Lines] }, new SignatureBlock(["NGƯỜI CAM KẾT"], author.Person.FullName)));
        if (withAnnex) blocks.AddRange(Annex(items));
        return new Paper
        {
            Head = PersonalBlock.Head(scene, author), Title = "BẢN CAM KẾT", Abstract = [$"tu dưỡng, rèn luyện, phấn đấu năm {campaign.Year}"], Blocks = blocks,
            Foot = scene.Foot($"{StatusWords.Of(pledge.Status)}, biên nhận {pledge.Receipt}"), For = PaperReader.Person,
        };
    }

    private static Grid Table(PledgeCampaign campaign, IReadOnlyList<PledgeItem> items)
    {
        var rows = new List<GridRow>();
        foreach (var area in items.GroupBy(item => item.AreaCode).OrderBy(area => campaign.Areas.TakeWhile(known => known.Code != area.Key).Count()))
        {
            var title = campaign.Areas.FirstOrDefault(known => known.Code == area.Key)?.Title ?? area.Key;
            var first = true;
            foreach (var item in area)
            {
                rows.Add(new GridRow([rows.Count + 1, first ? new GridCell(title) { Starts = area.Count() > 1 } : GridCell.Above, GridCell.Own(item.Content), Measure(item), item.DueText]));
                first = false;
            }
        }
        return new Grid([new("TT", 7, true), new("Lĩnh vực", 18), new("Phần việc cụ thể", 35), new("Chỉ tiêu, kết quả", 21), new("Thời gian", 19)], rows);
    }

    public static GridCell Measure(PledgeItem item) => item.Measure is { Length: > 0 } measure ? GridCell.Own(measure) : PaperWords.Dots;

    private static IEnumerable<Block> Annex(IReadOnlyList<PledgeItem> items)
    {
        yield return new NewPage();
        yield return new Para([new Words("PHỤ LỤC: KẾT QUẢ THỰC HIỆN TỪNG QUÝ", Bold: true)], Align.Centre);
        yield return new Grid([new("Nội dung", 44), new("Quý I", 14), new("Quý II", 14), new("Quý III", 14), new("Quý IV", 14)],
            [.. items.Select(item => new GridRow([GridCell.Own(item.Content), "", "", "", ""]))]);
    }

    private static IEnumerable<Block> Numbered(IEnumerable<string> lines)
    {
        var all = lines.Select((line, i) => (Block)new Para($"{i + 1}. {line}")).ToArray();
        return all.Length == 0 ? [new Dots(3)] : all;
    }
}

/// <summary>I, II, III … of parts and quarters, 1–12.</summary>
internal static class Roman
{
    private static readonly string[] Numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

    public static string Of(int number) => Numerals[number - 1];
}
