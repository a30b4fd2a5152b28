using CellBot.Storage.Tests.Processes;

return await OtherProcess.Run(args);
