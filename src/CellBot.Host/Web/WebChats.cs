using System.Threading.Channels;
using CellBot.Domain.Delivery;
using CellBot.Host.Demo;
using CellBot.Storage.Records;

namespace CellBot.Host.Web;

/// <summary>
/// What stands in the chats of the demo. The assistant's messages are read from the outbox at first use; what the persons wrote themselves is kept in memory, as long as the host runs.
/// </summary>
internal sealed class WebChats(Store store)
{
    private const int MostLines = 2_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<ChatLine>> chats = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> seen = new(StringComparer.Ordinal);
    private readonly List<Listener> listeners = [];
    private readonly SemaphoreSlim loading = new(1, 1);
    private bool loaded;
    private long last;

    /// <summary>The chat, oldest first. Whoever reads it has seen it.</summary>
    public async Task<IReadOnlyList<ChatLine>> Read(string account)
    {
        await Load();
        lock (gate)
        {
            seen[account] = last;
            return [.. Of(account)];
        }
    }

    /// <summary>How many messages of the assistant nobody has looked at yet.</summary>
    public async Task<int> Unread(string account)
    {
        await Load();
        lock (gate)
            return Of(account).Count(line => !line.IsOwn && line.Number > seen.GetValueOrDefault(account));
    }

    /// <summary>A message of the assistant.</summary>
    /// <param name="edits">The bubble whose place it takes.</param>
    /// <param name="at">UTC.</param>
    public async Task Write(OutboxMessage row, string? edits, DateTimeOffset at)
    {
        await Load();
        Add(row.AccountId, number => ChatLine.Of(row, edits ?? row.Id, number, at));
    }

    /// <summary>What a person wrote; nothing happens if it stands there already.</summary>
    public async Task Say(string account, ChatLine line)
    {
        await Load();
        lock (gate)
            if (Of(account).Any(each => each.Id == line.Id))
                return;
        Add(account, number => line with { Number = number });
    }

    /// <summary>The lines that come into a chat from now on, and what stands there behind <paramref name="after"/>.</summary>
    /// <param name="account">Null: of every chat from now on, which does not count as looking at them.</param>
    public async Task<Listener> Listen(string? account, long after)
    {
        await Load();
        var listener = new Listener(this, account);
        lock (gate)
        {
            listeners.Add(listener);
            if (account is null) return listener;
            foreach (var line in Of(account).Where(line => line.Number > after)) listener.Lines.Writer.TryWrite(line);
            seen[account] = last;
        }
        return listener;
    }

    private void Add(string account, Func<long, ChatLine> line)
    {
        lock (gate)
        {
            var added = line(++last);
            var chat = Of(account);
            var place = chat.FindIndex(each => each.Id == added.Id);
            if (place >= 0) chat[place] = added with { At = chat[place].At };
            else chat.Add(added);
            if (chat.Count > MostLines) chat.RemoveAt(0);
            foreach (var listener in listeners.Where(listener => listener.Account is null || listener.Account == account))
            {
                listener.Lines.Writer.TryWrite(place >= 0 ? chat[place] : added);
                if (listener.Account is not null) seen[account] = last;
            }
        }
    }

    private List<ChatLine> Of(string account)
    {
        if (!chats.TryGetValue(account, out var chat)) chats.Add(account, chat = []);
        return chat;
    }

    private async Task Load()
    {
        if (Volatile.Read(ref loaded)) return;
        await loading.WaitAsync();
        try
        {
            if (loaded) return;
            var rows = new List<OutboxMessage>();
            await foreach (var row in store.All<OutboxMessage>())
                if (row.State is OutboxState.Sent or OutboxState.Unknown && OutboxMessage.BotOf(row.AccountId) == $"{DemoCell.Channel}/{DemoCell.Bot}")
                    rows.Add(row);
            foreach (var row in rows.OrderBy(row => row.SettledAt ?? row.CreatedAt).ThenBy(row => row.CreatedAt))
                Add(row.AccountId, number => ChatLine.Of(row, row.EditsId ?? row.Id, number, row.SettledAt ?? row.CreatedAt));
            lock (gate)
                foreach (var account in chats.Keys) seen[account] = last;
            Volatile.Write(ref loaded, true);
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>An open page.</summary>
    internal sealed class Listener(WebChats chats, string? account) : IDisposable
    {
        public string? Account => account;

        /// <summary>Null: no line, but something else to look at, such as the clock.</summary>
        public Channel<ChatLine?> Lines { get; } = System.Threading.Channels.Channel.CreateUnbounded<ChatLine?>();

        public void Wake() => Lines.Writer.TryWrite(null);

        public void Dispose()
        {
            lock (chats.gate) chats.listeners.Remove(this);
            Lines.Writer.TryComplete();
        }
    }
}
