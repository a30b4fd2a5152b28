using Quartz;

namespace CellBot.Host.Clock;

/// <summary>How the ticks of a second come from Quartz.</summary>
/// <param name="Between">Two ticks.</param>
/// <param name="InOneFire">Ticks for which Quartz is asked once.</param>
internal sealed record TickPace(TimeSpan Between, int InOneFire)
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    /// <summary>Quartz's schedule is in memory: asking it costs nothing.</summary>
    public static readonly TickPace Alone = new(Tenth, 1);

    /// <summary>Quartz's schedule is in the database: the node that gets a fire ticks for a second, so that it is asked once a second and not ten times by every node.</summary>
    public static readonly TickPace Together = new(Tenth, 10);
}

/// <summary>
/// Quartz's clustered store: of all nodes one gets each fire, and what a dead one left is taken over. A node that has not checked in for two and then three seconds is
/// dead to the others; Quartz's defaults would need fifteen to notice.
/// </summary>
internal static class ClusterClock
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static void UseCluster(this IQuartzBuilder quartz, string connectionString)
    {
        quartz.ConfigureScheduler(scheduler =>
        {
            scheduler.InstanceName = "CellBot";
            scheduler.IdleWaitTime = Soon; // a node that was stopped in peace hands over as soon as one that died
        });
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(connectionString);
            store.UseSystemTextJsonSerializer();
            store.ProvisionSchema();
            store.UseClustering(cluster =>
            {
                cluster.CheckinInterval = TimeSpan.FromSeconds(2);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(3);
            });
            store.ConfigureStore(options =>
            {
                options.MisfireThreshold = TimeSpan.FromSeconds(3);
                options.MisfireHandlerFrequency = Soon; // what a dead node should have fired has misfired by the time it is taken over
                options.DbRetryInterval = Soon;
                options.CommandTimeout = TimeSpan.FromSeconds(5); // behind a node that stopped with a lock in its hand
            });
        });
    }
}
