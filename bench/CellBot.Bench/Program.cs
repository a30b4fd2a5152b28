using CellBot.Bench;

// Whole-product benchmarks: the real host process, over loopback HTTP, against a fake Bot API in this process. Each prints one row of bench/README.md.
return args switch
{
    ["echo", var baseUrl, var token] => await EchoBot.Run(baseUrl, token),
    ["conversation", .. var rest] => await Conversation.Run(rest),
    ["schedule", .. var rest] => await Schedule.Run(rest),
    ["backlog"] => await BacklogRun.Run(),
    ["faults"] => await FaultRun.Run(),
    ["start"] => await StartRun.Run(),
    ["reminders", .. var rest] => await ReminderRun.Run(rest),
    ["notice", .. var rest] => await NoticeRun.Run(rest),
    ["deadline", .. var rest] => await DeadlineRun.Run(rest),
    ["soak", .. var rest] => await SoakRun.Run(rest),
    ["roster"] => await RosterRun.Run(),
    ["coverage"] => await CoverageRun.Run(),
    ["all"] => await All(),
    _ => Usage(),
};

static async Task<int> All()
{
    await Conversation.Run([]);
    await Schedule.Run([]);
    await BacklogRun.Run();
    await FaultRun.Run();
    await StartRun.Run();
    await RosterRun.Run();
    await CoverageRun.Run();
    await ReminderRun.Run([]);
    await DeadlineRun.Run([]);
    return await NoticeRun.Run([]);
}

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project bench/CellBot.Bench -- conversation|schedule|backlog|faults|start|roster|reminders|notice|coverage|deadline|soak MINUTES|all");
    return 2;
}
