using System.Text;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.Commands;
using CellBot.Host.Settings;
using CellBot.Host.Tests.People;
using Microsoft.Extensions.Logging.Abstractions;

namespace CellBot.Host.Tests.Commands;

/// <summary>The command line as an operator uses it: with the host running, and without.</summary>
public sealed class CommandTests
{
    /// <summary>Runs a command on the store's file, as another process would.</summary>
    private static async Task<(int Exit, string Output, string Error)> Cellbot(RosterStore store, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.Run(args, _ => Task.FromResult(77), () => new CommandPlace(new StorageSettings { Path = store.Path }, _ => Task.FromResult<string?>(null)), store.Clock, output, error);
        return (exit, output.ToString(), error.ToString());
    }

    private static string RosterFile(RosterStore store, params string[] lines)
    {
        var path = Path.Combine(store.Folder, "roster.csv");
        File.WriteAllBytes(path, RosterText.File(lines));
        return path;
    }

    private static async Task<CommandSocket> Host(RosterStore store)
    {
        var socket = new CommandSocket(store.Path, (files, output, error) => new CommandScene(store.Store, store.Clock, files, output, error, _ => Task.FromResult<string?>("chibo_bot")), TimeProvider.System, NullLogger<CommandSocket>.Instance);
        await socket.StartAsync(CancellationToken.None);
        return socket;
    }

    [Fact]
    public async Task A_roster_is_imported_in_the_running_host()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);

        var (exit, output, error) = await Cellbot(store, "roster", "import", RosterFile(store, RosterText.Titles, RosterText.Loan, RosterText.Phong), "--cell", "Chi bộ Một");

        Assert.Equal((0, "Chi bộ Một: thêm 2, sửa 0, giữ nguyên 0.\n", ""), (exit, output, error));
        Assert.Equal(2, (await store.All<Participant>()).Count);
        await host.StopAsync(CancellationToken.None);
        Assert.False(File.Exists(CommandSocket.PathFor(store.Path)));
    }

    [Fact]
    public async Task A_dry_run_of_a_workbook_in_the_running_host_says_what_would_change_and_changes_nothing()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);
        var path = Path.Combine(store.Folder, "danh-sach.xlsx");
        await File.WriteAllBytesAsync(path, new RosterBook().Sheet("DS", RosterBook.FromCsv(RosterText.Sample, ',')).ToArray());

        var (exit, output, error) = await Cellbot(store, "roster", "import", path, "--cell", RosterStore.Cell, "--dry-run");

        Assert.StartsWith("Chạy thử, chưa ghi gì.\nChi bộ Khu vực 3: thêm 28, sửa 0, giữ nguyên 0.\nĐơn vị mới: Chi bộ Khu vực 3.\nThêm vào Chi bộ Khu vực 3 28 người: Nguyễn Quốc Ái, ", output);
        Assert.Equal((0, "", 0), (exit, error, (await store.All<Participant>()).Count));
        Assert.Equal(0, (await Cellbot(store, "roster", "import", path, "--cell", RosterStore.Cell)).Exit);
        await store.Import(RosterText.File(RosterText.Titles, RosterText.Loan, RosterText.Phong));
        File.WriteAllBytes(path, RosterText.File(RosterText.Titles, RosterText.Loan, RosterText.Phong));
        Assert.Equal(1, (await Cellbot(store, "roster", "import", path, "--cell", RosterStore.Cell, "--retire")).Exit);
        Assert.Equal(0, (await Cellbot(store, "roster", "import", path, "--cell", RosterStore.Cell, "--retire", "--force")).Exit);
        Assert.Equal(2, (await store.All<Participant>()).Count(person => person.CellId is not null));
        await host.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Without_a_host_the_file_is_opened_and_a_socket_left_by_a_killed_one_is_no_host()
    {
        await using var store = await RosterStore.Open();
        await store.Store.DisposeAsync();
        await File.WriteAllTextAsync(CommandSocket.PathFor(store.Path), "");

        var (exit, output, _) = await Cellbot(store, "roster", "import", RosterFile(store, RosterText.Titles, RosterText.Loan, RosterText.Phong), "--cell", "Chi bộ Một");

        Assert.Equal((0, "Chi bộ Một: thêm 2, sửa 0, giữ nguyên 0.\n"), (exit, output));
    }

    [Fact]
    public async Task A_store_held_by_a_process_that_does_not_listen_is_said_to_be_in_use()
    {
        await using var store = await RosterStore.Open();

        var (exit, _, error) = await Cellbot(store, "roster", "import", RosterFile(store, RosterText.Titles, RosterText.Loan), "--cell", "Chi bộ Một");

        Assert.Equal(1, exit);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task Problems_of_the_roster_go_to_the_error_output_in_Vietnamese_with_exit_code_1()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);

        var (exit, output, error) = await Cellbot(store, "roster", "import", RosterFile(store, RosterText.Titles, RosterText.Loan.Replace("07/12/1994", "31/02/1994", StringComparison.Ordinal)), "--cell", "Chi bộ Một");

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal("Chưa nhập danh sách, có 1 chỗ cần sửa:\n- Dòng 2: ngày sinh “31/02/1994” không có trong lịch (ngày/tháng/năm).\n", error);
    }

    [Theory]
    [InlineData("Give either --cell NAME or --body NAME.", "roster", "import", "x.csv")]
    [InlineData("Give either --cell NAME or --body NAME.", "roster", "import", "x.csv", "--cell", "A", "--body", "B")]
    [InlineData("Required argument missing", "roster", "import", "--cell", "A")]
    [InlineData("--body", "officer", "add", "Đinh Hồng Loan", "--role", "Đảng ủy viên")]
    [InlineData("There is no command \"rooster\"", "rooster", "import")]
    public async Task Wrong_usage_is_said_in_English_before_anything_is_opened(string why, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await CommandLine.Run(args, _ => Task.FromResult(77), () => throw new InvalidOperationException("Nothing is to be opened."), TimeProvider.System, output, error);

        Assert.Equal(1, exit);
        Assert.Contains(why, error.ToString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);

        var (exit, _, error) = await Cellbot(store, "roster", "import", Path.Combine(store.Folder, "none.csv"), "--cell", "Chi bộ Một");

        Assert.Equal(1, exit);
        Assert.Contains("none.csv", error);
        Assert.DoesNotContain("   at ", error);
    }

    [Theory]
    [InlineData]
    [InlineData("--Web:Urls", "http://127.0.0.1:0")]
    [InlineData("--Storage:Path=/tmp/x.db")]
    public async Task Without_a_command_the_host_starts(params string[] args) =>
        Assert.Equal(77, await CommandLine.Run(args, _ => Task.FromResult(77), () => throw new InvalidOperationException(), TimeProvider.System, TextWriter.Null, TextWriter.Null));

    [Fact]
    public async Task An_officer_is_added_and_refused_through_the_host()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);
        await Cellbot(store, "roster", "import", RosterFile(store, "Chi bộ,Họ và tên,Chức vụ", "Chi bộ Một,Đinh Hồng Loan,Bí thư"), "--body", "Đảng bộ Phường");

        Assert.Equal((0, "Đã ghi Đinh Hồng Loan là Đảng ủy viên của Đảng bộ Phường.\n", ""), await Cellbot(store, "officer", "add", "Đinh Hồng Loan", "--body", "Đảng bộ Phường", "--role", "Đảng ủy viên"));
        Assert.Equal((1, "", "Không có ai tên “Ai Đó” trong danh sách.\n"), await Cellbot(store, "officer", "add", "Ai Đó", "--body", "Đảng bộ Phường", "--role", "Đảng ủy viên"));
        Assert.Equal(2, (await store.All<Affiliation>()).Count);
    }

    [Fact]
    public async Task Invitations_are_written_on_the_callers_side_for_the_caller_only()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);
        await Cellbot(store, "roster", "import", RosterFile(store, RosterText.Titles, RosterText.Loan, RosterText.Phong), "--cell", "Chi bộ Một");
        var path = Path.Combine(store.Folder, "invites.csv");

        var (exit, output, _) = await Cellbot(store, "invites", "create", "--out", path);

        Assert.Equal((0, $"Đã tạo 2 mã mời, dùng được 7 ngày, ghi vào {path}.\n"), (exit, output));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        var lines = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("cell,name,code,link", lines[0]);
        Assert.Matches("^Chi bộ Một,Đinh Hồng Loan,[0-9]{4} [0-9]{4},https://t\\.me/chibo_bot\\?start=[0-9a-f]{32}$", lines[1]);
    }

    [Fact]
    public async Task Invitations_go_to_the_terminal_without_a_file()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);
        await Cellbot(store, "roster", "import", RosterFile(store, RosterText.Titles, RosterText.Loan), "--cell", "Chi bộ Một");

        var (exit, output, _) = await Cellbot(store, "invites", "create", "--cell", "Chi bộ Một");

        Assert.Equal(0, exit);
        Assert.StartsWith("cell,name,code,link\nChi bộ Một,Đinh Hồng Loan,", output);
    }

    [Fact]
    public async Task Only_the_owner_can_reach_the_host()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CommandSocket.PathFor(store.Path)));
    }

    [Fact]
    public async Task A_caller_that_talks_nonsense_does_not_stop_the_next_one()
    {
        await using var store = await RosterStore.Open();
        using var host = await Host(store);
        using (var rude = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            await rude.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(CommandSocket.PathFor(store.Path)));
            await rude.SendAsync("hello\n"u8.ToArray());
        }

        Assert.Equal(0, (await Cellbot(store, "roster", "import", RosterFile(store, RosterText.Titles, RosterText.Loan), "--cell", "Chi bộ Một")).Exit);
    }
}
