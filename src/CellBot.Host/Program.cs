using CellBot.Host;
using CellBot.Host.Settings;
using CellBot.Storage;

try
{
    await using var host = await CellBotHost.Create(args);
    await host.Run();
    return 0;
}
catch (Exception refusal) when (refusal is SettingException or StoreException)
{
    Console.Error.WriteLine(refusal.Message);
    return 1;
}
