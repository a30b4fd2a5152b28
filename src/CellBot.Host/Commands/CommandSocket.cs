using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CellBot.Host.Commands;

/// <summary>
/// Runs commands in the host: listens on a Unix socket beside the database that only its owner can open. One command at a time.
/// </summary>
internal sealed partial class CommandSocket(string databasePath, Func<CommandFiles, TextWriter, TextWriter, CommandScene> sceneOf, TimeProvider time, ILogger<CommandSocket> log) : BackgroundService
{
    /// <summary>For the request to come, and for a piece of the answer to be taken: one caller that hangs must not shut out the next.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Piece = 1 << 18;

    private Socket? listener;

    /// <summary><c>name.sock</c> beside <c>name.db</c>.</summary>
    public static string PathFor(string databasePath) => Path.ChangeExtension(Path.GetFullPath(databasePath), ".sock");

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var path = PathFor(databasePath);
        try
        {
            File.Delete(path); // of a host that was killed: the store's lock says that none is running
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite); // nobody can connect before Listen
            socket.Listen(8);
            listener = socket;
        }
        catch (Exception unusable) when (unusable is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A path of more than 107 bytes, a file system without sockets: the host still serves its chats.
            LogNoSocket(unusable.Message);
        }
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (listener is null) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var connection = await listener.AcceptAsync(stoppingToken);
                await Serve(connection, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                LogBroken("it asked for nothing in time");
            }
            catch (Exception broken) when (broken is IOException or SocketException or JsonException or ObjectDisposedException)
            {
                LogBroken(broken.Message); // the caller went away
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (listener is null) return;
        listener.Dispose();
        File.Delete(PathFor(databasePath));
    }

    private async Task Serve(Socket connection, CancellationToken cancel)
    {
        await using var stream = new NetworkStream(connection);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        using var patience = new CancellationTokenSource(Patience, time);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        connection.SendTimeout = (int)Patience.TotalMilliseconds;
        if (await reader.ReadLineAsync(asking.Token) is not { } line || JsonSerializer.Deserialize(line, CommandJson.Default.CommandRequest) is not { } request) return;

        await using var answers = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        void Answer(CommandAnswer answer) => answers.WriteLine(JsonSerializer.Serialize(answer, CommandJson.Default.CommandAnswer));
        await using var output = new AnswerWriter(text => Answer(new() { Output = text }));
        await using var error = new AnswerWriter(text => Answer(new() { Error = text }));
        var exit = 1;
        try
        {
            var scene = sceneOf(new RemoteFiles(request.Files, Answer), output, error);
            var parsed = CommandTree.Parse(request.Args, _ => Task.FromResult(1), (command, result, token) => ((StoreCommand)command).Run(result, scene, token));
            exit = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancel);
        }
        catch (Exception accident) when (accident is not OperationCanceledException and not IOException)
        {
            LogFailed(accident, request.Args.FirstOrDefault() ?? "");
            error.WriteLine(accident.Message);
        }
        await output.FlushAsync(cancel);
        await error.FlushAsync(cancel);
        Answer(new() { Exit = exit });
    }

    /// <summary>Sends what is written, line by line.</summary>
    private sealed class AnswerWriter(Action<string> send) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Flush();
        }

        public override void Flush()
        {
            if (GetStringBuilder() is not { Length: > 0 } written) return;
            send(written.ToString());
            written.Clear();
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flush();
            return Task.CompletedTask;
        }
    }

    /// <summary>Files on the caller's side.</summary>
    private sealed class RemoteFiles(IReadOnlyDictionary<string, byte[]> files, Action<CommandAnswer> answer) : CommandFiles
    {
        public override ReadOnlyMemory<byte> Read(string path) => files.TryGetValue(path, out var content) ? content : throw new IOException($"The caller did not send {path}.");

        public override Task Write(string path, ReadOnlyMemory<byte> content)
        {
            answer(new CommandAnswer { Path = path, Content = content.ToArray() });
            return Task.CompletedTask;
        }

        public override async Task WriteBackup(string path, Func<Stream, Task> write)
        {
            await using (var pieces = new BufferedStream(new PieceWriter(piece => answer(new CommandAnswer { Path = path, Piece = piece })), Piece))
                await write(pieces);
            answer(new CommandAnswer { Path = path, Piece = [], IsWhole = true });
        }
    }

    [LoggerMessage(LogLevel.Warning, "Commands cannot reach this host, stop it to run one: {Reason}")]
    private partial void LogNoSocket(string reason);

    [LoggerMessage(LogLevel.Warning, "A command's connection broke: {Reason}")]
    private partial void LogBroken(string reason);

    [LoggerMessage(LogLevel.Error, "Command {Command} failed.")]
    private partial void LogFailed(Exception accident, string command);
}
