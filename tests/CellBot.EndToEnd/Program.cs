using CellBot.EndToEnd.Upgrades;
using CellBot.Host;
using CellBot.Testing.Disks;

// The product as it is, with another disk below its database; or as its next release may be.
if (DiskPlan.FromEnvironment() is { } disk)
    FragileDisk.Mount(disk);
await using var host = await CellBotHost.Create(args, NextRelease.FromEnvironment());
await host.Run();
