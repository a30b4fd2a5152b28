using CellBot.Storage.Engines;
using CellBot.Storage.Engines.LiteDb;

namespace CellBot.Storage.Tests.Engines;

/// <summary>The whole contract, power cuts excepted (docs/storage.md). Only in a build with <c>-p:LiteDb=true</c>.</summary>
public sealed class LiteDbEngineTests : LeaseAndFileContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IDocumentEngine> Open() => Task.FromResult<IDocumentEngine>(LiteDbEngine.Open(_folder["cellbot.db"], Types, TimeProvider.System));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
