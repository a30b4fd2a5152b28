using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.Study;
using CellBot.Dialogs.Tests.Coverage;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using Xunit.Abstractions;
using static CellBot.Dialogs.Tests.Committee.CommitteeTown;

namespace CellBot.Dialogs.Tests.Committee;

/// <summary>
/// A month of one cell and one committee: opened above, in 34 cells, handed in, reminded, returned, moved, exempted, asked for, escalated, extended, complete, reported. Whatever
/// figure a message has is counted by hand at the moment of the message.
/// </summary>
public sealed partial class MonthTests(ITestOutputHelper output)
{
    private const string Root = "th4-2026-u-db";
    private static readonly DateTimeOffset DueAt = Local("2026-12-10T23:59:59");
    private int read, checkedFigures;

    [Fact]
    public async Task A_month_in_the_life_of_one_cell_and_one_committee()
    {
        await using var town = await At("2026-11-20T09:00", TownCommittee.PersonOf(Trang, Library));
        var library = TownCommittee.CellOf(Library);
        string[] members = [.. TownCommittee.People.Where(person => person.Cell == Library).Select(person => person.Name)];

        foreach (var step in new[] { "mở đợt thu hoạch", "2", "Nghị quyết chuyên đề quý IV", "10/12", "2" }) await town.Tells(Thuy, step);
        await Until(town, "2026-11-24T09:00");

        // The other cells hand in over two weeks, one or two a day, each in one morning; the library in its own way.
        var others = TownCommittee.Cells.Where(cell => cell != Library).ToArray();
        for (var day = 0; day < 12; day++)
        {
            await Until(town, $"{Local("2026-11-24T10:00").AddDays(day):yyyy-MM-ddTHH:mm}");
            for (var c = day; c < others.Length; c += 12) await HandInCell(town, TownCommittee.CellOf(others[c]));
            if (day is 1 or 2) foreach (var name in members.Skip(day == 1 ? 0 : 4).Take(4)) await HandInByChat(town, name);
            if (day is 3)
            {
                foreach (var step in new[] { "xem bài", "1", "1", "Xin viết thêm phần liên hệ bản thân" }) await town.Tells(Uyen, step);
                await Check(town);
            }
        }

        // One is exempted, one moves to another cell, where the same is asked; in the library two of the nine that are left have not handed in.
        await Until(town, "2026-12-07T10:00");
        await Exempt(town, "Đoàn Công Hùng", library);
        await Move(town, "Đoàn Quốc Nghĩa", library, TownCommittee.CellOf("Chi bộ Văn phòng"));
        await HandInByChat(town, "Đoàn Quốc Nghĩa");
        foreach (var name in members.Take(8)) if (await Owes(town, name, library)) await HandInByChat(town, name);

        await Until(town, "2026-12-11T08:05");
        foreach (var step in new[] { "thu hoạch", "1" }) { await town.Tells(Thuy, step); await Check(town); }
        await town.Presses(TownCommittee.AccountOf(Uyen), 3);
        await town.Tells(Uyen, "Thứ Hai tuần sau chi bộ đủ ạ");
        await Check(town);
        await Until(town, "2026-12-18T09:00");
        await town.Presses(TownCommittee.AccountOf(Uyen), town.Messages.FindLast(message => message.Account == TownCommittee.AccountOf(Uyen) && message.Text.Contains("1.", StringComparison.Ordinal))!, 1);
        await Check(town);
        foreach (var step in new[] { "1", "1" }) { await town.Presses(TownCommittee.AccountOf(Uyen), int.Parse(step)); await Check(town); }
        await Until(town, "2026-12-19T15:00");
        await HandInByChat(town, Hoa);
        await Until(town, "2026-12-20T19:00");
        await town.Tells(Uyen, "đã nhận bản giấy Trang");
        await Check(town);
        await Until(town, "2026-12-21T08:30");
        foreach (var step in new[] { "thu hoạch", "số liệu quý IV" }) { await town.Tells(Thuy, step); await Check(town); }

        var transcript = string.Join('\n', town.Messages.Where(message => message.Account == TownCommittee.AccountOf(Uyen) || message.Account == TownCommittee.AccountOf(Thuy))
            .Select(message => $"{message.At:dd/MM HH}:{message.At:mm} {(message.Account == TownCommittee.AccountOf(Uyen) ? "bí thư" : "đảng ủy")} | {message.Text.Split('\n')[0]}"));
        output.WriteLine(transcript);
        output.WriteLine($"{town.Messages.Count} messages, {checkedFigures} of them with figures");
        Assert.Contains("Tại thời điểm hết hạn: 33/34 chi bộ.", town.Messages.FindLast(message => message.Text.Contains("34/34 chi bộ đủ", StringComparison.Ordinal))!.Text);
        Assert.True(checkedFigures > 100, $"only {checkedFigures} figures were seen");
        Assert.Equal(PersonByPerson(Transcript.ReplaceLineEndings("\n")), PersonByPerson(transcript));
    }

    /// <summary>Each minute's lines, one person's after the other's: who of two people hears first within a minute is nobody's promise, and each one's own order is.</summary>
    private static string PersonByPerson(string transcript) =>
        string.Join('\n', transcript.Split('\n').OrderBy(line => line[3..5] + line[..2] + line[6..11], StringComparer.Ordinal).ThenBy(line => line[12..line.IndexOf('|')], StringComparer.Ordinal));

    /// <summary>First lines of what the cell's secretary and the officer read.</summary>
    private const string Transcript = """
        20/11 09:00 đảng ủy | Đồng chí Thủy mở đợt ở đâu?
        20/11 09:00 đảng ủy | Tên nghị quyết hoặc chuyên đề? Ví dụ: Nghị quyết chuyên đề quý IV.
        20/11 09:00 đảng ủy | Nộp chậm nhất ngày nào?
        20/11 09:00 đảng ủy | Đợt “Nghị quyết chuyên đề quý IV” sẽ mở ở 34 chi bộ, 639 người, hạn thứ Năm, ngày 10/12/2026. Chi bộ chưa có bí thư kết nối: không có.
        20/11 09:00 đảng ủy | Đã mở đợt “Nghị quyết chuyên đề quý IV” xuống 34 chi bộ, 639 người, hạn thứ Năm, ngày 10/12/2026. Xem kết quả, xin nhắn “tiến độ”.
        20/11 09:00 bí thư | Đảng ủy mở đợt “Nghị quyết chuyên đề quý IV”, hạn thứ Năm, ngày 10/12/2026. 12 đồng chí của Chi bộ Thư viện đã được giao; trợ lý nhắc từng đồng chí.
        20/11 09:00 đảng ủy | Đảng ủy mở đợt “Nghị quyết chuyên đề quý IV”, hạn thứ Năm, ngày 10/12/2026. 5 đồng chí của Chi bộ Văn phòng đã được giao; trợ lý nhắc từng đồng chí.
        20/11 09:00 đảng ủy | Kính gửi đồng chí Thủy,
        20/11 09:00 bí thư | Kính gửi đồng chí Uyên,
        23/11 08:00 đảng ủy | Tình hình Chi bộ Văn phòng đến 08:00, ngày 23/11/2026:
        23/11 08:00 bí thư | Tình hình Chi bộ Thư viện đến 08:00, ngày 23/11/2026:
        24/11 10:00 đảng ủy | Chi bộ Văn phòng đã đủ 5/5 bài thu hoạch “Nghị quyết chuyên đề quý IV”, lúc 10:00, ngày 24/11/2026.
        25/11 08:30 đảng ủy | Có 4 bản chờ đồng chí Thủy xem: Phạm Hồng Hoa, Đỗ Bích Đào, Phạm Thanh Sơn, Trương Phương Liên.
        25/11 10:00 bí thư | Đã nhận 1 ảnh. Đây là bài thu hoạch “Nghị quyết chuyên đề quý IV” ạ?
        25/11 10:01 bí thư | Ngoài bài viết, đồng chí Uyên có đề xuất, kiến nghị gì không? Xin viết vào đây, hoặc:
        25/11 10:01 bí thư | Bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Uyên: 1 trang ảnh, không có kiến nghị.
        25/11 10:01 bí thư | Đã nhận bài thu hoạch của đồng chí Uyên lúc 10:01, ngày 25/11/2026. Biên nhận TH4-01.
        26/11 08:30 bí thư | Có 3 bản chờ đồng chí Uyên xem: Đỗ Công Lâm, La Trọng Minh, Dương Ngọc Việt.
        27/11 08:30 bí thư | Có 7 bản chờ đồng chí Uyên xem: Đỗ Công Lâm, La Trọng Minh, Dương Ngọc Việt, Cao Bích Oanh, Huỳnh Mỹ Loan và 2 đồng chí khác.
        27/11 10:00 bí thư | Đỗ Công Lâm, bài thu hoạch “Nghị quyết chuyên đề quý IV”: 1 trang ảnh, gửi ngày 25/11/2026.
        27/11 10:00 bí thư | Xin viết điều cần bổ sung. Lời này gửi nguyên văn đến Đỗ Công Lâm.
        27/11 10:00 bí thư | Xin viết rõ điều cần bổ sung, ví dụ: viết thêm phần liên hệ bản thân.
        27/11 10:00 bí thư | Đã gửi lời đề nghị đến Đỗ Công Lâm, hạn bổ sung thứ Năm, ngày 10/12/2026. Còn 6 bản chờ xem.
        30/11 08:00 đảng ủy | Tình hình Chi bộ Văn phòng đến 08:00, ngày 30/11/2026:
        30/11 08:00 bí thư | Tình hình Chi bộ Thư viện đến 08:00, ngày 30/11/2026:
        07/12 08:00 đảng ủy | Tình hình Chi bộ Văn phòng đến 08:00, ngày 07/12/2026:
        07/12 08:00 bí thư | Tình hình Chi bộ Thư viện đến 08:00, ngày 07/12/2026:
        08/12 08:30 đảng ủy | Có 5 bản chờ đồng chí Thủy xem: Phạm Hồng Hoa, Đỗ Bích Đào, Phạm Thanh Sơn, Trương Phương Liên, Đoàn Quốc Nghĩa.
        08/12 08:30 bí thư | Có 7 bản chờ đồng chí Uyên xem: La Trọng Minh, Dương Ngọc Việt, Cao Bích Oanh, Huỳnh Mỹ Loan, Cao Kim Giang và 2 đồng chí khác.
        11/12 08:05 đảng ủy | Thu hoạch “Nghị quyết chuyên đề quý IV”: 33/34 chi bộ đủ. Còn Chi bộ Thư viện 8/10.
        11/12 08:05 đảng ủy | Đã nhắc bí thư Chi bộ Thư viện. Có trả lời, trợ lý báo đồng chí Thủy ngay.
        11/12 08:05 bí thư | Đảng ủy đề nghị cho biết: thu hoạch “Nghị quyết chuyên đề quý IV” của Chi bộ Thư viện hiện 8/10, khi nào đủ?
        11/12 08:05 bí thư | Đồng chí Uyên trả lời Đảng ủy thế nào? Xin viết ngắn gọn, lời này gửi nguyên văn.
        11/12 08:05 bí thư | Đã chuyển lời của đồng chí Uyên đến Đảng ủy.
        11/12 08:05 đảng ủy | Chi bộ Thư viện trả lời: “Thứ Hai tuần sau chi bộ đủ ạ”
        14/12 08:00 đảng ủy | Tình hình Chi bộ Văn phòng đến 08:00, ngày 14/12/2026:
        14/12 08:00 bí thư | Tình hình Chi bộ Thư viện đến 08:00, ngày 14/12/2026:
        18/12 08:30 bí thư | Báo cáo đồng chí Uyên: 2 đồng chí quá hạn 7 ngày:
        18/12 09:00 bí thư | Báo cáo đồng chí Uyên: Kim Ngọc Hoa chưa có bài thu hoạch “Nghị quyết chuyên đề quý IV”, hạn 10/12/2026, quá 8 ngày, đã nhắc 3 lần.
        18/12 09:00 bí thư | Gia hạn cho Kim Ngọc Hoa đến khi nào?
        18/12 09:00 bí thư | Đã gia hạn cho Kim Ngọc Hoa đến hết thứ Hai, ngày 21/12/2026. Trợ lý đã báo đồng chí ấy.
        19/12 15:01 bí thư | Kim Ngọc Hoa đã nộp bài thu hoạch “Nghị quyết chuyên đề quý IV” lúc 15:01. Đồng chí Uyên không cần trao đổi nữa.
        20/12 19:00 bí thư | Chi bộ Thư viện đã đủ 10/10 bài thu hoạch “Nghị quyết chuyên đề quý IV”, lúc 19:00, ngày 20/12/2026. Trợ lý đã báo Đảng ủy.
        20/12 19:00 đảng ủy | Chi bộ Thư viện vừa đủ 10/10. Toàn đảng bộ 34/34 chi bộ.
        21/12 08:00 đảng ủy | Tình hình Chi bộ Văn phòng đến 08:00, ngày 21/12/2026:
        21/12 08:00 bí thư | Tình hình Chi bộ Thư viện đến 08:00, ngày 21/12/2026:
        21/12 08:30 bí thư | Có 8 bản chờ đồng chí Uyên xem: La Trọng Minh, Dương Ngọc Việt, Cao Bích Oanh, Huỳnh Mỹ Loan, Cao Kim Giang và 3 đồng chí khác.
        21/12 08:30 đảng ủy | Thu hoạch “Nghị quyết chuyên đề quý IV”: 34/34 chi bộ đủ, trong đó 1 chi bộ sau hạn.
        21/12 08:30 đảng ủy | Đảng bộ Sở, quý IV năm 2026, lúc 08:30, ngày 21/12/2026:
        """;

    /// <summary>Time passes; nothing but the clock acts, so that what is counted now is what every message on the way has to say.</summary>
    private async Task Until(Town town, string when)
    {
        await town.AdvanceTo(Local(when));
        await Check(town);
    }

    private async Task Check(Town town)
    {
        await town.RunTicks();
        var byHand = await CountedByHand.Of(town.Store, Root, DueAt, town.Clock.Now);
        Assert.Empty(byHand.Contradictions());
        var waiting = (await town.Store.Open().Find(Reflection.Pending, "", 5000)).ToLookup(reflection => reflection.UnitId, reflection => reflection.ParticipantId);
        // The secretary reads all but the own paper, the deputy that one.
        var secretaries = (await town.Store.Open().Find(Affiliation.ByOffice, "", 5000)).Where(officer => officer.Roles.Contains(Role.Secretary)).Select(officer => officer.ParticipantId).ToHashSet();
        foreach (var message in town.Messages.Skip(read))
        {
            var person = await town.Read<Participant>("p-" + message.Account["zalo/0/".Length..]);
            var cell = byHand.Unit(person!.CellId!);
            foreach (var (figures, expected) in new[]
            {
                (Digest().Match(message.Text), new[] { cell.Done, cell.Eligible }),
                (Missing().Match(message.Text), [byHand.Asked(person.CellId!), cell.Eligible]),
                (FromAbove().Match(message.Text), [cell.Eligible]),
                (CellDone().Match(message.Text), [cell.Done, cell.Eligible]),
                (Asked().Match(message.Text), [cell.Done, cell.Eligible]),
                (Progress().Match(message.Text), [byHand.Cells("u-db").Complete, byHand.Cells("u-db").Counted, byHand.Node("u-db").Done, byHand.Node("u-db").Eligible]),
                (Sum().Match(message.Text), [byHand.Node("u-db").Done, byHand.Node("u-db").Eligible]),
                (Told().Match(message.Text), [byHand.Cells("u-db").Complete, byHand.Cells("u-db").Counted]),
                (ToReview().Match(message.Text), [waiting[person.CellId!].Count(author => secretaries.Contains(person.Id) ? author != person.Id : secretaries.Contains(author))]),
            })
                if (figures.Success)
                {
                    checkedFigures++;
                    Assert.True(expected.SequenceEqual(figures.Groups.Values.Skip(1).Select(group => int.Parse(group.Value))), $"{message.At:dd/MM HH:mm} {person.FullName}, by hand {string.Join('/', expected)}:\n{message.Text}");
                }
        }
        read = town.Messages.Count;
    }

    private async Task HandInCell(Town town, string cell)
    {
        foreach (var duty in await town.Find(Obligation.BySource, $"{Root}-{cell}/{cell}/Open"))
            await town.Effect($"in/{duty.OwnerId}", async effects =>
            {
                var me = await Me.Load(effects.Desk, duty.OwnerId, effects.Today);
                await ReflectionOutcomes.Submitted(new ReflectionSubmitted(duty.SourceId, ReflectionForm.Photos, [], [], 0, null, null, false, null),
                    new Effects(effects.Desk, Phrasebook.Vietnamese, effects.CauseId, effects.Now, me, TownCommittee.AccountOfPerson(duty.OwnerId)));
            });
        await Check(town);
    }

    private async Task HandInByChat(Town town, string name)
    {
        var account = TownCommittee.AccountOf(name);
        await town.SendsPhoto(account);
        await town.Advance(TimeSpan.FromMinutes(1));
        // Whatever it is asked: the whole paper, no petition, send.
        for (var step = 0; step < 5 && town.Messages.FindLast(message => message.Account == account) is { Choices.Count: > 0 } asked; step++)
            await town.Says(account, $"{asked.Choices.ToList().FindIndex(choice => choice is "Cả bài mới" or "Đúng, đủ trang rồi" or "Không có" or "Gửi") + 1}");
        Assert.StartsWith("Đã nhận bài thu hoạch", town.Last(name));
        await Check(town);
    }

    private static async Task<bool> Owes(Town town, string name, string cell) => await town.Read<Obligation>($"{Root}-{cell}/{TownCommittee.PersonOf(name)}") is { IsOpen: true };

    private async Task Exempt(Town town, string name, string cell)
    {
        await town.Effect("exempt", async effects =>
        {
            var person = TownCommittee.PersonOf(name);
            effects.Desk.Put(new Exemption($"{cell}/{person}/20261207") { UnitId = cell, ParticipantId = person, From = effects.Today });
            await Belonging.Settle(effects, (await effects.Desk.Get<Participant>(person))!);
        });
        await Check(town);
    }

    private async Task Move(Town town, string name, string from, string to)
    {
        await town.Effect("move", async effects =>
        {
            var (desk, person) = (effects.Desk, TownCommittee.PersonOf(name));
            var moved = (await desk.Get<Participant>(person))! with { CellId = to };
            desk.Put(moved);
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(from, person)))! with { To = effects.Today });
            desk.Put(new Affiliation(Affiliation.IdOf(to, person)) { UnitId = to, ParticipantId = person, Number = 60, From = effects.Today });
            await Belonging.Settle(effects, moved, from);
        });
        await Check(town);
    }

    [GeneratedRegex(@"^Tình hình(?:.|\n)*Thu hoạch “Nghị quyết chuyên đề quý IV”: (\d+)/(\d+) \(")]
    private static partial Regex Digest();

    [GeneratedRegex(@"Chưa nộp “Nghị quyết chuyên đề quý IV” \((\d+)/(\d+)\)")]
    private static partial Regex Missing();

    [GeneratedRegex(@"(\d+) đồng chí của Chi bộ .* đã được giao")]
    private static partial Regex FromAbove();

    [GeneratedRegex(@"^Chi bộ .* đã đủ (\d+)/(\d+)")]
    private static partial Regex CellDone();

    [GeneratedRegex(@"hiện (\d+)/(\d+), khi nào đủ")]
    private static partial Regex Asked();

    [GeneratedRegex(@"(\d+)/(\d+) chi bộ đủ(?:.|\n)*Toàn đảng bộ (\d+)/(\d+) người")]
    private static partial Regex Progress();

    [GeneratedRegex(@"Toàn đảng bộ (\d+)/(\d+) chi bộ\.$")]
    private static partial Regex Told();

    [GeneratedRegex(@"Cộng 1 đợt thu hoạch: (\d+)/(\d+)")]
    private static partial Regex Sum();

    [GeneratedRegex(@"^Có (\d+) bản chờ")]
    private static partial Regex ToReview();
}
