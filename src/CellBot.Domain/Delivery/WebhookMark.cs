using CellBot.Domain.Records;

namespace CellBot.Domain.Delivery;

/// <summary>Which address and secret a platform was last told to deliver to: it tells the address only, and limits how often it is told. Id: "{channel}/{bot}".</summary>
/// <param name="Print">A fingerprint of both; the secret itself is not kept.</param>
public sealed record WebhookMark(string Id, string Print) : Record(Id);
