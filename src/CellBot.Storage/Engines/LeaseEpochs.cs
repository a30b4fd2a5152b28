namespace CellBot.Storage.Engines;

/// <summary>
/// The epochs of leases, one document for each name; its version is the epoch. A commit that says "unchanged" of it stands only while its owner holds
/// the lease, whatever the owner believes.
/// </summary>
internal static class LeaseEpochs
{
    public static readonly DocumentType Documents = new("lease");
}
