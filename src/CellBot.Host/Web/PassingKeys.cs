using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CellBot.Host.Web;

/// <summary>Keys of the page framework, kept in memory: nothing of the demo is signed for longer than it runs, and no key file is left in the home directory of whoever tried it.</summary>
internal sealed class PassingKeys : IXmlRepository
{
    private readonly Lock gate = new();
    private readonly List<XElement> keys = [];

    public static void Use(KeyManagementOptions options) => (options.XmlRepository, options.XmlEncryptor) = (new PassingKeys(), new NullXmlEncryptor());

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (gate)
            return [.. keys];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (gate)
            keys.Add(element);
    }
}
