using System.CommandLine;
using System.Text;
using CellBot.Host.Papers;
using CellBot.Host.People;

namespace CellBot.Host.Commands;

/// <summary><c>invites create [--cell NAME] [--out FILE] [--sheet FILE.docx]</c>: codes for everyone who is not linked yet.</summary>
internal static class InvitesCommand
{
    public static StoreCommand Create()
    {
        var cell = new Option<string?>("--cell") { Description = "Only for the people of this cell.", HelpName = "NAME" };
        var output = new Option<string?>("--out") { Description = "Write the list into this file, which only you can read; default: to the terminal.", HelpName = "FILE" };
        var sheet = new Option<string?>("--sheet") { Description = "Write cards to print and cut, one a person with a QR code, into this docx file, which only you can read.", HelpName = "FILE.docx" };
        return new StoreCommand("create", "Makes a code for everyone who is not linked yet, as csv: cell,name,code,link. Open codes of these people are replaced. The codes cannot be shown again.",
            _ => [],
            async (parsed, scene, cancel) =>
            {
                IReadOnlyList<Invite> invites;
                try
                {
                    invites = await new Invites(scene.Store, scene.Clock).Create(parsed.GetValue(cell), await scene.BotName(cancel), cancel);
                }
                catch (ArgumentException unknown)
                {
                    scene.Error.WriteLine(unknown.Message);
                    return 1;
                }
                if (parsed.GetValue(sheet) is { Length: > 0 } cards)
                {
                    await scene.Files.Write(cards, InviteSheet.Write(invites, await InviteContacts.Read(scene.Store, cancel)));
                    scene.Output.WriteLine($"Đã tạo {invites.Count} thẻ mời để in, ghi vào {cards}.");
                    if (parsed.GetValue(output) is null) return 0;
                }
                var csv = Invites.ToCsv(invites);
                if (parsed.GetValue(output) is { Length: > 0 } path)
                {
                    await scene.Files.Write(path, csv);
                    scene.Output.WriteLine($"Đã tạo {invites.Count} mã mời, dùng được 7 ngày, ghi vào {path}.");
                }
                else scene.Output.Write(Encoding.UTF8.GetString(csv).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal));
                return 0;
            })
        { cell, output, sheet };
    }
}
