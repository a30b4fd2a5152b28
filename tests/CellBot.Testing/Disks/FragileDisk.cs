using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace CellBot.Testing.Disks;

/// <summary>
/// SQLite's file layer on a disk that forgets what was not flushed (https://sqlite.org/c3ref/vfs.html): databases and their logs are kept in memory and reach the real
/// file by a flush, so that SIGKILL is a power cut. Locks and the shared index of the log stay the system's own: both are made anew at the next start.
/// Of a file's creation and deletion it is assumed that the directory was flushed, as SQLite does.
/// </summary>
public static unsafe partial class FragileDisk
{
    private const int Next = 2, Name = 3, XOpen = 5, XDelete = 6, PointersOfVersion3 = 21;
    private const int IoClose = 1, IoRead = 2, IoWrite = 3, IoTruncate = 4, IoSync = 5, IoFileSize = 6, IoPointers = 17;
    private const int Ok = 0, ShortRead = 522;
    private const int IsDatabase = 0x100, IsLog = 0x80000;

    /// <summary>Our file: its methods, its number, then the system's own file.</summary>
    private const int OwnSize = 2;

    private static readonly ConcurrentDictionary<string, Platter> Platters = [];
    private static readonly ConcurrentDictionary<IntPtr, Platter> Open = [];
    private static IntPtr* system;
    private static IntPtr* methods;
    private static DiskPlan plan = new(0);

    /// <summary>From now on every database of this process lies on such a disk; before the first one is opened, once.</summary>
    public static void Mount(DiskPlan how)
    {
        plan = how;
        Batteries_V2.Init();
        system = (IntPtr*)Find(IntPtr.Zero);
        if (system is null || *(int*)system < 3 || IntPtr.Size != 8)
            throw new PlatformNotSupportedException("The fragile disk knows version 3 of SQLite's file layer on 64 bits only.");

        methods = (IntPtr*)NativeMemory.AllocZeroed(IoPointers * (nuint)sizeof(IntPtr));
        *(int*)methods = 2; // no memory maps: all reads come here
        methods[IoClose] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int>)&Close;
        methods[IoRead] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, byte*, int, long, int>)&Read;
        methods[IoWrite] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, byte*, int, long, int>)&Write;
        methods[IoTruncate] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, long, int>)&Truncate;
        methods[IoSync] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int, int>)&Sync;
        methods[IoFileSize] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, long*, int>)&FileSize;
        methods[7] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int, int>)&Lock;
        methods[8] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int, int>)&Unlock;
        methods[9] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int*, int>)&CheckReservedLock;
        methods[10] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int, IntPtr, int>)&FileControl;
        methods[11] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int>)&SectorSize;
        methods[12] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int>)&Characteristics;
        methods[13] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int, int, int, IntPtr*, int>)&ShmMap;
        methods[14] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int, int, int, int>)&ShmLock;
        methods[15] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, void>)&ShmBarrier;
        methods[16] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr*, int, int>)&ShmUnmap;

        var own = (IntPtr*)NativeMemory.Alloc(PointersOfVersion3 * (nuint)sizeof(IntPtr)); // lives as long as the process
        Buffer.MemoryCopy(system, own, PointersOfVersion3 * sizeof(IntPtr), PointersOfVersion3 * sizeof(IntPtr));
        ((int*)own)[1] += OwnSize * sizeof(IntPtr);
        own[Next] = IntPtr.Zero;
        own[Name] = Marshal.StringToCoTaskMemUTF8("fragile");
        own[XOpen] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr*, int, int*, int>)&OpenFile;
        own[XDelete] = (IntPtr)(delegate* unmanaged[Cdecl]<IntPtr, byte*, int, int>)&Delete;
        if (Register((IntPtr)own, 1) != Ok)
            throw new InvalidOperationException("SQLite refuses the fragile disk.");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OpenFile(IntPtr layer, byte* name, IntPtr* file, int flags, int* outFlags)
    {
        file[0] = IntPtr.Zero;
        var result = ((delegate* unmanaged[Cdecl]<IntPtr, byte*, IntPtr*, int, int*, int>)system[XOpen])((IntPtr)system, name, Real(file), flags, outFlags);
        if (result != Ok)
            return result;
        file[0] = (IntPtr)methods;
        if ((flags & (IsDatabase | IsLog)) != 0 && Marshal.PtrToStringUTF8((IntPtr)name) is { } path)
            Open[(IntPtr)file] = Platters.GetOrAdd(path, at => new Platter(Content(at), plan, (flags & IsLog) != 0));
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(IntPtr layer, byte* name, int syncDirectory)
    {
        if (Marshal.PtrToStringUTF8((IntPtr)name) is { } path)
            Platters.TryRemove(path, out _);
        return ((delegate* unmanaged[Cdecl]<IntPtr, byte*, int, int>)system[XDelete])((IntPtr)system, name, syncDirectory);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(IntPtr* file)
    {
        Open.TryRemove((IntPtr)file, out _);
        return ((delegate* unmanaged[Cdecl]<IntPtr*, int>)Method(file, IoClose))(Real(file));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(IntPtr* file, byte* into, int count, long offset) => Open.TryGetValue((IntPtr)file, out var platter)
        ? platter.Read(new Span<byte>(into, count), offset) ? Ok : ShortRead
        : ((delegate* unmanaged[Cdecl]<IntPtr*, byte*, int, long, int>)Method(file, IoRead))(Real(file), into, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(IntPtr* file, byte* from, int count, long offset) => Open.TryGetValue((IntPtr)file, out var platter)
        ? platter.Write(new ReadOnlySpan<byte>(from, count), offset, Disk(file))
        : WriteReal(file, from, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(IntPtr* file, long length) => Open.TryGetValue((IntPtr)file, out var platter) ? platter.Truncate(length) : TruncateReal(file, length);

    // What reached the file outlives the process, so no flush of the machine's own disk is needed, and none is waited for.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(IntPtr* file, int flags)
    {
        var own = (IntPtr)file;
        return Open.TryGetValue(own, out var platter) ? platter.Flush(Disk(file), length => TruncateReal((IntPtr*)own, length)) : Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(IntPtr* file, long* length)
    {
        if (!Open.TryGetValue((IntPtr)file, out var platter))
            return ((delegate* unmanaged[Cdecl]<IntPtr*, long*, int>)Method(file, IoFileSize))(Real(file), length);
        *length = platter.Length;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(IntPtr* file, int level) => ((delegate* unmanaged[Cdecl]<IntPtr*, int, int>)Method(file, 7))(Real(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(IntPtr* file, int level) => ((delegate* unmanaged[Cdecl]<IntPtr*, int, int>)Method(file, 8))(Real(file), level);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(IntPtr* file, int* isHeld) => ((delegate* unmanaged[Cdecl]<IntPtr*, int*, int>)Method(file, 9))(Real(file), isHeld);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(IntPtr* file, int operation, IntPtr argument) => ((delegate* unmanaged[Cdecl]<IntPtr*, int, IntPtr, int>)Method(file, 10))(Real(file), operation, argument);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(IntPtr* file) => ((delegate* unmanaged[Cdecl]<IntPtr*, int>)Method(file, 11))(Real(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(IntPtr* file) => ((delegate* unmanaged[Cdecl]<IntPtr*, int>)Method(file, 12))(Real(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(IntPtr* file, int page, int size, int extend, IntPtr* mapped) =>
        ((delegate* unmanaged[Cdecl]<IntPtr*, int, int, int, IntPtr*, int>)Method(file, 13))(Real(file), page, size, extend, mapped);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(IntPtr* file, int offset, int count, int flags) =>
        ((delegate* unmanaged[Cdecl]<IntPtr*, int, int, int, int>)Method(file, 14))(Real(file), offset, count, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(IntPtr* file) => ((delegate* unmanaged[Cdecl]<IntPtr*, void>)Method(file, 15))(Real(file));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(IntPtr* file, int delete) => ((delegate* unmanaged[Cdecl]<IntPtr*, int, int>)Method(file, 16))(Real(file), delete);

    private static WriteThrough Disk(IntPtr* file)
    {
        var own = (IntPtr)file;
        return (bytes, offset) =>
        {
            fixed (byte* from = bytes)
                return WriteReal((IntPtr*)own, from, bytes.Length, offset);
        };
    }

    private static int WriteReal(IntPtr* file, byte* from, int count, long offset) =>
        count == 0 ? Ok : ((delegate* unmanaged[Cdecl]<IntPtr*, byte*, int, long, int>)Method(file, IoWrite))(Real(file), from, count, offset);

    private static int TruncateReal(IntPtr* file, long length) => ((delegate* unmanaged[Cdecl]<IntPtr*, long, int>)Method(file, IoTruncate))(Real(file), length);

    private static IntPtr* Real(IntPtr* file) => file + OwnSize;

    private static IntPtr Method(IntPtr* file, int number) => ((IntPtr*)*Real(file))[number];

    // Read past SQLite's locks: on Linux closing another handle of a file would drop them, but at the first opening there are none yet.
    private static byte[] Content(string path) => File.Exists(path) ? File.ReadAllBytes(path) : [];

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static partial IntPtr Find(IntPtr name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(IntPtr layer, int isDefault);
}
