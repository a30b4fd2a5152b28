using System.Text;
using System.Text.Json;

namespace CellBot.Testing.Telegram;

/// <summary>Holds a request against the specification. It is stricter than the real server, which forgives a number in quotes: our client has no need to be forgiven.</summary>
internal static class SpecValidator
{
    private static BotApiSpec Spec => BotApiSpec.Instance;

    /// <summary>What is wrong with the request, as "field: reason"; null when nothing is.</summary>
    public static string? Check(string method, JsonElement parameters, IReadOnlyDictionary<string, Upload> uploads)
    {
        if (!Spec.Methods.TryGetValue(method, out var shape))
            return $"{method}: no such method";
        return CheckFields(shape, parameters, uploads) ?? CheckUploads(shape, parameters, uploads);
    }

    private static string? CheckFields(SpecShape shape, JsonElement value, IReadOnlyDictionary<string, Upload> uploads)
    {
        foreach (var member in value.EnumerateObject())
        {
            if (!shape.Fields.TryGetValue(member.Name, out var field))
                return $"{member.Name}: {shape.Name} has no such field";
            if ((CheckAny(field.Types, member.Value, uploads) ?? CheckSize(field, member.Value, value)) is { } wrong)
                return $"{member.Name}{(wrong.Contains(": ", StringComparison.Ordinal) ? "." : ": ")}{wrong}";
        }

        foreach (var field in shape.Fields.Values)
        {
            if (field.Required && !value.TryGetProperty(field.Name, out _) && !uploads.ContainsKey(field.Name))
                return $"{field.Name}: {shape.Name} requires it";
        }

        return shape.Name == "InlineKeyboardButton" ? CheckButton(value) : null;
    }

    private static string? CheckAny(IReadOnlyList<string> types, JsonElement value, IReadOnlyDictionary<string, Upload> uploads)
    {
        string? closest = null;
        var likeness = -1;
        foreach (var type in types)
        {
            if (CheckOne(type, value, uploads) is not { } wrong)
                return null;
            // The useful complaint is that of the type which the value resembles most.
            var alike = value.ValueKind == JsonValueKind.Object && Spec.Types.TryGetValue(type, out var shape)
                ? value.EnumerateObject().Count(member => shape.Fields.ContainsKey(member.Name))
                : 0;
            if (alike > likeness)
                (closest, likeness) = (wrong, alike);
        }

        return closest;
    }

    private static string? CheckOne(string type, JsonElement value, IReadOnlyDictionary<string, Upload> uploads)
    {
        if (type.StartsWith("Array of ", StringComparison.Ordinal))
        {
            if (value.ValueKind != JsonValueKind.Array)
                return $"{value.ValueKind} is no {type}";
            var item = type["Array of ".Length..];
            var index = 0;
            foreach (var element in value.EnumerateArray())
            {
                // An album's array names one type at a time, and may mix them.
                IReadOnlyList<string> candidates = item.StartsWith("InputMedia", StringComparison.Ordinal) ? Spec.Types["InputMedia"].Subtypes : [item];
                if (CheckAny(candidates, element, uploads) is { } wrong)
                    return $"[{index}]: {wrong}";
                index++;
            }

            return null;
        }

        return type switch
        {
            "String" => value.ValueKind == JsonValueKind.String ? null : $"{value.ValueKind} is no String",
            "Integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) ? null : $"{value.ValueKind} is no Integer",
            "Float" => value.ValueKind == JsonValueKind.Number ? null : $"{value.ValueKind} is no Float",
            "Boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{value.ValueKind} is no Boolean",
            "InputFile" => value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith("attach://", StringComparison.Ordinal)
                ? CheckAttached(value.GetString()!, uploads)
                : "only the bytes themselves are an InputFile",
            _ when !Spec.Types.TryGetValue(type, out var shape) => $"the specification names no type {type}",
            _ when value.ValueKind != JsonValueKind.Object => $"{value.ValueKind} is no {type}",
            _ when Spec.Types[type].Subtypes is { Count: > 0 } subtypes => CheckAny(subtypes, value, uploads),
            _ => CheckFields(Spec.Types[type], value, NoUploads),
        };
    }

    private static readonly Dictionary<string, Upload> NoUploads = [];

    private static string? CheckAttached(string text, IReadOnlyDictionary<string, Upload> uploads) =>
        text.StartsWith("attach://", StringComparison.Ordinal) && !uploads.ContainsKey(text["attach://".Length..]) ? $"{text} is not attached" : null;

    private static string? CheckSize(SpecField field, JsonElement value, JsonElement siblings)
    {
        if (field.Literal is { } literal && value.ValueEquals(literal) is false)
            return $"must be {literal}";
        if (field.Size is not { } size)
            return null;
        var measured = (size.Unit, value.ValueKind) switch
        {
            ("characters", JsonValueKind.String) => Visible(field.Name, value, siblings).Length,
            ("bytes", JsonValueKind.String) => Encoding.UTF8.GetByteCount(value.GetString()!),
            ("items", JsonValueKind.Array) => value.GetArrayLength(),
            ("value", JsonValueKind.Number) => value.GetInt64(),
            _ => size.Least,
        };
        return measured < size.Least || measured > size.Most ? $"{measured} {size.Unit}, not {size.Least}-{size.Most}" : null;
    }

    // Text and captions are counted after their marks are read.
    private static string Visible(string name, JsonElement value, JsonElement siblings)
    {
        var text = value.GetString()!;
        if (name is not ("text" or "caption") || !siblings.TryGetProperty("parse_mode", out var mode) || !string.Equals(mode.GetString(), "HTML", StringComparison.OrdinalIgnoreCase))
            return text;
        try
        {
            return HtmlText.Read(text);
        }
        catch (FormatException)
        {
            return text; // the method itself will refuse it in the server's words
        }
    }

    // "Exactly one of the fields other than text, icon_custom_emoji_id, and style must be used."
    private static string? CheckButton(JsonElement button)
    {
        var actions = button.EnumerateObject().Count(member => member.Name is not ("text" or "icon_custom_emoji_id" or "style"));
        if (actions != 1)
            return $"callback_data: a button does exactly one thing, not {actions}";
        return button.TryGetProperty("style", out var style) && style.GetString() is not ("primary" or "success" or "danger") ? $"style: {style} is none" : null;
    }

    private static string? CheckUploads(SpecShape shape, JsonElement parameters, IReadOnlyDictionary<string, Upload> uploads)
    {
        foreach (var name in uploads.Keys)
        {
            if (shape.Fields.TryGetValue(name, out var field))
            {
                if (!field.Types.Contains("InputFile"))
                    return $"{name}: bytes where {string.Join(" or ", field.Types)} belongs";
            }
            else if (!parameters.GetRawText().Contains($"\"attach://{name}\"", StringComparison.Ordinal))
            {
                return $"{name}: bytes that nothing refers to";
            }
        }

        return null;
    }
}
