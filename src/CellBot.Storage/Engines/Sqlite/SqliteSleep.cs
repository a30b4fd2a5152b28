using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>
/// Lets SQLite wait for microseconds when it asks for microseconds. The bundled library is built without <c>usleep</c> and rounds every wait up to a whole
/// second: a reader that met the writer in the middle of a commit slept for a second, and with it every turn behind it (measured).
/// </summary>
/// <remarks>A copy of the system's file layer with one function replaced is registered as the default, as https://sqlite.org/c3ref/vfs.html describes.</remarks>
internal static unsafe partial class SqliteSleep
{
    // sqlite3_vfs, counted in pointers on a 64-bit machine: three ints (padded to two pointers), pNext, zName, pAppData, xOpen, xDelete, xAccess,
    // xFullPathname, xDlOpen, xDlError, xDlSym, xDlClose, xRandomness, xSleep, xCurrentTime, xGetLastError; version 2 adds one function, version 3 three more.
    private const int Next = 2, Name = 3, XSleep = 14, PointersOfVersion1 = 17;

    private static readonly ManualResetEventSlim Never = new(false);

    /// <summary>Once for the process, before the first connection. Windows waits in milliseconds and is left as it is.</summary>
    public static void Mend()
    {
        if (OperatingSystem.IsWindows() || IntPtr.Size != 8)
            return;
        var system = (IntPtr*)Find(IntPtr.Zero);
        if (system is null)
            return;
        var version = *(int*)system;
        var size = (PointersOfVersion1 + (version >= 2 ? 1 : 0) + (version >= 3 ? 3 : 0)) * sizeof(IntPtr);
        var own = (IntPtr*)NativeMemory.Alloc((nuint)size); // lives as long as the process
        Buffer.MemoryCopy(system, own, size, size);
        own[Next] = IntPtr.Zero;
        own[Name] = Marshal.StringToCoTaskMemUTF8("cellbot");
        own[XSleep] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr, int, int>)&Sleep;
        if (Register((IntPtr)own, 1) != 0)
            throw new InvalidOperationException("SQLite refuses a file layer of our own.");
    }

    /// <summary>A connection that finds the file busy tries again for about five seconds, at first at once, then every millisecond; SQLite's own handler tries every second.</summary>
    public static void WaitWhenBusy(sqlite3 database)
    {
        if (OperatingSystem.IsWindows())
            raw.sqlite3_busy_timeout(database, 5000);
        else if (SetBusyHandler(database.DangerousGetHandle(), (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr, int, int>)&Busy, IntPtr.Zero) != 0)
            throw new InvalidOperationException("SQLite refuses a busy handler.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Busy(IntPtr argument, int tries)
    {
        if (tries >= 5000)
            return 0;
        if (tries < 20)
            Thread.Yield();
        else
            Never.Wait(1);
        return 1;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(IntPtr layer, int microseconds)
    {
        if (microseconds < 1000)
            Thread.Yield();
        else
            Never.Wait(microseconds / 1000);
        return microseconds;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static partial IntPtr Find(IntPtr name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler")]
    private static partial int SetBusyHandler(IntPtr database, IntPtr handler, IntPtr argument);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(IntPtr layer, int isDefault);
}
