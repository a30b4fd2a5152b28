using System.Text.Json;
using System.Text.Json.Serialization;
using CellBot.Domain.Conversations;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>The pages and files of one paper as they were received so far, in the order they will be read.</summary>
internal sealed record Pages
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The campaign the sender was asked about; pages that came without a command belong to it.</summary>
    public string? Study { get; init; }
    public IReadOnlyList<Attachment> Items { get; init; } = [];
    /// <summary>Position of a page that may be too small to read, until it is kept or replaced.</summary>
    public int? Small { get; init; }
    public DateTimeOffset? SmallAt { get; init; }
    /// <summary>The sender said that it is this paper, and goes on sending.</summary>
    public bool Sure { get; init; }
    /// <summary>The sender said that it is not this paper.</summary>
    public bool Other { get; init; }

    public ReflectionForm Form() => Items.Any(item => item.Kind is AttachmentKind.Document) ? ReflectionForm.File : ReflectionForm.Photos;

    /// <summary>"3 trang ảnh"; "thu-hoach.docx, 4 trang".</summary>
    public string FormText() => FormText(Items);

    public static string FormText(IReadOnlyList<Attachment> items)
    {
        var photos = items.Count(item => item.Kind is AttachmentKind.Photo);
        return string.Join(", ", items.Where(item => item.Kind is AttachmentKind.Document)
            .Select(file => file.FileName + (file.Pages is { } pages ? $", {pages} trang" : "")).Prepend(photos > 0 ? $"{photos} trang ảnh" : "").Where(part => part.Length > 0));
    }

    /// <summary>With more of them behind. A photo sent some time after a small one was doubted takes its place.</summary>
    public Pages With(IReadOnlyList<Attachment> more, string? caption, DateTimeOffset at)
    {
        var pages = this;
        foreach (var (item, i) in more.Select((item, i) => (i == 0 && caption is { Length: > 0 } ? item with { Caption = caption } : item, i)))
        {
            var replaces = i == 0 && pages.Small is not null && item.Kind is AttachmentKind.Photo && at - pages.SmallAt > PageQuestions.Quiet;
            var place = replaces ? pages.Small!.Value : pages.Items.Count;
            pages = pages with { Items = [.. pages.Items.Take(place), item, .. pages.Items.Skip(place + 1)], Small = replaces ? null : pages.Small };
            if (PageQuestions.IsSmall(item)) pages = pages with { Small = place, SmallAt = at };
        }
        return pages;
    }

    public string Stored() => JsonSerializer.Serialize(this, Json);

    public static Pages? Read(string? stored)
    {
        if (stored is not ['{', ..]) return null;
        try { return JsonSerializer.Deserialize<Pages>(stored, Json); }
        catch (JsonException) { return null; } // written by a release that kept pages otherwise
    }
}
