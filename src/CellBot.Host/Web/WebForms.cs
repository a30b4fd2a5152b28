using System.Globalization;
using System.Text.RegularExpressions;
using CellBot.Host.Demo;

namespace CellBot.Host.Web;

/// <summary>What the forms of the pages do. A script asks for a short answer; without one the browser is sent back to the page.</summary>
internal static partial class WebForms
{
    public static async Task<IResult> Say(string person, HttpRequest request, WebPeople people, WebTalk talk, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (await people.Find(person) is null) return Results.NotFound();
        var id = IdOf(form);
        string? toast = null;
        var files = form.Files.Where(file => file.FileName.Length > 0).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            using var bytes = new MemoryStream((int)Math.Min(files[i].Length, (WebTalk.MostMegabytes + 1) << 20));
            await files[i].CopyToAsync(bytes, cancel);
            toast = await talk.Send(person, $"{id}.{i}", files.Count > 1 ? id : null, Path.GetFileName(files[i].FileName), bytes.ToArray(), cancel) ?? toast;
        }
        if (form["text"].ToString().Trim() is { Length: > 0 } text) toast = await talk.Say(person, id, text) ?? toast;
        return Done(request, toast, $"/chat/{person}");
    }

    public static async Task<IResult> Press(string person, HttpRequest request, WebPeople people, WebTalk talk, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (await people.Find(person) is null) return Results.NotFound();
        if (Pressed().Match(form["press"].ToString()) is not { Success: true } press) return Results.BadRequest();
        var toast = await talk.Press(person, IdOf(form), press.Groups["token"].Value, int.Parse(press.Groups["number"].ValueSpan, CultureInfo.InvariantCulture));
        return Done(request, toast, $"/chat/{person}");
    }

    public static async Task<IResult> MoveClock(HttpRequest request, DemoHands time, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        // A move that began is not left half-way because its page was closed.
        switch (form["to"].ToString())
        {
            case "hour": await time.Forward(TimeSpan.FromHours(1), CancellationToken.None); break;
            case "day": await time.Forward(TimeSpan.FromDays(1), CancellationToken.None); break;
            case "week": await time.Forward(TimeSpan.FromDays(7), CancellationToken.None); break;
            case "morning": await time.ToMorning(CancellationToken.None); break;
            default: return Results.BadRequest();
        }
        return Done(request, null, BackTo().IsMatch(form["back"].ToString()) ? form["back"].ToString() : "/");
    }

    private static IResult Done(HttpRequest request, string? toast, string back) =>
        request.Headers.ContainsKey("X-Live") ? Results.Json(new { toast }) : Results.LocalRedirect(back);

    private static string IdOf(IFormCollection form) => Id().IsMatch(form["id"].ToString()) ? form["id"].ToString() : Guid.CreateVersion7().ToString("N");

    [GeneratedRegex("^[A-Za-z0-9-]{8,64}$")]
    private static partial Regex Id();

    [GeneratedRegex("^(?<token>[A-Za-z0-9]{1,40}):(?<number>[0-9]{1,3})$")]
    private static partial Regex Pressed();

    [GeneratedRegex("^/(?:chat/[A-Za-z0-9-]{1,64})?$")]
    private static partial Regex BackTo();
}
