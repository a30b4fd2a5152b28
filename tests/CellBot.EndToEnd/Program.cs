using CellBot.Host;
using CellBot.Testing.Disks;

// The product as it is, with another disk below its database.
if (DiskPlan.FromEnvironment() is { } disk)
    FragileDisk.Mount(disk);
await using var host = await CellBotHost.Create(args);
await host.Run();
