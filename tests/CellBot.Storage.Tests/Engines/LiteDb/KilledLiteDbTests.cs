using CellBot.Storage.Tests.Processes;

namespace CellBot.Storage.Tests.Engines;

public sealed class KilledLiteDbTests() : KilledProcessTests("LiteDb");
