namespace CellBot.EndToEnd.Telegram;

/// <summary>What happens to the host while it handles one message.</summary>
internal enum Interruption
{
    None,

    /// <summary>kill -9 a moment after the message was sent: it may not be read yet, or committed and not answered.</summary>
    KillSoon,

    /// <summary>kill -9 when its answer has reached Telegram, and the host does not know that yet.</summary>
    KillBeforeItKnows,

    /// <summary>kill -9 when everything is done.</summary>
    KillAfter,
}
