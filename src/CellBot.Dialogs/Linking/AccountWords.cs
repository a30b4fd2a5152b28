using CellBot.Domain.People;

namespace CellBot.Dialogs.Linking;

/// <summary>How an account is called when it is talked about: people know theirs by the app.</summary>
internal static class AccountWords
{
    public static string Of(ChannelAccount account) => account.Channel switch
    {
        "zalo" => "Zalo",
        "telegram" => "Telegram",
        _ => "trang web",
    };
}
