using CellBot.Domain.Records;

namespace CellBot.Domain.Delivery;

/// <summary>Which menu of commands a platform shows in one chat instead of everybody's. Id: the account's.</summary>
/// <param name="Print">A fingerprint of its lines.</param>
public sealed record CommandMenu(string Id, string Print) : Record(Id);
