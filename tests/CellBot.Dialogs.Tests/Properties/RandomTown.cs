using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Properties;

/// <summary>A town to which anything happens, and what must hold all the while.</summary>
internal sealed class RandomTown : IAsyncDisposable
{
    private static readonly DateTimeOffset Begin = new(2027, 1, 4, 8, 0, 0, TimeSpan.FromHours(7));

    /// <summary>Secretary, deputy, and members; each owes a pledge and a reflection.</summary>
    private static readonly string[] People = ["Đinh Hồng Loan", "Hoàng Trọng Phong", "Đỗ Phương Bích", "Đinh Công Phú", "Trần Thanh Liên", "Thạch Ngọc Tín"];

    private static readonly PledgeCampaign Campaign = TownCell.Pledges(2027);
    private static readonly StudyCampaign Study = new("th-2027-u-kv3")
    {
        UnitId = TownCell.CellId, Title = "Nghị quyết chuyên đề quý IV", Code = "TH4", OpensAt = Begin.AddDays(-1), DueAt = new DateTimeOffset(2027, 1, 20, 23, 59, 59, TimeSpan.FromHours(7)),
    };

    private readonly Town town;
    private readonly List<string> told = [];
    private Incoming? last;
    private int updates;

    private RandomTown(Town town) => this.town = town;

    public static async Task<RandomTown> Start()
    {
        var town = await Town.Start(Begin);
        await town.Effect("seed", async effects =>
        {
            await TownCell.Seed(effects.Desk, town.Clock.Now, notLinked: []);
            effects.Desk.Put(Campaign);
            effects.Desk.Put(Study);
            foreach (var name in People)
            {
                await Duties.Open(effects, Duty(name, Campaign.Id, ObligationKind.Pledge, "bản đăng ký năm 2027", Campaign.OpensAt, Campaign.ClosesAt));
                await Duties.Open(effects, Duty(name, Study.Id, ObligationKind.Reflection, Study.Item, Study.OpensAt, Study.DueAt));
            }
        });
        return new RandomTown(town);
    }

    /// <summary>What happened so far, for a failure's message.</summary>
    public string Told => string.Join('\n', told);

    public async Task Do(Act act)
    {
        var name = People[Index(act.Who, People.Length)];
        var account = TownCell.AccountOf(name);
        var own = town.Messages.Where(message => message.Account == account && message.Token is not null).ToList();
        switch (act.Kind)
        {
            case ActKind.Digit: await Says(name, $"{Index(act.A, 5)}"); break;
            case ActKind.Label when own is [.., var shown]: await Says(name, shown.Choices[Index(act.A, shown.Choices.Count)]); break;
            case ActKind.Label or ActKind.Words: await Says(name, Act.Words[Index(act.A, Act.Words.Length)]); break;
            case ActKind.Garbage: await Says(name, Act.Garbage[Index(act.A, Act.Garbage.Length)]); break;
            case ActKind.Long: await Says(name, Act.LongText(act.A)); break;
            case ActKind.Photo: await Sends(name, "a photo", Photo(null)); break;
            case ActKind.Album:
                for (var page = 0; page < 3; page++) await Sends(name, "a page of an album", Photo($"album-{updates - page}"));
                break;
            case ActKind.Document: await Sends(name, "a docx", new Attachment($"f-{updates}", AttachmentKind.Document, "thu-hoach.docx", 30_000, null, null, 4, null)); break;
            case ActKind.BadFile:
                await Takes(name, "a file that cannot be taken", New(name) with { Problem = new FileProblem((FileProblemKind)Index(act.A, 3), 31, 20) });
                break;
            case ActKind.PressCurrent when own is [.., var shown]: await Presses(name, shown, act.A); break;
            case ActKind.PressOld when own.Count > 0: await Presses(name, own[Index(act.A / 7, own.Count)], act.A); break;
            case ActKind.PressForeign when town.Messages.FindLast(message => message.Account != account && message.Token is not null) is { } other: await Presses(name, other, act.A); break;
            case ActKind.Again when last is { } update:
                var before = town.Messages.Count;
                var report = await town.Receive(update);
                if (!report.Duplicate || town.Messages.Count != before) throw Wrong("an update had an effect twice");
                break;
            case ActKind.Odd:
                await Takes(name, "a sticker, a voice message, nothing", New(name) with { Kind = Index(act.A, 3) switch { 0 => IncomingKind.Sticker, 1 => IncomingKind.Voice, _ => IncomingKind.Message } });
                break;
            case ActKind.Restart:
                told.Add("-- restart");
                await town.Restart();
                break;
            case ActKind.Minutes: await Wait(TimeSpan.FromMinutes(Index(act.A, 90))); break;
            case ActKind.Days: await Wait(TimeSpan.FromHours(Index(act.A, 24 * 21))); break;
            default: break; // nothing to press yet
        }
    }

    /// <summary>Everything that must hold whatever happened.</summary>
    public async Task Check()
    {
        foreach (var twice in town.Messages.GroupBy(message => message.Row.Id).Where(group => group.Count() > 1))
            throw Wrong($"{twice.Key} was sent twice");
        foreach (var night in town.Messages.Where(message => IsByClock(message) && message.Row.Lane is not Lane.Urgent && IsQuiet(message.At)))
            throw Wrong($"a message in the quiet hours, {night.At}: {night.Text}");
        foreach (var name in People) await CheckOne(name);
    }

    /// <summary>Whatever the conversation is in the middle of, it answers, and the pledge can be made.</summary>
    public async Task CheckAnswerable(int who)
    {
        var name = People[Index(who, People.Length)];
        foreach (var word in (string[])["hủy", "menu"])
            await MustAnswer(name, word);
        if (await IsErased(name)) return; // somebody nobody knows: told how to join
        for (var step = 0; step < 40; step++)
        {
            if ((await Pledge(name))?.Counts == true) return;
            var shown = town.Messages.FindLast(message => message.Account == TownCell.AccountOf(name))!;
            await MustAnswer(name, step == 0 ? "đăng ký" : Next(shown.Choices) ?? (shown.Text.Contains("Xin viết một việc", StringComparison.Ordinal) ? "Mỗi tuần quét dọn ngõ xóm một lần" : "đăng ký"));
        }
        throw Wrong($"{name} could not make the pledge");
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private static string? Next(IReadOnlyList<string> choices)
    {
        foreach (var way in (string[])["Gửi", "Tôi cam kết", "Tôi đồng ý", "Bắt đầu", "Xem lại để gửi", "Làm tiếp", "Không, việc khác", "Chuyển", "Vẫn gửi", "Gửi bản này"])
            if (choices.Contains(way)) return way;
        return choices.Count > 0 ? "1" : null;
    }

    private async Task CheckOne(string name)
    {
        if (await IsErased(name)) return;
        var pledge = await Pledge(name);
        if (pledge?.Status is PledgeStatus.Submitted or PledgeStatus.Approved) await MustBeDone(name, Campaign.Id);
        MustHaveReceipts(name, "Đã nhận bản đăng ký của", pledge?.Submission ?? 0);
        var reflection = await town.Read<Reflection>(Reflection.IdOf(Study.Id, TownCell.PersonOf(name)));
        if (reflection?.Counts == true) await MustBeDone(name, Study.Id);
        if (reflection?.Form is not ReflectionForm.Paper) MustHaveReceipts(name, "Đã nhận bài thu hoạch của", reflection?.Submission ?? 0);

        var waiting = await town.Find(Reminder.WaitingByPerson, TownCell.PersonOf(name) + "/");
        if (waiting.FirstOrDefault(reminder => reminder.DueAt < town.Clock.Now.AddMinutes(-5)) is { } forgotten) throw Wrong($"{forgotten.Id} is due and forgotten");
        foreach (var source in (string[])[Campaign.Id, Study.Id])
        {
            var duty = await town.Read<Obligation>(DutyOf(name, source)) ?? throw Wrong($"the duty {source} of {name} is gone");
            var hears = await town.Read<Participant>(TownCell.PersonOf(name)) is { HasConsented: true, Consent.RefusedPurposes.Count: 0 };
            var mayRest = !hears || !duty.IsOpen || duty.PausedUntil > town.Clock.Now || duty.HelpAskedAt is not null || town.Clock.Now >= duty.DueAt.AddDays(6);
            if (!mayRest && waiting.All(reminder => reminder.ObjectId != duty.Id)) throw Wrong($"nothing will remind {name} of {duty.Item}");
        }

        var counted = town.Messages.Where(message => message.Row.ParticipantId == TownCell.PersonOf(name) && IsByClock(message) && message.Row.Lane is Lane.Bulk && Reminds(message));
        foreach (var day in counted.GroupBy(message => message.At.Date).Where(day => day.Count() > 1))
        {
            var asked = await AskedFor(name);
            if (day.Count(message => !asked.Contains(message.Row.Id)) > 1)
                throw Wrong($"{name} was reminded {day.Count()} times on {day.Key:dd/MM}:\n{string.Join("\n--\n", day.Select(message => $"{message.At:HH:mm} {message.Text}"))}");
        }
    }

    private async Task<bool> IsErased(string name) => await town.Read<Participant>(TownCell.PersonOf(name)) is { Consent: null };

    private async Task MustBeDone(string name, string source)
    {
        if ((await town.Read<Obligation>(DutyOf(name, source)))!.IsOpen) throw Wrong($"{name} has sent {source} and still owes it");
    }

    private void MustHaveReceipts(string name, string words, int submissions)
    {
        var receipts = town.Messages.Count(message => message.Account == TownCell.AccountOf(name) && message.Row.Text.Contains(words, StringComparison.Ordinal));
        if (submissions != receipts) throw Wrong($"{name}: {submissions} submissions, {receipts} times “{words}”");
    }

    /// <summary>Of the stages that share the day's one message (model section 3), by their words.</summary>
    private static bool Reminds(Delivered message) =>
        message.Row.Text.StartsWith("Xin nhắc", StringComparison.Ordinal) || message.Row.Text.Contains("đã đến hạn ngày", StringComparison.Ordinal)
        || (message.Row.Text.Contains("đã quá hạn", StringComparison.Ordinal) && !message.Row.Text.Contains("trợ lý sẽ báo", StringComparison.Ordinal))
        || message.Row.Text.Contains("làm dở:", StringComparison.Ordinal);

    /// <summary>Messages that a person ordered for an hour ("nhắc tôi lúc 20 giờ"): they are answers.</summary>
    private async Task<HashSet<string?>> AskedFor(string name)
    {
        var days = Enumerable.Range(0, 1 + (town.Clock.Now.Date - Begin.Date).Days).Select(day => DateOnly.FromDateTime(Begin.Date).AddDays(day).DayNumber);
        var snoozes = await town.Store.Open().Get<Reminder>([.. days.Select(day => Reminder.IdOf(TownCell.PersonOf(name), Stage.Snooze, DutyOf(name, Campaign.Id), day))
            .Concat(days.Select(day => Reminder.IdOf(TownCell.PersonOf(name), Stage.Snooze, DutyOf(name, Study.Id), day)))]);
        return [.. snoozes.Select(snooze => snooze.MessageId)];
    }

    /// <summary>Rows that a tick wrote; what a person's act causes carries that update's id.</summary>
    private static bool IsByClock(Delivered message) => message.Row.Id.StartsWith("remind/", StringComparison.Ordinal);

    private static bool IsQuiet(DateTimeOffset at) => at.TimeOfDay >= TimeSpan.FromHours(21) || at.TimeOfDay < TimeSpan.FromHours(6.5);

    private async Task MustAnswer(string name, string text)
    {
        var before = town.Messages.Count;
        await Says(name, text);
        if (!town.Messages.Skip(before).Any(message => message.Account == TownCell.AccountOf(name) && message.Text.Trim().Length > 0)) throw Wrong($"“{text}” of {name} got no answer");
    }

    private async Task Wait(TimeSpan time)
    {
        told.Add($"-- {time:d\\.hh\\:mm} pass");
        var before = town.Messages.Count;
        await town.Advance(time);
        Tell(before);
    }

    private Task Says(string name, string text) => Takes(name, text.Length > 80 ? $"{text[..80]}… ({text.Length})" : text, New(name) with { Text = text });

    private Task Sends(string name, string what, Attachment file) => Takes(name, what, New(name) with { Attachments = [file] });

    private Task Presses(string name, Delivered message, int number) =>
        Takes(name, $"[{Index(number, 6) + 1} of “{message.Text.Split('\n')[0]}”]", New(name) with { Press = (message.Token!, Index(number, 6) + 1) });

    private async Task Takes(string name, string what, Incoming update)
    {
        told.Add($"{town.Clock.Now:dd/MM HH:mm} {name} > {what}");
        last = update;
        var before = town.Messages.Count;
        await town.Receive(update);
        Tell(before);
    }

    private void Tell(int before)
    {
        foreach (var message in town.Messages.Skip(before)) told.Add($"    {message.At:dd/MM HH:mm} {message.Account} < {message.Text.Replace("\n", "\n        ", StringComparison.Ordinal)}");
    }

    private Incoming New(string name) => new($"zalo/0/r{++updates}", TownCell.AccountOf(name), town.Clock.Now) { SentAt = town.Clock.Now };

    private Attachment Photo(string? album) => new($"f-{updates}", AttachmentKind.Photo, null, 250_000, 1280, 1707, null, album);

    private async Task<Pledge?> Pledge(string name) => await town.Read<Pledge>(Domain.Pledges.Pledge.IdOf(Campaign.Id, TownCell.PersonOf(name)));

    private static string DutyOf(string name, string source) => Obligation.IdOf(source, TownCell.PersonOf(name));

    private static Obligation Duty(string name, string source, ObligationKind kind, string item, DateTimeOffset opens, DateTimeOffset due) => new(DutyOf(name, source))
    {
        Kind = kind, OwnerId = TownCell.PersonOf(name), UnitId = TownCell.CellId, SourceId = source, Item = item, OpensAt = opens, DueAt = due,
    };

    private static int Index(int any, int count) => (int)((uint)any % (uint)count);

    private static InvalidOperationException Wrong(string what) => new(what);
}
