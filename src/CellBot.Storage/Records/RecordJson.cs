using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CellBot.Storage.Records;

/// <summary>How records look as JSON: camelCase, enums by name, nulls left out, Vietnamese as it is; unknown members are passed over.</summary>
public sealed class RecordJson
{
    private readonly JsonSerializerOptions _options;

    /// <param name="generated">Source-generated contexts to ask first; what they do not know is read by reflection.</param>
    public RecordJson(params IJsonTypeInfoResolver[] generated)
    {
        _options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never shown in a page as it is
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = JsonTypeInfoResolver.Combine([.. generated, new DefaultJsonTypeInfoResolver()]).WithAddedModifier(LeaveOutComputed),
            Converters = { new JsonStringEnumConverter() },
        };
        _options.MakeReadOnly();
    }

    public JsonSerializerOptions Options => _options;

    internal JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));

    /// <summary>A property that cannot be set, neither later nor by the constructor, follows from the others.</summary>
    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i] is { Set: null, AssociatedParameter: null, IsExtensionData: false })
                type.Properties.RemoveAt(i);
        }
    }
}
