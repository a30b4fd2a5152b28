using System.Collections.Concurrent;
using CellBot.Storage;

namespace CellBot.Host.Health;

public enum HealthColor { Green, Yellow, Red }

/// <param name="Reason">For the operator: what is wrong and what to do; never a token, a name or a text.</param>
/// <param name="Since">When it took this colour.</param>
public sealed record HealthState(HealthColor Color, string? Reason, DateTimeOffset Since);

/// <summary>Where each part of the host writes how it is; <c>/healthz</c> reads it.</summary>
public sealed class HealthBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, HealthState> channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HealthState> parts = new(StringComparer.Ordinal);
    private volatile HealthState store = new(HealthColor.Green, null, time.GetUtcNow());
    private static readonly TimeSpan DamageLasts = TimeSpan.FromMinutes(10);

    private long damagedUntil;
    private long lastTick = time.GetUtcNow().UtcTicks;

    public HealthState Store => store;

    public IReadOnlyDictionary<string, HealthState> Channels => channels;

    /// <summary>When the clock last looked for what is due.</summary>
    public DateTimeOffset LastTick => new(Volatile.Read(ref lastTick), TimeSpan.Zero);

    /// <summary>Something stored could not be read not long ago.</summary>
    public bool IsStoreDamaged => time.GetUtcNow().UtcTicks < Volatile.Read(ref damagedUntil);

    /// <summary>Something was written. That mends no damage: what cannot be read stays red for a while after it was met last.</summary>
    public void StoreIsWell()
    {
        if (store.Color is not HealthColor.Green && !IsStoreDamaged)
            store = new HealthState(HealthColor.Green, null, time.GetUtcNow());
    }

    public void StoreFails(StoreException why)
    {
        if (why is StoreUnreadableException or StoreTamperedException)
            Volatile.Write(ref damagedUntil, (time.GetUtcNow() + DamageLasts).UtcTicks);
        else if (IsStoreDamaged)
            return; // the greater trouble is told
        StoreFails(why.Message);
    }

    private void StoreFails(string reason) => store = new HealthState(HealthColor.Red, reason, store.Color is HealthColor.Red ? store.Since : time.GetUtcNow());

    /// <summary>Whether the colour changed.</summary>
    public bool Channel(string name, HealthColor color, string? reason = null)
    {
        if (channels.TryGetValue(name, out var before) && before.Color == color && before.Reason == reason)
            return false;
        channels[name] = new HealthState(color, reason, time.GetUtcNow());
        return before?.Color != color;
    }

    /// <summary>What else the operator should know of: the disk, the backups, a restored copy; by name.</summary>
    public IReadOnlyDictionary<string, HealthState> Parts => parts;

    public void Part(string name, HealthColor color, string? reason = null)
    {
        if (!parts.TryGetValue(name, out var before) || before.Color != color || before.Reason != reason)
            parts[name] = new HealthState(color, reason, before?.Color == color ? before.Since : time.GetUtcNow());
    }

    /// <summary>There is nothing to say of it any more.</summary>
    public void Forget(string name) => parts.TryRemove(name, out _);

    public void Ticked() => Volatile.Write(ref lastTick, time.GetUtcNow().UtcTicks);
}
