using System.Diagnostics;
using System.Globalization;
using System.Text;
using CellBot.Domain.Dates;

namespace CellBot.Domain.Tests.Dates;

public sealed class DateReaderTests
{
    [Theory]
    [InlineData("họp mùng 3 tháng sau 19h30", "họp")]
    [InlineData("đổi giờ: 20h", "đổi giờ")]
    [InlineData("họp thứ Năm tuần sau tại phòng 305 lúc 14h", "họp tại phòng 305")]
    [InlineData("xin vắng ngày 26/11 vì bận việc nhà", "xin vắng vì bận việc nhà")]
    [InlineData("nộp báo cáo chậm nhất thứ Sáu tuần sau", "nộp báo cáo")]
    [InlineData("nhắc tôi lúc 20 giờ", "nhắc tôi")]
    [InlineData("gia hạn đến thứ Sáu tuần sau", "gia hạn")]
    [InlineData("nhac toi 8h sang mai", "nhac toi")]
    [InlineData("ngày 3 hằng tháng lúc 14h, trùng ngày nghỉ thì dời", "trùng ngày nghỉ thì dời")]
    [InlineData("1. Tham dự.", "1. Tham dự.")]
    [InlineData("14h30", "")]
    [InlineData("xin chào", "xin chào")]
    public void The_rest_of_the_line_is_left_to_the_caller(string text, string rest) => Assert.Equal(rest, Expected.Read(text).RestOf(text));

    [Fact]
    public void Spans_are_places_in_the_text_as_it_came_decomposed_marks_included()
    {
        var text = "họp mùng 3 tháng sau 19h30 nhé".Normalize(NormalizationForm.FormD);
        var span = Assert.Single(Expected.Read(text).Spans);
        Assert.Equal("mùng 3 tháng sau 19h30", text.Substring(span.Start, span.Length).Normalize(NormalizationForm.FormC));
    }

    [Theory]
    [InlineData("trước 30/11", true)]
    [InlineData("nộp chậm nhất thứ Sáu tuần sau", true)]
    [InlineData("hết năm", true)]
    [InlineData("gia hạn đến 30/11", true)]
    [InlineData("họp 30/11", false)]
    [InlineData("thứ Năm tuần sau 14h", false)]
    public void A_deadline_is_known_as_one(string text, bool deadline) => Assert.Equal(deadline, Expected.Read(text).IsDeadline);

    [Fact]
    public void A_deadline_without_a_clock_is_the_end_of_its_day()
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.FromHours(7)), Expected.Read("trước 30/11").Value!.AsDeadline);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.FromHours(7)), Expected.Read("trước 17h ngày 30/11").Value!.AsDeadline);
    }

    [Theory]
    [InlineData("mùng 3 tháng sau", true)]
    [InlineData("10/3 âm lịch", true)]
    [InlineData("rằm", true)]
    [InlineData("ngày 3 tháng sau", false)]
    public void Both_calendars_are_shown_where_the_moon_may_be_meant(string text, bool shown) => Assert.Equal(shown, Expected.Read(text).ShowsLunar);

    [Fact]
    public void A_weekday_that_disagrees_is_named()
    {
        var reading = Expected.Read("thứ Tư ngày 3/12");
        Assert.Equal((ReadingReason.WeekdayDisagrees, DayOfWeek.Wednesday), (reading.Reason, reading.TypedWeekday));
    }

    [Fact]
    public void What_is_past_is_said()
    {
        var reading = Expected.Read("8h sáng nay");
        Assert.Equal((ReadingReason.Past, "2026-11-20T08:00 (past)"), (reading.Reason, Expected.Moment(reading.PastMoment!)));
    }

    [Theory]
    [InlineData("15/11", "2026-11-15")]
    [InlineData("hôm qua", "2026-11-19")]
    [InlineData("thứ Ba tuần trước 8h", "2026-11-10T08:00")]
    [InlineData("3/2/1990", "1990-02-03")]
    [InlineData("19/5", "2026-05-19")]
    [InlineData("8h sáng nay", "2026-11-20T08:00")]
    [InlineData("30/2", "ERROR Invalid")]
    public void A_field_for_the_past_takes_it(string text, string expected) =>
        Assert.Equal(expected, Expected.Line(VietnameseDateReader.Read(text, Expected.Now, DateReadingOptions.Any)));

    [Theory] // the same evening seen from other moments
    [InlineData("2026-11-20T16:00", "3h", "AMBIGUOUS 2026-11-21T15:00 (proposed) | 2026-11-21T03:00")]
    [InlineData("2026-11-20T16:00", "14h", "AMBIGUOUS 2026-11-21T14:00")]
    [InlineData("2026-11-22T09:00", "cuối tuần", "AMBIGUOUS 2026-11-22 | 2026-11-28 | 2026-11-29")]
    [InlineData("2026-11-30T09:00", "cuối tháng", "2026-11-30")]
    [InlineData("2026-12-31T09:00", "mai", "2027-01-01")]
    [InlineData("2027-01-05T09:00", "25/12", "2027-12-25")]
    [InlineData("2027-01-31T09:00", "ngày 30 tháng sau", "ERROR Invalid")]
    [InlineData("2028-01-31T09:00", "29/2", "2028-02-29")]
    [InlineData("2027-02-05T09:00", "mùng 1 Tết", "2027-02-06")]
    [InlineData("2027-02-06T09:00", "mùng 1 Tết", "2027-02-06")]
    [InlineData("2027-02-07T09:00", "mùng 1 Tết", "2028-01-26")]
    [InlineData("2025-07-01T09:00", "mùng 1 tháng 6 nhuận", "2025-07-25")]
    [InlineData("2025-07-20T09:00", "rằm", "2025-08-08")]
    [InlineData("2027-11-20T09:00", "30 Tết", "AMBIGUOUS 2028-01-25")]
    [InlineData("2032-11-20T09:00", "30 Tết", "2033-01-30")]
    [InlineData("2026-11-23T09:00", "đầu tuần", "AMBIGUOUS 2026-11-23 | 2026-11-30")]
    public void Readings_move_with_the_clock(string now, string text, string expected) =>
        Assert.Equal(expected, Expected.Line(VietnameseDateReader.Read(text, new DateTimeOffset(DateTime.Parse(now, CultureInfo.InvariantCulture), TimeSpan.FromHours(7)))));

    [Fact]
    public void The_moment_may_come_in_any_offset() =>
        Assert.Equal("2026-11-22", Expected.Line(VietnameseDateReader.Read("mai", new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero)))); // 01:00 of the 21st in Hà Nội

    [Fact]
    public void A_recurrence_goes_on_by_its_rule()
    {
        var rule = Expected.Read("thứ Hai đầu tiên hàng tháng 8h").Rule!;
        Assert.Equal(new RecurrenceRule(RecurrenceUnit.Month) { Weekday = DayOfWeek.Monday, Ordinal = 1, Clock = new(8, 0) }, rule);
        Assert.Equal(new DateOnly(2027, 1, 4), rule.NextOnOrAfter(new(2026, 12, 8)));
        var full = Expected.Read("rằm hàng tháng").Rule!;
        Assert.Equal(new DateOnly(2026, 12, 23), full.NextOnOrAfter(new(2026, 11, 24)));
        Assert.Equal(new DateOnly(2027, 1, 31), new RecurrenceRule(RecurrenceUnit.Month) { Day = 31 }.NextOnOrAfter(new(2027, 1, 1)));
        Assert.Equal(new DateOnly(2027, 3, 31), new RecurrenceRule(RecurrenceUnit.Month) { Day = 31 }.NextOnOrAfter(new(2027, 2, 1)));
        Assert.Null(new RecurrenceRule(RecurrenceUnit.Year) { Day = 31, Month = 4 }.NextOnOrAfter(new(2027, 2, 1)));
        Assert.Equal(new DateOnly(2028, 2, 29), new RecurrenceRule(RecurrenceUnit.Year) { Day = 29, Month = 2 }.NextOnOrAfter(new(2027, 2, 1)));
    }

    /// <summary>Whatever is typed: no exception, spans inside the text, values where the kind promises them.</summary>
    [Fact]
    public void No_text_breaks_the_reader()
    {
        var random = new Random(20261120);
        string[] words = ["thứ", "5", "tuần", "sau", "14h30", "mùng", "3", "tháng", "/", "-", ".", ":", "12", "2026", "hàng", "cuối", "quý", "IV", "Tết", "rằm", "âm", "lịch", "nhuận", "đến", "từ", "kém", "rưỡi", "năm", "nữa",
            "giờ", "99999999999", "999", "0", "31", "hoặc", "mai", "mốt", "kia", "chiều", "đêm", "12h", "24h", "nay", "Đinh", "Mùi", "trước", "hết", "ngày", "giao", "thừa", "sa1ng", "toois", "T5", "CN", "\u200b", "\ud83d", "ngày nữa", "tiếng", "mỗi", "đầu", "tiên", "của"];
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder();
            for (var n = random.Next(1, 9); n > 0; n--)
            {
                if (random.Next(12) == 0) text.Append((char)random.Next(0x10000));
                else text.Append(words[random.Next(words.Length)]);
                if (random.Next(3) > 0) text.Append(' ');
            }

            Check(text.ToString(), random.Next(4) == 0 ? DateReadingOptions.Any : DateReadingOptions.Future);
        }

        for (var round = 0; round < 300; round++)
            Check(new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => (char)random.Next(0x10000))]), DateReadingOptions.Future);
    }

    [Fact]
    public void Long_texts_are_read_in_a_moment()
    {
        string[] texts =
        [
            new('9', 10_000), new('/', 10_000), new('a', 10_000), new('\u0301', 10_000), new(' ', 10_000), new('\ud83d', 10_000),
            string.Concat(Enumerable.Repeat("3/", 5_000)), string.Concat(Enumerable.Repeat("thứ ", 2_500)), string.Concat(Enumerable.Repeat("t5", 5_000)),
            string.Concat(Enumerable.Repeat("thứ Hai hoặc ", 800)), string.Concat(Enumerable.Repeat("lúc ", 2_500)), string.Concat(Enumerable.Repeat("trước ", 1_600)),
            string.Concat(Enumerable.Repeat("hai mươi ", 1_100)), string.Concat(Enumerable.Repeat("12-", 3_300)), new string('x', 9_990) + " mai 8h",
        ];
        Check(texts[0], DateReadingOptions.Future);
        foreach (var text in texts)
        {
            var watch = Stopwatch.StartNew();
            Check(text, DateReadingOptions.Future);
            Assert.True(watch.ElapsedMilliseconds < 500, $"{text[..20]}… took {watch.ElapsedMilliseconds} ms"); // a few ms; 500 is for a busy machine
        }

        Assert.Equal("2026-11-21T08:00", Expected.Line(Expected.Read(texts[^1])));
    }

    private static void Check(string text, DateReadingOptions options)
    {
        var reading = VietnameseDateReader.Read(text, Expected.Now, options);
        var end = 0;
        foreach (var span in reading.Spans)
        {
            Assert.True(span.Start >= end && span.Length > 0 && span.End <= text.Length, text);
            end = span.End;
        }

        _ = reading.RestOf(text);
        Assert.Equal(reading.Kind is not (ReadingKind.Ambiguous or ReadingKind.Error), reading.Value is not null);
        Assert.Equal(reading.Kind is ReadingKind.Ambiguous or ReadingKind.Error, reading.Reason is not null);
        if (reading.Kind is ReadingKind.Interval) Assert.True(reading.End!.At > reading.Value!.At, text);
        if (reading.Value is { } value)
        {
            _ = VietnameseDates.Choice(value);
            if (options.FutureOnly && reading.Kind is not ReadingKind.Interval) Assert.True(value.AsDeadline >= Expected.Now, $"{text}: {Expected.Line(reading)}");
        }
    }
}
