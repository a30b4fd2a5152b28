using CellBot.Host.Backups;
using CellBot.Host.Restored;
using CellBot.Host.Settings;
using Quartz;

namespace CellBot.Host.Clock;

/// <summary>Everything that happens by the clock, on one screen. Cron lines are in the cell's time zone.</summary>
internal static class JobSchedule
{
    /// <summary>UTC+7 all year, so that no time zone data is needed on the machine.</summary>
    private static readonly TimeZoneInfo IndochinaTime = TimeZoneInfo.CreateCustomTimeZone("Asia/Ho_Chi_Minh", CellClock.Offset, "Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh");

    public static void AddJobs(this IServiceCollection services, TimeProvider time, StorageSettings storage)
    {
        var pace = storage.IsEmbedded ? TickPace.Alone : TickPace.Together;
        services.AddSingleton(pace).AddSingleton<TickBell>().AddHostedService(provider => provider.GetRequiredService<TickBell>());
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(time);
            if (!storage.IsEmbedded)
                quartz.UseCluster(storage.Postgres().ConnectionStringFor("CellBot clock"));

            // What is due: reminders, notices, drafts.
            quartz.ScheduleJob<DueJob>(trigger => trigger.WithIdentity("due").WithSimpleSchedule(every => every.WithInterval(pace.Between * pace.InOneFire).RepeatForever()));

            // The audit trail is sealed within a minute.
            quartz.ScheduleJob<SealJob>(trigger => trigger.WithIdentity("seal").WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));

            // The night's backup: asked every ten minutes whether it is owed, so that a night that was missed is made up for.
            quartz.ScheduleJob<BackupJob>(trigger => trigger.WithIdentity("backup").WithCronSchedule("0 1/10 * * * ?", cron => cron.InTimeZone(IndochinaTime)));

            // At night.
            quartz.ScheduleJob<SweepJob>(trigger => trigger.WithIdentity("sweep").WithCronSchedule("0 10 3 * * ?", cron => cron.InTimeZone(IndochinaTime)));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}

/// <summary>Ten times a second: settles what is due.</summary>
[DisallowConcurrentExecution]
internal sealed class DueJob(DueTicks ticks, TickPace pace, TickBell bell, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        bell.Ring();
        for (var tick = 1; !cancellationToken.IsCancellationRequested; tick++)
        {
            await ticks.RunIfFree(cancellationToken);
            if (tick >= pace.InOneFire)
                return;
            await Task.Delay(pace.Between, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the host stops
        }
    }
}

/// <summary>Seals the audit trail.</summary>
[DisallowConcurrentExecution]
internal sealed class SealJob(AuditSealing sealing) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await sealing.Run(cancellationToken);
}

/// <summary>Makes the night's backup.</summary>
[DisallowConcurrentExecution]
internal sealed class BackupJob(NightlyBackup backup) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await backup.RunIfOwed(cancellationToken);
}

/// <summary>Throws away what nobody needs any more.</summary>
[DisallowConcurrentExecution]
internal sealed partial class SweepJob(Sweeps sweeps, Mute mute, ILogger<SweepJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (!mute.IsMuted)
            LogSwept(await sweeps.OldMarks(cancellationToken), await sweeps.Orphans(cancellationToken));
    }

    [LoggerMessage(LogLevel.Information, "Swept {Marks} marks of old updates and {Files} orphaned files.")]
    private partial void LogSwept(int marks, int files);
}
