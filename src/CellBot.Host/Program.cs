using CellBot.Host;
using CellBot.Host.Commands;
using CellBot.Host.People;
using CellBot.Host.Settings;
using CellBot.Storage;

try
{
    // What a command needs; the host reads its own, with the arguments.
    var settings = HostSettings.Read(new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build());
    return await CommandLine.Run(args, Host, () => Place(settings), settings.Clock.NewTime(), Console.Out, Console.Error);
}
catch (Exception refusal) when (refusal is SettingException or StoreException)
{
    Console.Error.WriteLine(refusal.Message);
    return 1;
}

async Task<int> Host(CancellationToken cancel)
{
    using var impatience = new SecondSignal();
    await using var host = await CellBotHost.Create(args);
    await host.Run();
    return 0;
}

static CommandPlace Place(HostSettings settings) => new(settings.Storage, cancel => TelegramBotName.Ask(settings.Telegram, cancel));
