using CellBot.Host.Health;
using CellBot.Host.Sending;

namespace CellBot.Host.Channels.Zalo;

/// <summary>How one Zalo bot is, put together from what its calls, its counting and its settings say; the worst of it stands on the board.</summary>
internal sealed partial class ZaloCondition(string bot, MonthlyQuota quota, HealthBoard health, TimeProvider time, ILogger<ZaloCondition> log)
{
    /// <summary>Trouble that lasts so long will not pass by itself.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private bool tokenRefused;
    private string? trouble;
    private DateTimeOffset troubleSince;
    private string? standing;
    private int people;
    private int peopleAtMost = int.MaxValue;

    private string Name => $"{ZaloChannel.Platform}/{bot}";

    /// <summary>Zalo answered as it should.</summary>
    public void Well() => Change(() => (tokenRefused, trouble) = (false, null));

    public void TokenRefused() => Change(() => tokenRefused = true);

    /// <param name="reason">For the operator; never a token, a name or a text.</param>
    public void Trouble(string reason) => Change(() =>
    {
        if (trouble is null)
            troubleSince = time.GetUtcNow();
        trouble = reason;
    });

    /// <summary>Something that stays so until a setting is changed.</summary>
    public void Standing(string reason) => Change(() => standing = reason);

    public void People(int count, int atMost) => Change(() => (people, peopleAtMost) = (count, atMost));

    /// <summary>The count of messages changed.</summary>
    public void Counted() => Change(() => { });

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            var (color, reason) = Worst();
            if (!health.Channel(Name, color, reason))
                return;
            if (reason is null)
                LogWell(Name);
            else
                LogTrouble(Name, reason);
        }
    }

    private (HealthColor, string?) Worst()
    {
        var setting = bot == "0" ? "Zalo:Token" : $"Zalo:Bots:{bot}:Token";
        if (tokenRefused)
            return (HealthColor.Red, $"Zalo refuses the token of bot {bot}. Copy the token from Zalo Bot Manager into {setting} and start again.");
        if (quota.IsUsedUp)
            return (HealthColor.Red, $"Bot {bot} has no messages left this month (counted {quota}). Nothing is sent there until the first; link people to another bot or to Telegram.");
        if (trouble is not null)
            return (time.GetUtcNow() - troubleSince >= Lasting ? HealthColor.Red : HealthColor.Yellow, trouble);
        if (quota.IsKept)
            return (HealthColor.Yellow, $"Bot {bot} has sent {quota} messages of this month. The rest is kept for answers and notices; reminders go to other channels or wait.");
        if (people >= peopleAtMost)
            return (HealthColor.Yellow, $"Bot {bot} talks with {people} people, and Zalo allows {peopleAtMost}. Add a bot as Zalo:Bots:N:Token for the next ones.");
        return standing is null ? (HealthColor.Green, null) : (HealthColor.Yellow, standing);
    }

    [LoggerMessage(LogLevel.Information, "{Channel} is well.")]
    private partial void LogWell(string channel);

    [LoggerMessage(LogLevel.Warning, "{Channel}: {Reason}")]
    private partial void LogTrouble(string channel, string reason);
}
