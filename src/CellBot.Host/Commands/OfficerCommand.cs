using System.CommandLine;
using CellBot.Host.People;

namespace CellBot.Host.Commands;

/// <summary><c>officer add NAME --body NAME --role ROLE</c>.</summary>
internal static class OfficerCommand
{
    public static StoreCommand Add()
    {
        var name = new Argument<string>("NAME") { Description = "The whole name of somebody in a roster." };
        var body = new Option<string>("--body") { Description = "The body the office is in.", HelpName = "NAME", Required = true };
        var role = new Option<string>("--role") { Description = "The office in Vietnamese, such as \"Đảng ủy viên\", or CommitteeMember, CommitteeSecretary, SystemAdmin.", HelpName = "ROLE", Required = true };
        var cell = new Option<string?>("--cell") { Description = "The cell of the person, where several have the name.", HelpName = "NAME" };
        return new StoreCommand("add", "Gives a person an office in a body above the cells.",
            _ => [],
            async (parsed, scene, cancel) =>
            {
                var report = await new Officers(scene.Store, scene.Clock).Add(parsed.GetRequiredValue(name), parsed.GetRequiredValue(body), parsed.GetRequiredValue(role), parsed.GetValue(cell), cancel);
                (report.IsGiven ? scene.Output : scene.Error).WriteLine(report.Text);
                return report.IsGiven ? 0 : 1;
            })
        { name, body, role, cell };
    }
}
