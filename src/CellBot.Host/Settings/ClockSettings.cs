using CellBot.Host.Clock;

namespace CellBot.Host.Settings;

/// <summary>Section <c>Clock</c>: an aid for tests of the whole program, off by default. No cell should live on a clock that somebody can move.</summary>
public sealed class ClockSettings
{
    /// <summary>The time can be moved forward by <c>POST /clock</c>, from this machine only. Needs <c>Web:Urls</c> on the loopback.</summary>
    public bool Movable { get; set; }

    /// <summary>How far ahead of the real time the clock starts, such as "45.08:30:00"; negative: behind. Only with <see cref="Movable"/>.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>The time that the whole host lives by.</summary>
    internal TimeProvider NewTime() => Movable ? new DemoClock(TimeProvider.System.GetUtcNow() + Ahead) : TimeProvider.System;

    internal void Validate(WebSettings web)
    {
        if (!Movable && Ahead != TimeSpan.Zero)
            throw new SettingException("Clock:Ahead", "is set, and Clock:Movable is not. Leave it out: only tests may move the time.");
        if (Movable && !web.Urls.Split(';', StringSplitOptions.TrimEntries).All(url => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback))
            throw new SettingException("Clock:Movable", "is set, and Web:Urls can be reached from other machines. Leave it out: only tests may move the time.");
    }
}
