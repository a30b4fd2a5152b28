using System.Security.Cryptography;
using System.Text;
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

    /// <summary>32 bytes that only hosts with the store's key can make of these words, always the same ones: a secret that a turn may run again to find.</summary>
    byte[] SecretOf(string words);

    /// <summary>The address that opens the chat with the assistant and hands it this token of an <see cref="Domain.People.InviteCode"/>.</summary>
    /// <returns>Null: no channel of this host has such addresses; the code is typed.</returns>
    string? JoinUrl(string token);

    /// <summary>Every channel can do everything: for tests of what does not depend on it.</summary>
    static IChannelGuide Able { get; } = new AbleGuide();

    private sealed class AbleGuide : IChannelGuide
    {
        private static readonly Capabilities Everything = new(Buttons: true, Edit: true, IncomingFiles: true, OutgoingFiles: true, LongestText: int.MaxValue);

        public Capabilities Of(string accountId) => Everything;

        public string? UploadUrl(string linkId) => null;

        public byte[] SecretOf(string words) => SHA256.HashData(Encoding.UTF8.GetBytes(words));

        public string? JoinUrl(string token) => null;
    }
}
