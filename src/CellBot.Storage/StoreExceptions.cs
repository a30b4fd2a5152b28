namespace CellBot.Storage;

/// <summary>The stored data cannot be used as asked. The message says what the operator can do.</summary>
public abstract class StoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process has this store open.</summary>
public sealed class StoreInUseException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>The file is not a CellBot store, or it is damaged.</summary>
public sealed class StoreUnreadableException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>A newer release wrote what this one cannot read.</summary>
public sealed class StoreTooNewException(string message) : StoreException(message);

/// <summary>The key file is missing, unreadable, or not the one that this store was encrypted with.</summary>
public sealed class StoreKeyException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>Nothing was written: the disk is full, read-only, or failing.</summary>
public sealed class StoreWriteException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>An encrypted document is not what was written there: altered, or moved from another place.</summary>
public sealed class StoreTamperedException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>The database server cannot be reached, or does not let CellBot in. The message never holds a password.</summary>
public sealed class StoreUnreachableException(string message, Exception? inner = null) : StoreException(message, inner);

/// <summary>The file is not a backup, or not whole.</summary>
public sealed class BackupUnreadableException(string message) : StoreException(message);

/// <summary>A restore was asked for where it may not go: the message says where it may.</summary>
public sealed class RestoreRefusedException(string message) : StoreException(message);

/// <summary>A commit rested on a lease that another process has by now. Nothing was written; whoever acted for the lease stops.</summary>
public sealed class LeaseLostException(string lease) : Exception($"The lease \"{lease}\" is another process's by now.");
