using CellBot.Dialogs.Engine;
using CellBot.Domain.Meetings;
using CellBot.Testing.Journeys.Scenes;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Meetings;

/// <summary>Chi bộ Khu vực 3 with the meeting of November held: 25 of 27 linked, Diễm on Telegram.</summary>
internal static class MeetingTown
{
    public const string Loan = "Đinh Hồng Loan", Diem = "Tô Diệu Diễm", Uyen = "Võ Bích Uyên", Son = "Lương Quốc Sơn", Ai = "Nguyễn Quốc Ái", Quyen = "Võ Thu Quyên", Yen = "Hoàng Mỹ Yến";

    public static readonly DateTimeOffset December = At(3, 12, 19, 30);

    public static string Account(string name) => TownCell.AccountOf(name, name == Diem ? "telegram" : "zalo");

    public static DateTimeOffset At(int day, int month, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(7));

    public static async Task<Town> Start(DateTimeOffset now, string loanOn = "zalo", string venue = "Nhà văn hóa Khu vực 3")
    {
        var town = await Town.Start(now);
        await town.Effect("seed", async effects =>
        {
            await TownCell.Seed(effects.Desk, now, notLinked: [Ai, Quyen], new Dictionary<string, string> { [Diem] = "telegram", [Loan] = loanOn });
            MeetingScene.PutNovember(effects.Desk, venue);
        });
        return town;
    }

    /// <summary>A town in which the December meeting was announced at 09:02 on 20 November and the report was read.</summary>
    public static async Task<Town> Announced(string loanOn = "zalo", string words = "họp mùng 3 tháng sau 19h30")
    {
        var town = await Start(At(20, 11, 9), loanOn);
        var loan = TownCell.AccountOf(Loan, loanOn);
        await town.Says(loan, words);
        await town.Says(loan, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        return town;
    }

    public static string Last(this Town town, string account) => town.Messages.FindLast(message => message.Account == account)?.Text ?? "(nothing)";

    public static async Task<Meeting> Meeting(this Town town) =>
        (await town.Find(Domain.Meetings.Meeting.ByUnit, TownCell.CellId + "/")).Last(meeting => meeting.Id != "m-november");
}
