using CellBot.Host.Restored;

namespace CellBot.Host.Commands;

/// <summary><c>unmute</c>: a restored copy becomes the cell's assistant.</summary>
internal static class UnmuteCommand
{
    public static StoreCommand Create() => new("unmute", "Lets a restored copy receive and send. First be sure that the original runs no more.",
        _ => [],
        async (_, scene, cancel) =>
        {
            var unknown = await new Unmuting(scene.Store, scene.Clock).Run(cancel);
            scene.Output.WriteLine(unknown is null
                ? "This store is not muted; nothing was changed."
                : $"It receives and sends from now on. {unknown} messages that were on their way when the backup was made are not sent again; they are listed as unknown.");
            return 0;
        });
}
