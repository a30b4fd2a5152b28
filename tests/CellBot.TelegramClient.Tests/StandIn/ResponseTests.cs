using System.Text.Json;
using System.Text.Json.Nodes;
using CellBot.Testing.Telegram;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace CellBot.TelegramClient.Tests.StandIn;

/// <summary>Answers of every shape that the specification implies, and of shapes that it does not name yet.</summary>
public sealed class ResponseTests
{
    public static TheoryData<Type> Read =>
    [
        typeof(Update), typeof(Message), typeof(User), typeof(Chat), typeof(CallbackQuery), typeof(PhotoSize), typeof(Document), typeof(Contact), typeof(TGFile),
        typeof(ChatMemberUpdated), typeof(MessageEntity), typeof(InlineKeyboardMarkup), typeof(InlineKeyboardButton), typeof(WebhookInfo), typeof(ResponseParameters), typeof(BotCommand),
    ];

    [Theory]
    [MemberData(nameof(Read))]
    public void Every_field_of_the_specification_that_we_have_is_read(Type type)
    {
        var value = JsonSerializer.Deserialize(new SpecExamples(fromTheFuture: false).Of(SpecNames.Of(type)).ToJsonString(), type, JsonBotAPI.Options)!;

        foreach (var property in JsonBotAPI.Options.GetTypeInfo(type).Properties.Where(property => property.Get is not null))
        {
            var read = property.Get!(value);
            Assert.True(read is not null && !read.Equals(Default(property.PropertyType)), $"{type.Name}.{property.Name} was not read: {read}");
        }
    }

    [Theory]
    [MemberData(nameof(Read))]
    public void Fields_and_words_of_the_future_do_no_harm(Type type)
    {
        var value = JsonSerializer.Deserialize(new SpecExamples(fromTheFuture: true).Of(SpecNames.Of(type)).ToJsonString(), type, JsonBotAPI.Options);
        Assert.NotNull(value);
    }

    [Theory]
    [InlineData("ChatMemberOwner", ChatMemberStatus.Creator)]
    [InlineData("ChatMemberAdministrator", ChatMemberStatus.Administrator)]
    [InlineData("ChatMemberMember", ChatMemberStatus.Member)]
    [InlineData("ChatMemberRestricted", ChatMemberStatus.Restricted)]
    [InlineData("ChatMemberLeft", ChatMemberStatus.Left)]
    [InlineData("ChatMemberBanned", ChatMemberStatus.Kicked)]
    public void A_member_is_told_by_its_status_wherever_that_stands(string type, ChatMemberStatus expected)
    {
        var member = JsonSerializer.Deserialize<ChatMember>(new SpecExamples(fromTheFuture: false).Of(type).ToJsonString(), JsonBotAPI.Options)!;
        Assert.Equal(expected, member.Status);
        Assert.Equal(type, member.GetType().Name);
        Assert.Equal(1_700_000_000, member.User.Id);
    }

    [Fact]
    public void Words_of_the_future_read_as_zero()
    {
        var change = JsonSerializer.Deserialize<ChatMemberUpdated>(
            """{"chat":{"id":1,"type":"planet"},"from":{"id":2},"date":5,"old_chat_member":{"status":"sleeping","user":{"id":3}},"new_chat_member":{"user":{"id":3}}}""", JsonBotAPI.Options)!;
        Assert.Equal((ChatType)0, change.Chat.Type);
        Assert.Equal((ChatMemberStatus)0, change.OldChatMember.Status);
        Assert.Equal(3, change.NewChatMember.User.Id);
    }

    [Theory]
    [InlineData("1700000000", 2023)]
    [InlineData("0", 1)]
    [InlineData("-62135596800000", 1970)]
    [InlineData("1700000000000000", 9999)]
    [InlineData("1e300", 9999)]
    [InlineData("\"yesterday\"", 1)]
    [InlineData("null", 1)]
    [InlineData("{}", 1)]
    public void A_date_outside_the_calendar_costs_nothing_else(string date, int year)
    {
        var message = JsonSerializer.Deserialize<Message>($$$"""{"message_id":7,"date":{{{date}}},"chat":{"id":1,"type":"private"},"text":"còn đây"}""", JsonBotAPI.Options)!;
        Assert.Equal(("còn đây", year), (message.Text, message.Date.Year));
    }

    [Fact]
    public async Task An_update_that_cannot_be_read_keeps_its_id_and_the_others_are_read()
    {
        var updates = await Wire.Answering(
            """
            {"ok":true,"result":[
              {"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},"text":"một"}},
              {"message":{"message_id":{"deep":[1]},"text":"\ud800"},"update_id":2},
              {"update_id":3,"kind_of_2030":{"x":1}},
              {"update_id":4,"message":{"message_id":4,"date":1,"chat":{"id":1,"type":"private"},"text":"bốn"}}]}
            """).GetUpdates();
        Assert.Equal([1, 2, 3, 4], updates.Select(update => update.Id));
        Assert.Equal([UpdateType.Message, UpdateType.Unknown, UpdateType.Unknown, UpdateType.Message], updates.Select(update => update.Type));
        Assert.Equal("bốn", updates[3].Message!.Text);
    }

    [Fact]
    public async Task The_envelope_may_come_in_any_order()
    {
        var me = await Wire.Answering("""{"server":"x","result":{"id":5,"is_bot":true,"first_name":"B"},"extra":[1,{"a":2}],"ok":true}""").GetMe();
        Assert.Equal(5, me.Id);
    }

    [Fact]
    public async Task Numbers_in_quotes_are_numbers()
    {
        var me = await Wire.Answering("""{"ok":true,"result":{"id":"5","is_bot":true,"first_name":"B"}}""").GetMe();
        Assert.Equal(5, me.Id);
    }

    [Fact]
    public void A_keyboard_without_texts_is_still_a_message()
    {
        var message = JsonSerializer.Deserialize<Message>("""{"message_id":7,"date":1,"chat":{"id":1,"type":"private"},"reply_markup":{"inline_keyboard":[[{"callback_data":"a"}]]}}""", JsonBotAPI.Options)!;
        Assert.Equal("a", message.ReplyMarkup!.InlineKeyboard.Single().Single().CallbackData);
    }

    [Fact]
    public void Message_types_follow_what_is_there()
    {
        MessageType TypeOf(string member) => JsonSerializer.Deserialize<Message>($$"""{"message_id":7,"date":1,"chat":{"id":1,"type":"private"},{{member}}}""", JsonBotAPI.Options)!.Type;

        Assert.Equal(MessageType.Text, TypeOf("\"text\":\"a\""));
        Assert.Equal(MessageType.Photo, TypeOf("\"photo\":[]"));
        Assert.Equal(MessageType.Document, TypeOf("\"document\":{\"file_id\":\"a\"}"));
        Assert.Equal(MessageType.Contact, TypeOf("\"contact\":{\"phone_number\":\"1\"}"));
        Assert.Equal(MessageType.Unknown, TypeOf("\"voice\":{\"file_id\":\"a\"}"));
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(Nullable.GetUnderlyingType(type) ?? type) : null;
}
