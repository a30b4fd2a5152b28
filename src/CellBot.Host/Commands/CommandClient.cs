using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CellBot.Host.Commands;

/// <summary>Asks the running host to run a command.</summary>
internal static class CommandClient
{
    /// <returns>The exit code; null if no host listens beside this database.</returns>
    /// <exception cref="IOException">The host went away before the command was through; it may have had its effect.</exception>
    public static async Task<int?> Run(string databasePath, CommandRequest request, LocalFiles files, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var path = CommandSocket.PathFor(databasePath);
        if (!File.Exists(path)) return null;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        }
        catch (SocketException) // nobody listens: left by a host that was killed
        {
            return null;
        }

        await using var stream = new NetworkStream(socket);
        await using var asking = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await asking.WriteLineAsync(JsonSerializer.Serialize(request, CommandJson.Default.CommandRequest).AsMemory(), cancel);
        await asking.FlushAsync(cancel);
        using var answers = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        while (await answers.ReadLineAsync(cancel) is { } line)
        {
            var answer = JsonSerializer.Deserialize(line, CommandJson.Default.CommandAnswer)!;
            if (answer.Output is not null) await output.WriteAsync(answer.Output);
            if (answer.Error is not null) await error.WriteAsync(answer.Error);
            if (answer is { Path: { } file, Content: { } content }) await files.Write(file, content);
            if (answer is { Path: { } backup, Piece: { } piece }) files.TakeBackup(backup, piece, answer.IsWhole is true);
            if (answer.Exit is { } exit) return exit;
        }
        throw new IOException("The host went away before the command was through. Look at what is stored before running it again.");
    }
}
