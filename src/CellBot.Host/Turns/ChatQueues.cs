namespace CellBot.Host.Turns;

/// <summary>Lets the turns of one chat go one after another, in the order in which they asked; different chats do not wait for each other.</summary>
internal sealed class ChatQueues
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TaskCompletionSource> last = new(StringComparer.Ordinal);

    /// <summary>Waits for the chat's turn. The place in the queue is taken when this is called, not when it is awaited.</summary>
    public ValueTask<Place> Enter(string chat)
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource? before;
        lock (gate)
        {
            last.TryGetValue(chat, out before);
            last[chat] = own;
        }

        var place = new Place(this, chat, own);
        return before is null ? new(place) : After(before.Task, place);
    }

    private static async ValueTask<Place> After(Task before, Place place)
    {
        await before;
        return place;
    }

    private void Leave(string chat, TaskCompletionSource own)
    {
        lock (gate)
        {
            if (last.TryGetValue(chat, out var newest) && newest == own)
                last.Remove(chat);
        }

        own.SetResult();
    }

    /// <summary>Disposing lets the next one in.</summary>
    public readonly struct Place(ChatQueues queues, string chat, TaskCompletionSource own) : IDisposable
    {
        public void Dispose() => queues.Leave(chat, own);
    }
}
