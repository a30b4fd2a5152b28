using CellBot.Testing.Journeys;

namespace CellBot.EndToEnd.Conformance;

/// <summary>Golden conversations on a whole host behind a channel. An account is the person's name; what came before the stage was set is not looked at.</summary>
internal sealed class PlaceStage(Place place, params string[] names) : IJourneyStage
{
    private readonly Dictionary<string, int> before = names.ToDictionary(name => name, name => place.Transcript(name).Count);

    public DateTimeOffset Now => place.Now;

    public Task GoTo(DateTimeOffset moment) => place.GoTo(moment);

    public Task Says(string account, string text) => place.Types(account, text);

    public Task SendsPhoto(string account) => place.SendsPhoto(account);

    public Task SendsFile(string account, string name, int pages) => place.SendsDocument(account, name, pages);

    public Task Presses(string account, int number) => place.Presses(account, number);

    public int Choices(string account) => place.Choices(account);

    public IReadOnlyList<(DateTimeOffset At, string Text)> Heard(string account) => [.. place.Transcript(account).Skip(before[account]).Select(text => (place.Now, text))];
}
