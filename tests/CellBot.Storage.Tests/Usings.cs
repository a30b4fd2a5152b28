global using Record = CellBot.Domain.Records.Record; // Xunit has one, too
