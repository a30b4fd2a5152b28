using System.IO.Compression;
using CellBot.Domain.Papers;
using CellBot.Domain.Pledges;
using CellBot.Domain.Reviews;
using CellBot.Domain.Study;
using CellBot.Host.Papers;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Towns;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CellBot.Host.Tests.Papers;

/// <summary>The documents, read back from their files: form, text, tables, and what must not stand in them.</summary>
public sealed class DocumentTests
{
    private static async Task<WrittenDocument> Write(Town town, PaperOrder order, IReadOnlyDictionary<string, byte[]>? pictures = null) =>
        new(DocxWriter.Write(await town.Compose(order), pictures));

    private static PaperOrder Of(PaperKind kind) => PaperTown.Ten.First(each => each.Order.Kind == kind).Order;

    [Fact]
    public async Task Every_document_is_a_valid_file_without_holes_secrets_and_properties()
    {
        await using var town = await PaperTown.Start();
        var validator = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013);
        foreach (var (number, order) in PaperTown.Ten)
        {
            var file = await town.Compose(order);
            Assert.Null(PaperCheck.Problem(file));
            Assert.Matches("^[a-z0-9-]+-(chibo-khuvuc3|dangbo-phuongninhkieu)-20261220$", file.Name);
            using var written = new WrittenDocument(DocxWriter.Write(file));
            Assert.Empty(validator.Validate(written.Package).Select(error => $"{number}: {error.Description} {error.Path?.XPath}"));
            Assert.DoesNotContain("null", written.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\{\w*\}", written.Text);
            Assert.True(written.Text.IsNormalized(), $"{number} is not NFC");
            Assert.Equal((null, null, null), (written.Package.PackageProperties.Creator, written.Package.PackageProperties.LastModifiedBy, written.Package.PackageProperties.Title));
            // The text of an absence, the words of a petition, the number of somebody who did not agree: in none of them.
            Assert.DoesNotContain(PaperTown.Illness, written.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ghế cho nhà văn hóa", written.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("không muốn nêu tên", written.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_form_is_that_of_a_Party_document()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, Of(PaperKind.Report) with { Part = "2026-10-01..2026-12-31" });
        var head = written.Tables[0];

        Assert.Equal(["ĐẢNG BỘ PHƯỜNG NINH KIỀU", "CHI BỘ KHU VỰC 3", "*", "Số   -BC/CB"], WrittenDocument.Lines(head.Descendants<TableCell>().First()));
        Assert.Equal(["ĐẢNG CỘNG SẢN VIỆT NAM", "", "Cần Thơ, ngày 20 tháng 12 năm 2026"], WrittenDocument.Lines(head.Descendants<TableCell>().Last()));
        var rule = head.Descendants<Paragraph>().Single(paragraph => paragraph.ParagraphProperties?.ParagraphBorders is not null).ParagraphProperties!;
        var cell = int.Parse(head.Descendants<TableCell>().Last().TableCellProperties!.TableCellWidth!.Width!.Value!);
        Assert.Equal(BoldWidth.Twips("ĐẢNG CỘNG SẢN VIỆT NAM", 15), cell - int.Parse(rule.Indentation!.Left!) - int.Parse(rule.Indentation.Right!));

        var section = written.Body.Descendants<SectionProperties>().Last();
        var margin = section.GetFirstChild<PageMargin>()!;
        Assert.Equal((1134, 1134, 1701U, 850U), (margin.Top!.Value, margin.Bottom!.Value, margin.Left!.Value, margin.Right!.Value)); // 20, 20, 30, 15 mm
        Assert.Equal((16838U, 11906U), (section.GetFirstChild<PageSize>()!.Width!.Value, section.GetFirstChild<PageSize>()!.Height!.Value)); // more than seven columns
        Assert.NotNull(section.GetFirstChild<TitlePage>());
        Assert.NotNull(written.Main.DocumentSettingsPart!.Settings.GetFirstChild<MirrorMargins>());
        Assert.Contains("Times New Roman", written.Main.StyleDefinitionsPart!.Styles!.OuterXml, StringComparison.Ordinal);
        Assert.Contains("PAGE", string.Concat(written.Main.HeaderParts.Select(part => part.Header.OuterXml)), StringComparison.Ordinal);
        Assert.Equal("Bản do trợ lý chi bộ lập, có giá trị sau khi ký", written.Main.FooterParts.Single().Footer.InnerText);
    }

    [Theory] // as pdftotext -bbox measures these words in a page that LibreOffice made: 206.5 points
    [InlineData("ĐẢNG CỘNG SẢN VIỆT NAM", 15, 4131)]
    [InlineData("Ơ", 10, 156)]
    [InlineData("ươ", 10, 231)]
    public void The_rule_is_as_long_as_the_words(string words, int points, int twips) => Assert.InRange(BoldWidth.Twips(words, points), twips - 2, twips + 2);

    [Fact]
    public async Task Without_the_switch_there_is_no_draft_foot()
    {
        await using var town = await PaperTown.Start();
        await town.Write(async desk =>
        {
            var cell = (await desk.Get<Domain.Organisation.OrgUnit>(TownCell.CellId))!;
            desk.Put(cell with { Settings = cell.Settings with { DraftFoot = false } });
        });
        using var written = await Write(town, Of(PaperKind.Minutes));

        Assert.Empty(written.Main.FooterParts);
    }

    [Fact]
    public async Task Paper_1_a_pledge()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, Of(PaperKind.Pledge));

        written.HasInOrder("BẢN CAM KẾT", "tu dưỡng, rèn luyện, phấn đấu năm 2026", "Kính gửi: Chi ủy Chi bộ Khu vực 3", "Tôi là: Tô Diệu Diễm", "Ngày, tháng, năm sinh: 02/03/1985", "Ngày vào Đảng: 19/05/2009",
            "Chức vụ, nơi công tác: ……", "I. Chuẩn mực chung", "1. Trung thành với Đảng", "II. Chuẩn mực riêng", "III. Nội dung đăng ký", "IV. Khắc phục hạn chế năm trước", "Ít phát biểu khi sinh hoạt",
            "Tôi xin hứa", "XÁC NHẬN CỦA CHI BỘ", "T/M CHI BỘ", "BÍ THƯ", "Đinh Hồng Loan", "NGƯỜI CAM KẾT", "Tô Diệu Diễm", "KẾT QUẢ THỰC HIỆN TỪNG QUÝ");
        Assert.DoesNotContain("Điều riêng không in", written.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Số ", string.Join('\n', WrittenDocument.Lines(written.Tables[0])), StringComparison.Ordinal);
        Assert.Equal(
            [
                ["TT", "Lĩnh vực", "Phần việc cụ thể", "Chỉ tiêu, kết quả", "Thời gian"],
                ["1", "Công tác chuyên môn", "Hoàn thành hồ sơ được giao đúng hạn, không để dân phải đi lại nhiều lần", "100% hồ sơ đúng hạn", "thường xuyên trong năm"],
                ["2", "Tham gia xây dựng phong trào", "Vận động mười hộ trong tổ phân loại rác tại nguồn", "10 hộ, có danh sách", "hết 6 tháng đầu năm"],
                ["3", "", $"Mỗi tháng thăm một gia đình khó khăn, cần gấp gọi {PaperTown.Secret}", "……", "thường xuyên trong năm"],
            ], written.Rows(1));
        Assert.Equal("Đã xác nhận, biên nhận DK26-11. Bản do trợ lý chi bộ lập, có giá trị sau khi ký", written.Main.FooterParts.Single().Footer.InnerText);
    }

    [Fact]
    public async Task The_secretary_own_pledge_is_signed_by_the_deputy()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, PaperTown.Order(PaperKind.Pledge, PaperTown.PledgeOf(PaperTown.Loan)));

        written.HasInOrder("XÁC NHẬN CỦA CHI BỘ", "PHÓ BÍ THƯ", "Hoàng Trọng Phong", "NGƯỜI CAM KẾT", "Đinh Hồng Loan");
    }

    [Fact]
    public async Task Someone_outside_the_Party_does_not_write_under_its_title()
    {
        await using var town = await PaperTown.Start();
        await town.Write(async desk => desk.Put((await desk.Get<Domain.People.Participant>(PaperTown.Id(PaperTown.Diem)))! with { Kind = Domain.People.ParticipantKind.NonMember }));
        using var written = await Write(town, Of(PaperKind.Pledge));

        Assert.DoesNotContain("ĐẢNG CỘNG SẢN", written.Text, StringComparison.Ordinal);
        Assert.Contains("Độc lập - Tự do - Hạnh phúc", written.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ngày vào Đảng", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_2_a_reflection_says_nothing_of_lateness()
    {
        await using var town = await PaperTown.Start();
        using var guided = await Write(town, Of(PaperKind.Reflection));
        using var late = await Write(town, PaperTown.Order(PaperKind.Reflection, Reflection.IdOf(PaperTown.Study, PaperTown.Id(PaperTown.Uyen))));

        guided.HasInOrder("BÀI THU HOẠCH", "Nghị quyết chuyên đề quý IV", "Họ và tên: Lương Quốc Sơn", "I. Nhận thức", "II. Liên hệ bản thân, đơn vị", "III. Biện pháp, việc sẽ làm", "IV. Đề xuất, kiến nghị", "Kiến nghị số 3.", "NGƯỜI VIẾT");
        late.HasInOrder("IV. Đề xuất, kiến nghị", "Không có.");
        Assert.DoesNotContain("muộn", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handwritten_pages_follow_their_cover_in_order_one_a_page()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, PaperTown.Order(PaperKind.Reflection, Reflection.IdOf(PaperTown.Study, PaperTown.Id(PaperTown.Diem))),
            new Dictionary<string, byte[]> { ["page-1"] = Pictures.Jpeg(600, 800), ["page-2"] = Pictures.Png(600, 800) });

        written.HasInOrder("Bài viết tay, số trang: 02 trang", "Trang 1/2", "Trang 2/2");
        Assert.Equal(2, written.Body.Descendants<Drawing>().Count());
        Assert.Equal(2, written.Body.Descendants<PageBreakBefore>().Count());
    }

    [Fact]
    public async Task A_copy_of_somebodys_data_has_their_words_and_their_photographs()
    {
        await using var town = await PaperTown.Start();
        var validator = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013);
        using var diem = await Write(town, PaperTown.Order(PaperKind.MyData, PaperTown.Id(PaperTown.Diem)), new Dictionary<string, byte[]> { ["page-1"] = Pictures.Jpeg(600, 800), ["page-2"] = Pictures.Png(600, 800) });
        using var son = await Write(town, PaperTown.Order(PaperKind.MyData, PaperTown.Id(PaperTown.Son)));

        diem.HasInOrder("BẢN SAO DỮ LIỆU CÁ NHÂN", "I. Thông tin trong danh sách", "Họ và tên: Tô Diệu Diễm", "II. Đồng ý và tài khoản", "III. Bản đăng ký", "Vận động mười hộ trong tổ phân loại rác", "IV. Bài thu hoạch", "Ảnh 1/2", "Ảnh 2/2");
        Assert.Equal(2, diem.Body.Descendants<Drawing>().Count());
        Assert.Contains("Xin thêm ghế cho nhà văn hóa", son.Text, StringComparison.Ordinal); // the own petition, in full
        Assert.DoesNotContain("Lương Quốc Sơn", diem.Text, StringComparison.Ordinal);
        Assert.Empty(validator.Validate(diem.Package).Concat(validator.Validate(son.Package)).Select(error => error.Description));
    }

    [Fact]
    public async Task Paper_3_a_notice_to_the_cell_and_invitations_by_name()
    {
        await using var town = await PaperTown.Start();
        using var notice = await Write(town, Of(PaperKind.Notice));
        using var invitations = await Write(town, Of(PaperKind.Invitation));

        notice.HasInOrder("Số   -TB/CB", "THÔNG BÁO", "Kính gửi: Các đồng chí đảng viên Chi bộ Khu vực 3", "Căn cứ", "Thời gian: 19 giờ 30, thứ Năm, ngày 03/12/2026 (dự kiến 90 phút).", "Địa điểm: Nhà văn hóa Khu vực 3.", "Nội dung:",
            "1. Đánh giá tháng 11.", "Thành phần: toàn thể đảng viên; khách mời: Lê Minh Trí (Đảng ủy viên phụ trách)", "Tài liệu:", "Dự thảo nghị quyết tháng 12", "Sổ tay đảng viên điện tử", "Đề nghị đồng chí", "12 giờ ngày 03/12",
            "điện thoại 0912 345 678", "Nơi nhận:", "- Lưu CB.", "T/M CHI BỘ");
        invitations.HasInOrder("GIẤY MỜI", "Kính gửi: đồng chí Nguyễn Quốc Ái", "GIẤY MỜI", "Kính gửi: đồng chí Võ Bích Uyên");
        Assert.Equal(2, invitations.Body.Descendants<SectionProperties>().Count());
    }

    [Fact]
    public async Task The_contact_number_is_printed_only_with_its_owners_leave()
    {
        await using var town = await PaperTown.Start();
        await town.Write(async desk => desk.Put((await desk.Get<Domain.People.Participant>(PaperTown.Id(PaperTown.Loan)))! with { ShowsPhone = false }));
        using var written = await Write(town, Of(PaperKind.Notice));

        Assert.DoesNotContain("0912", written.Text, StringComparison.Ordinal);
        Assert.Contains("điện thoại ……", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_4_minutes_print_the_kind_of_a_reason_never_its_words()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, Of(PaperKind.Minutes));

        written.HasInOrder("Số   -BB/CB", "BIÊN BẢN", "sinh hoạt chi bộ thường kỳ tháng 12 năm 2026", "bắt đầu 19 giờ 30", "kết thúc 21 giờ 05", "I. Thành phần", "Tổng số đảng viên: 28 đồng chí (chính thức 27, dự bị 01)", "Có mặt: 25/27 (92,6%)",
            "Đến muộn: Lương Quốc Sơn.", "Vắng có lý do: Võ Bích Uyên (sức khỏe).", "Vắng không lý do: Nguyễn Quốc Ái.", "Miễn sinh hoạt: 01 đồng chí.", "Khách mời: Lê Minh Trí", "Chủ trì: đồng chí Đinh Hồng Loan", "Thư ký: đồng chí Tô Diệu Diễm",
            "II. Nội dung", "III. Thảo luận", "Đồng chí Lương Quốc Sơn: Đề nghị chia tổ", "IV. Biểu quyết", "V. Kết luận, phân công", "Biên bản đã được thông qua trước chi bộ.", "THƯ KÝ", "Lưu CB.", "CHỦ TRÌ");
        Assert.Contains(written.Rows(1), row => row.SequenceEqual(["Thông qua nghị quyết tháng 12", "23", "0", "1", "23/24 (95,8%)"]));
        Assert.Contains(written.Rows(2), row => row.SequenceEqual(["Tổ chức ngày Chủ nhật xanh", "Tô Diệu Diễm", "Lương Quốc Sơn, Võ Bích Uyên", "27/12/2026"]));
    }

    [Fact]
    public async Task What_nobody_entered_is_dotted_never_invented()
    {
        await using var town = await PaperTown.Start();
        await town.Write(async desk =>
        {
            await desk.Get<Domain.Meetings.Minutes>(PaperTown.Meeting);
            desk.Delete<Domain.Meetings.Minutes>(PaperTown.Meeting);
            await desk.Get<Domain.Meetings.RollCall>(PaperTown.Meeting);
            desk.Delete<Domain.Meetings.RollCall>(PaperTown.Meeting);
        });
        using var written = await Write(town, Of(PaperKind.Minutes));

        written.HasInOrder("kết thúc ……", "Có mặt: ……", "Vắng có lý do: ……", "Chủ trì: ……");
        Assert.All(written.Rows(1).Skip(1), row => Assert.All(row, cell => Assert.Equal("……", cell)));
        Assert.True(written.Body.Descendants<TabChar>().Count() >= 20, "lines of dots to write on");
    }

    [Fact]
    public async Task Paper_5_a_resolution()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, Of(PaperKind.Resolution));

        written.HasInOrder("Số   -NQ/CB", "NGHỊ QUYẾT", "chi bộ tháng 12 năm 2026", "Căn cứ kết luận", "ngày 03/12/2026", "I. Đánh giá", "Hoàn thành 7/8 việc", "II. Nhiệm vụ tháng 12", "1. Tổng vệ sinh các ngõ. Chỉ tiêu: 6/6 ngõ", "III. Tổ chức thực hiện", "Nơi nhận:", "- Đảng ủy phường Ninh Kiều");
        Assert.Equal(["1", "Lập danh sách hộ ở trọ", "Lương Quốc Sơn", "10/12/2026"], written.Rows(1)[1]);
    }

    [Fact]
    public async Task Paper_6_a_report_whose_last_row_is_the_sum_and_whose_sentences_are_its_figures()
    {
        await using var town = await PaperTown.Start();
        using var cell = await Write(town, Of(PaperKind.Report));
        using var body = await Write(town, PaperTown.Ten.Last(each => each.Order.Kind is PaperKind.Report).Order);

        string[] figures = ["27", "25/27 (92,6%)", "26/27 (96,3%)", "96,3%", "92,6%", "–", "1/1", "1/2"];
        Assert.Equal(["1", "Chi bộ Khu vực 3", .. figures], cell.Rows(1)[1]);
        Assert.Equal(["", "Tổng cộng", .. figures], cell.Rows(1)[^1]);
        cell.HasInOrder("(số liệu đến 9 giờ 05, ngày 20/12/2026)", "28 đảng viên (chính thức 27, dự bị 01)", "25/27 đảng viên đã đăng ký, đạt trên 92%.", "26/27 đảng viên đã nộp bài thu hoạch, đạt trên 96%.", "III. Gương điển hình", "Lương Quốc Sơn: vận động 12 hộ",
            "IV. Hạn chế, nguyên nhân", "V. Phương hướng, nhiệm vụ", "PHỤ LỤC B", "Nguyễn Quốc Ái", "Võ Bích Uyên");

        Assert.Equal(["2", "Chi bộ Khu vực 4", "không có đối tượng"], body.Rows(1)[2]);
        body.HasInOrder("Số   -BC/ĐU", "02 chi bộ", "0/1 chi bộ có đủ đảng viên đăng ký.", "PHỤ LỤC A", "Chi bộ Khu vực 3");
        Assert.DoesNotContain(TownCell.Names, name => body.Text.Contains(name, StringComparison.Ordinal)); // no personal names at body level
    }

    [Fact]
    public async Task Paper_7_the_list_of_pledges_counts_who_is_not_exempt_and_merges_the_cells_of_one_person()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, Of(PaperKind.PledgeList));

        written.HasInOrder("Số   ", "DANH SÁCH", "Tổng số: 27; đã đăng ký: 25 (92,6%).", "Chưa đăng ký (bản của bí thư):", "được miễn 01 đồng chí", "NGƯỜI LẬP", "T/M CHI BỘ");
        var rows = written.Rows(1).Skip(1).ToArray();
        Assert.Equal(26, rows.Count(row => row[0].Length > 0)); // with the exempt one who pledged all the same
        Assert.Equal(26 + 4, rows.Length);
        Assert.Equal(4, written.Tables[1].Descendants<VerticalMerge>().Count(merge => merge.Val! == MergedCellValues.Continue) / 5);
        Assert.Equal(TownCell.Names.Except([PaperTown.Uyen, PaperTown.Ai]).Order(Domain.Text.PersonName.Order), rows.Where(row => row[0].Length > 0).Select(row => row[1]));
        Assert.Equal([["1", PaperTown.Ai, ""], ["2", PaperTown.Uyen, ""]], written.Rows(2).Skip(1));
    }

    [Fact]
    public async Task Paper_8_the_list_of_reflections_has_no_contents()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, Of(PaperKind.ReflectionList));

        Assert.Contains(written.Rows(1), row => row.Skip(1).SequenceEqual(["Lương Quốc Sơn", "25/11/2026", "412 từ", "Trả lời câu hỏi", "Đạt yêu cầu", "3"]));
        Assert.Contains(written.Rows(1), row => row.Skip(1).SequenceEqual(["Tô Diệu Diễm", "25/11/2026", "2 trang", "Ảnh bài viết tay", "Đạt yêu cầu", ""]));
        Assert.DoesNotContain("Điểm mới nhất", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_9_a_plan_of_the_cell_and_a_personal_one_in_the_personal_form()
    {
        await using var town = await PaperTown.Start();
        using var cell = await Write(town, Of(PaperKind.Remediation));
        using var own = await Write(town, PaperTown.Order(PaperKind.Remediation, RemediationPlan.IdOf(PaperTown.Id(PaperTown.Diem), 2025)));

        cell.HasInOrder("Số   -KH/CB", "KẾ HOẠCH", "Mục đích:", "các ngày 31/3/2027", "Nơi nhận:");
        Assert.Equal(["1", "Sinh hoạt chuyên đề còn ít ý kiến", "Gửi câu hỏi gợi ý trước 3 ngày", "Tô Diệu Diễm", "Lương Quốc Sơn", "31/03/2027", "……"], cell.Rows(1)[1]);
        own.HasInOrder("KẾ HOẠCH", "Họ và tên: Tô Diệu Diễm", "NGƯỜI LẬP KẾ HOẠCH");
        Assert.DoesNotContain("-KH/CB", own.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_10_the_form_of_the_four_goods_sums_each_group()
    {
        await using var town = await PaperTown.Start();
        using var written = await Write(town, Of(PaperKind.FourGood));
        var rows = written.Rows(1);

        Assert.Equal(["I", "Hoàn thành tốt nhiệm vụ chính trị"], rows[1]);
        Assert.Contains(rows, row => row.SequenceEqual(["", "Cộng nhóm II", "1", "1"]));
        Assert.Equal(["", "Tổng số tiêu chí", "5", "1"], rows[^1]);
    }

    [Fact]
    public async Task Cards_of_invites_have_a_code_each_and_six_stand_on_a_page()
    {
        Host.People.Invite[] invites = [.. Enumerable.Range(1, 7).Select(i => new Host.People.Invite("Chi bộ Khu vực 3", $"Nguyễn Văn {i}", $"4827 193{i}", i == 7 ? null : $"https://t.me/chibo_bot?start={i:D32}"))];
        using var written = new WrittenDocument(InviteSheet.Write(invites, new Dictionary<string, InviteContact> { ["Chi bộ Khu vực 3"] = new("đồng chí Đinh Hồng Loan", "0912 345 678") }));

        Assert.Empty(new OpenXmlValidator().Validate(written.Package).Select(error => error.Description));
        Assert.Equal(6, written.Body.Descendants<Drawing>().Count());
        Assert.All(invites, invite => written.HasInOrder("TRỢ LÝ CHI BỘ KHU VỰC 3", invite.Name, invite.Code));
        Assert.Contains("Cần giúp: gọi đồng chí Đinh Hồng Loan, 0912 345 678.", written.Text, StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    [Fact]
    public void A_file_in_a_package_that_can_be_unpacked_by_anything()
    {
        using var zip = new ZipArchive(new MemoryStream(DocxWriter.Write(new PaperFile("tep", [Blank()]))));

        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.StartsWith("docProps", StringComparison.Ordinal));
    }

    private static Paper Blank() => new() { Head = new Letterhead("ĐẢNG BỘ", "CHI BỘ", null, "Cần Thơ", new DateOnly(2026, 12, 5)), Title = "PHIẾU", Blocks = [new Para("Ký tự lạ \u0001 không làm hỏng tệp.")], For = PaperReader.Secretary };
}
