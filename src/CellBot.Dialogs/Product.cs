using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs;

/// <summary>What CellBot can do, a line for each feature.</summary>
public static class Product
{
    public static DialogCatalog Catalog { get; } = new(
    [
    ]);
}
