using System.Security.Cryptography;
using System.Text;
using CellBot.Domain.Delivery;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.Clock;
using CellBot.Storage.Records;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CellBot.Host.Channels.Telegram;

/// <summary>
/// The menu behind the button beside the text field: one for everybody, and in the chats of those who lead a cell their own. They are set only where they differ from
/// what is set, so that a start costs one question; who comes into an office, or leaves it, has the other menu within the hour.
/// </summary>
internal sealed partial class TelegramMenus(string bot, ITelegramBotClient client, Store store, CellClock clock, ILogger<TelegramMenus> log)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(5);

    /// <summary>Menus count towards the same limits as messages.</summary>
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(200);

    private static readonly BotCommand[] Everybody =
    [
        new("menu", "Những việc trợ lý làm được"),
        new("viec", "Việc của tôi"),
        new("dangky", "Đăng ký việc làm trong năm"),
        new("thuhoach", "Gửi bài thu hoạch"),
        new("lichhop", "Lịch họp chi bộ"),
        new("kiennghi", "Gửi kiến nghị, đề xuất"),
        new("huy", "Dừng việc đang làm"),
        new("huongdan", "Hướng dẫn"),
    ];

    private static readonly BotCommand[] Leaders =
    [
        new("menu", "Những việc trợ lý làm được"),
        new("viec", "Việc của tôi"),
        new("tinhhinh", "Tình hình chi bộ"),
        new("chuanop", "Ai chưa nộp"),
        new("duyet", "Xem các bản chờ duyệt"),
        new("hop", "Thông báo họp"),
        new("aidihop", "Ai đi họp"),
        new("diemdanh", "Điểm danh"),
        new("modot", "Mở đợt đăng ký, học tập"),
        new("in", "In văn bản"),
        .. Everybody.Where(line => line.Command is not ("menu" or "viec")),
    ];

    /// <summary>Every command that a menu offers, without its slash.</summary>
    public static IEnumerable<string> Offered => Leaders.Concat(Everybody).Select(line => line.Command).Distinct();

    private static readonly string LeadersPrint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Leaders.Select(line => $"{line.Command} {line.Description}")))).AsSpan(0, 16));

    /// <summary>Until cancelled.</summary>
    public async Task Keep(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(await Settle(cancel) ? LookAgain : TryAgain, clock.Time, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    /// <returns>Whether all are as they should be.</returns>
    private async Task<bool> Settle(CancellationToken cancel)
    {
        try
        {
            if (!AreSame(await client.GetMyCommands(BotCommandScope.AllPrivateChats(), cancellationToken: cancel), Everybody))
                await client.SetMyCommands(Everybody, BotCommandScope.AllPrivateChats(), cancellationToken: cancel);
            var leaders = await AccountsOfLeaders(cancel);
            var set = await store.All<CommandMenu>(cancel).Where(menu => OutboxMessage.BotOf(menu.Id) == Name).ToDictionaryAsync(menu => menu.Id, menu => menu.Print, cancellationToken: cancel);
            foreach (var account in leaders.Where(account => set.GetValueOrDefault(account) != LeadersPrint))
                await Change(account, true, cancel);
            foreach (var account in set.Keys.Where(account => !leaders.Contains(account)))
                await Change(account, false, cancel);
            return true;
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            // A courtesy: the commands work without a menu.
            LogFailed(bot, accident.GetType().Name, (accident as ApiRequestException)?.ErrorCode ?? 0);
            return false;
        }
    }

    private string Name => $"{TelegramChannel.Platform}/{bot}";

    private async Task<HashSet<string>> AccountsOfLeaders(CancellationToken cancel)
    {
        var session = store.Open(cancel);
        var today = DateOnly.FromDateTime(clock.Now.DateTime);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in (await session.Find(Affiliation.ByOffice, "", int.MaxValue)).Where(office => office.HoldsAt(today) && (office.Roles.Any(IsLeading) || office.Delegation?.HoldsAt(today) is true)).Select(office => office.ParticipantId).Distinct())
            foreach (var account in await session.Find(ChannelAccount.ByParticipant, person + "/"))
                if (account.State is AccountState.Active && OutboxMessage.BotOf(account.Id) == Name)
                    found.Add(account.Id);
        return found;
    }

    private static bool IsLeading(Role role) => role is Role.Secretary or Role.DeputySecretary or Role.CellCommitteeMember;

    private async Task Change(string account, bool isLeader, CancellationToken cancel)
    {
        var scope = BotCommandScope.Chat(long.Parse(account.AsSpan(account.LastIndexOf('/') + 1), System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            if (isLeader)
                await client.SetMyCommands(Leaders, scope, cancellationToken: cancel);
            else
                await client.DeleteMyCommands(scope, cancellationToken: cancel);
        }
        catch (ApiRequestException refusal) when (refusal.ErrorCode is 400 or 403)
        {
            // The chat is no more; there is no menu in it either.
        }

        var session = store.Open(cancel);
        await session.Get<CommandMenu>(account);
        if (isLeader)
            session.Put(new CommandMenu(account, LeadersPrint));
        else
            session.Delete<CommandMenu>(account);
        await session.Commit();
        await Task.Delay(BetweenCalls, clock.Time, cancel);
    }

    private static bool AreSame(BotCommand[] set, BotCommand[] wanted) =>
        set.Length == wanted.Length && set.Zip(wanted).All(pair => (pair.First.Command, pair.First.Description) == (pair.Second.Command, pair.Second.Description));

    [LoggerMessage(LogLevel.Information, "Bot {Bot}: its menus could not be set ({What}, error {Code}); it is tried again.")]
    private partial void LogFailed(string bot, string what, int code);
}
