using CellBot.Dialogs;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Papers;
using CellBot.Domain.Records;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using CellBot.Testing.Towns;

namespace CellBot.Host.Tests.Papers;

/// <summary>A document asked for in the chat comes into the chat as a file.</summary>
public sealed class PrintTests
{
}
