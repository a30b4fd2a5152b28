using CellBot.Domain.Delivery;

namespace CellBot.Dialogs.Engine;

/// <summary>What dialogs may know of the channels that people use: what each can do, never which platform it is.</summary>
public interface IChannelGuide
{
    /// <param name="accountId">"{channel}/{bot}/{user}".</param>
    Capabilities Of(string accountId);

    /// <summary>The address at which documents are handed in for the <see cref="FileLink"/> of that id; always the same one for the same id.</summary>
    /// <returns>Null: this host cannot be reached from outside.</returns>
    string? UploadUrl(string linkId);

    /// <summary>Every channel can do everything: for tests of what does not depend on it.</summary>
    static IChannelGuide Able { get; } = new AbleGuide();

    private sealed class AbleGuide : IChannelGuide
    {
        private static readonly Capabilities Everything = new(Buttons: true, Edit: true, IncomingFiles: true, OutgoingFiles: true, LongestText: int.MaxValue);

        public Capabilities Of(string accountId) => Everything;

        public string? UploadUrl(string linkId) => null;
    }
}
