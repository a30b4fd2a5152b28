using CellBot.Dialogs.Engine;
using CellBot.Testing.Journeys;

namespace CellBot.EndToEnd.Conformance;

/// <summary>Golden conversations on a whole host behind a channel. An account is the person's name.</summary>
internal sealed class PlaceStage(Place place) : IJourneyStage
{
    public DateTimeOffset Now => place.Now;

    public string AccountOf(string name) => name;

    public Task Effect(string cause, Func<Effects, ValueTask> write) => place.Effect(cause, write);

    public Task GoTo(DateTimeOffset moment) => place.GoTo(moment);

    public Task Says(string account, string text) => place.Types(account, text);

    public Task SendsPhoto(string account) => place.SendsPhoto(account);

    public Task SendsFile(string account, string name, int pages) => place.SendsDocument(account, name, pages);

    public Task Presses(string account, int number) => place.Presses(account, number);

    public int Choices(string account) => place.Choices(account);

    public IReadOnlyList<(DateTimeOffset At, string Text)> Heard(string account) => [.. place.Transcript(account).Select(text => (place.Now, text))];
}
