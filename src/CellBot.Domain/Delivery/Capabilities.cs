namespace CellBot.Domain.Delivery;

/// <summary>What a channel can do; the same screen is rendered from this.</summary>
/// <param name="IncomingFiles">Documents can be received in the chat; where not, they come by an upload link.</param>
/// <param name="OutgoingFiles">Photos and documents can be sent; where not, they go by download links.</param>
/// <param name="LongestText">UTF-16 units in one message; longer texts go in several.</param>
/// <param name="ContactSharing">A phone number can be shared, and is the sender's own.</param>
/// <param name="DeepLink">An invitation can be a link that carries its code.</param>
/// <param name="MonthlyQuota">Messages a month; null: no limit.</param>
/// <param name="MayWriteFirst">A message can be sent to somebody who never wrote.</param>
public sealed record Capabilities(
    bool Buttons, bool Edit, bool IncomingFiles, bool OutgoingFiles, int LongestText, bool ContactSharing = false, bool DeepLink = false, int? MonthlyQuota = null, bool MayWriteFirst = false);
