using System.CommandLine;
using CellBot.Host.People;

namespace CellBot.Host.Commands;

/// <summary><c>roster import FILE --cell NAME</c>, or <c>--body NAME</c> for a body with its cells; <c>--dry-run</c> shows what it would change.</summary>
internal static class RosterCommand
{
    public static StoreCommand Import()
    {
        var file = new Argument<string>("FILE") { Description = "The roster as xlsx, or as csv: UTF-8 or UTF-16; comma, semicolon or tab." };
        var cell = new Option<string?>("--cell") { Description = "The roster is of this one cell.", HelpName = "NAME" };
        var body = new Option<string?>("--body") { Description = "The roster is of this body; its column \"Chi bộ\" names the cells.", HelpName = "NAME" };
        var retire = new Option<bool>("--retire") { Description = "People who are not in the file leave the cell; without it they are only listed." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says who would be added, changed, moved and who would leave, and writes nothing." };
        var force = new Option<bool>("--force") { Description = "Confirms that half of a cell or more leaves with this file." };
        var command = new StoreCommand("import", "Brings in a roster: all of it or, with a problem anywhere, nothing. Importing it again changes only what is different.",
            parsed => [parsed.GetRequiredValue(file)],
            async (parsed, scene, cancel) =>
            {
                var (cellName, bodyName) = (parsed.GetValue(cell)?.Trim(), parsed.GetValue(body)?.Trim());
                var order = new RosterOrder((cellName ?? bodyName)!, cellName is null, parsed.GetValue(retire)) { DryRun = parsed.GetValue(dryRun), Force = parsed.GetValue(force) };
                var report = await new RosterImport(scene.Store, scene.Clock).Run(scene.Files.Read(parsed.GetRequiredValue(file)), order, cancel);
                foreach (var line in report.Lines()) (report.IsImported ? scene.Output : scene.Error).WriteLine(line);
                return report.IsImported ? 0 : 1;
            },
            mayBeginStore: true)
        { file, cell, body, retire, dryRun, force };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(cell)) == string.IsNullOrWhiteSpace(result.GetValue(body)))
                result.AddError("Give either --cell NAME or --body NAME.");
        });
        return command;
    }
}
