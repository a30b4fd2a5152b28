using System.Text.RegularExpressions;

namespace CellBot.Host.Settings;

/// <summary>Everything an operator can set, read and checked before anything starts. Environment variables write ":" as "__".</summary>
public sealed partial record HostSettings(StorageSettings Storage, TelegramSettings Telegram, ZaloSettings Zalo, WebSettings Web, DemoSettings Demo, ClockSettings Clock, BackupSettings Backup)
{
    /// <summary>Ours, and those of the framework that an operator may need.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. typeof(HostSettings).GetProperties().Where(property => property.PropertyType.Name == property.Name + "Settings").Select(property => property.Name), "Logging", "Kestrel"];

    /// <exception cref="SettingException">One of them is wrong; it is named.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var settings = new HostSettings(
            Bind<StorageSettings>(configuration, "Storage"), Bind<TelegramSettings>(configuration, "Telegram"), Bind<ZaloSettings>(configuration, "Zalo"),
            Bind<WebSettings>(configuration, "Web"), Bind<DemoSettings>(configuration, "Demo"), Bind<ClockSettings>(configuration, "Clock"), Bind<BackupSettings>(configuration, "Backup"));
        settings.Storage.Validate();
        settings.Web.Validate();
        settings.Telegram.Validate(settings.Web);
        settings.Zalo.Validate(settings.Web);
        settings.Clock.Validate(settings.Web);
        settings.Backup.Validate();
        return settings;
    }

    private static T Bind<T>(IConfiguration configuration, string section) where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>(options => options.ErrorOnUnknownConfiguration = true) ?? new T();
        }
        catch (InvalidOperationException unknown) when (unknown.Message.Contains(nameof(BinderOptions.ErrorOnUnknownConfiguration), StringComparison.Ordinal))
        {
            // "… the following properties were not found on the instance of …StorageSettings: 'Pth', 'Keyfle'"
            var names = unknown.Message[(unknown.Message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].Replace("'", "");
            throw new SettingException($"{section}:{names}", "is no setting. See the table in docs/operating.md.");
        }
        catch (InvalidOperationException unreadable)
        {
            // The binder names the setting only in its message: "Failed to convert configuration value 'x' at 'Telegram:Mode' to type '…'".
            var setting = SettingIn().Match(unreadable.Message) is { Success: true } at ? at.Groups["setting"].Value : section;
            throw new SettingException(setting, $"cannot be read as {Wanted(typeof(T), setting)}.");
        }
    }

    private static string Wanted(Type section, string setting) => section.GetProperty(setting[(setting.LastIndexOf(':') + 1)..])?.PropertyType switch
    {
        { IsEnum: true } names => "one of " + string.Join(", ", Enum.GetNames(names)),
        { } number when number == typeof(double) || number == typeof(int) => "a number",
        { } length when length == typeof(TimeSpan) => "a length of time, such as 1.08:30:00",
        { } flag when flag == typeof(bool) => "true or false",
        _ => "a setting",
    };

    [GeneratedRegex("at '(?<setting>[^']+)'")]
    private static partial Regex SettingIn();
}
