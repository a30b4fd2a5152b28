using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace CellBot.TelegramClient.Tests.StandIn;

/// <summary>What the specification calls our types, where the package's name is another.</summary>
internal static class SpecNames
{
    public static string Of(Type type) => type.Name switch
    {
        nameof(TGFile) => "File",
        nameof(ForceReplyMarkup) => "ForceReply",
        var same => same,
    };
}

public sealed class SpecNameTests
{
    [Fact]
    public void No_type_has_a_field_that_the_specification_does_not_name()
    {
        var wrong = new List<string>();
        var checkedTypes = 0;
        foreach (var type in typeof(TelegramBotClient).Assembly.GetExportedTypes().Where(type => type.Namespace!.StartsWith("Telegram.Bot.Types", StringComparison.Ordinal) && type.IsClass))
        {
            if (!BotApiSpec.Instance.Types.TryGetValue(SpecNames.Of(type), out var shape) || !JsonBotAPI.Options.TryGetTypeInfo(type, out var info))
                continue;
            checkedTypes++;
            wrong.AddRange(info.Properties.Where(property => property.Get is not null && !shape.Fields.ContainsKey(property.Name)).Select(property => $"{type.Name}.{property.Name}"));
        }

        Assert.Empty(wrong);
        Assert.True(checkedTypes >= 30, $"only {checkedTypes} types were found in the specification");
    }

    [Fact]
    public void No_request_has_a_field_that_its_method_does_not_name()
    {
        var wrong = new List<string>();
        var requests = typeof(TelegramBotClient).Assembly.GetExportedTypes().Where(type => type.Name.EndsWith("Request", StringComparison.Ordinal) && !type.IsAbstract && type.IsClass).ToList();
        foreach (var type in requests)
        {
            var method = BotApiSpec.Instance.Methods.Keys.Single(name => $"{name}Request".Equals(type.Name, StringComparison.OrdinalIgnoreCase));
            wrong.AddRange(JsonBotAPI.Options.GetTypeInfo(type).Properties
                .Where(property => property.Get is not null && !BotApiSpec.Instance.Methods[method].Fields.ContainsKey(property.Name))
                .Select(property => $"{type.Name}.{property.Name}"));
        }

        Assert.Empty(wrong);
        Assert.Equal(18, requests.Count);
    }
}
