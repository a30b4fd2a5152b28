namespace CellBot.Host.Settings;

/// <summary>A setting with which the host cannot run. The message is one line: which setting, what is wrong with it, what to do.</summary>
public sealed class SettingException(string setting, string problem) : Exception($"{setting}: {problem}")
{
    public string Setting => setting;
}
