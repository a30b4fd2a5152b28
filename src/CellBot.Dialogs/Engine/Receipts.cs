using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Engine;

/// <summary>The number a person can show: campaign, roster number, and from the second revision on its number. Derived: the same submission always has the same.</summary>
public static class Receipts
{
    /// <param name="code">Of the campaign: "DK27", "TH4".</param>
    public static string Of(string code, Affiliation? inCell, int revision) => $"{code}-{inCell?.Number ?? 0:D2}" + (revision > 1 ? $".{revision}" : "");
}
