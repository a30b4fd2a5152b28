using System.CommandLine;
using System.Globalization;
using CellBot.Host.Simulation;

namespace CellBot.Host.Commands;

/// <summary><c>simulate --from DATE --days N</c>: every message of the demo cell in that time, one a line. Touches no store but its own, which it throws away.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "First day: 2027-01-01 or 01/01/2027.", HelpName = "DATE", Required = true };
        var days = new Option<int>("--days") { Description = "How many days, 1 to 3660.", HelpName = "N", DefaultValueFactory = _ => 365 };
        var answering = new Option<double>("--answering") { Description = "Share of people who do what they are asked, 0 to 1.", HelpName = "P", DefaultValueFactory = _ => 0 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same people and hours.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var command = new Command("simulate", "Lives through some time with the demo cell and prints every message: when, to whom, why, and its first line.") { from, days, answering, seed };
        command.Validators.Add(result =>
        {
            try
            {
                if (result.GetValue(from) is { } text && ReadDay(text) is null) result.AddError($"--from: \"{text}\" is no day. Example: 2027-01-01.");
                if (result.GetValue(days) is < 1 or > 3660) result.AddError("--days is between 1 and 3660.");
                if (result.GetValue(answering) is < 0 or > 1) result.AddError("--answering is between 0 and 1.");
            }
            catch (InvalidOperationException)
            {
                // No number at all: the parser itself says which option, after this.
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var plan = new SimulationPlan(ReadDay(parsed.GetRequiredValue(from))!.Value, parsed.GetValue(days), parsed.GetValue(answering), parsed.GetValue(seed));
            await new Simulation.Simulation(plan, parsed.InvocationConfiguration.Output).Run(cancel);
            return 0;
        });
        return command;
    }

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2090 ? day : null;
}
