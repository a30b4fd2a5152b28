using System.Text.RegularExpressions;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Exempting;
using CellBot.Dialogs.Offices;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;

namespace CellBot.Dialogs.Linking;

/// <summary>Who of a cell is linked, by which code and in which accounts.</summary>
internal static partial class LinkingFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(RollMenu.Name, async opening => new RollMenu(await CellRoll.Load(opening), Offices(opening.Me!)))
            {
                Title = "Danh sách, mã mời", Digression = true, For = me => me.LeadsCell, Phrases = ["danh sach", "danh sach chi bo", "danh sach dang vien", "ma moi", "danh sach ma moi", "/danhsach"],
            },
            new(NotJoined.Name, async opening => new NotJoined(await CellRoll.Load(opening)))
            {
                Title = "Ai chưa kết nối", Digression = true, For = me => me.LeadsCell, Phrases = ["ai chua ket noi", "ai chua vao", "chua ket noi", "ai chua nhap ma", "/chuaketnoi"],
            },
            new(IssueInvite.Name, IssueInvite.Open)
            {
                Title = "Cấp mã mời", For = me => me.LeadsCell, Phrases = ["cap ma moi", "cap ma", "cap lai ma", "cap lai ma moi", "tao ma moi", "/capma"],
                Match = (folded, _, me) => Named(IssueOf(), folded, me, IssueInvite.Name),
            },
            new(RevokeInvite.Name, RevokeInvite.Open)
            {
                Title = "Hủy mã mời", For = me => me.LeadsCell, Phrases = ["huy ma moi", "huy ma", "thu hoi ma moi", "/huyma"],
                Match = (folded, _, me) => Named(RevokeOf(), folded, me, RevokeInvite.Name),
            },
            new(UnlinkDialog.Name, UnlinkDialog.Open)
            {
                Title = "Gỡ kết nối", For = me => me.LeadsCell, Phrases = ["go ket noi", "go lien ket", "huy ket noi", "huy lien ket", "go tai khoan", "ket noi nham", "/goketnoi"],
                Match = (folded, _, me) => Named(UnlinkOf(), folded, me, UnlinkDialog.Name),
            },
            new(OwnAccounts.Name, OwnAccounts.Open) { Title = "Tài khoản của tôi", Digression = true, Phrases = ["tai khoan", "tai khoan cua toi", "cac tai khoan cua toi", "/taikhoan"] },
            new(PreferAccount.Name, PreferAccount.Open) { Title = "Nhận thông báo ở đây", Digression = true, Phrases = ["nhan tin o day", "nhan thong bao o day", "gui tin vao day", "gui thong bao vao day"] },
            new(RemoveAccount.Name, RemoveAccount.Open) { Title = "Thôi dùng một tài khoản" },
        ],
        Outcomes:
        [
            Outcome.Of<InviteIssued>(LinkingOutcomes.Issued),
            Outcome.Of<InviteRevoked>(LinkingOutcomes.Revoked),
            Outcome.Of<AccountUnlinked>(LinkingOutcomes.Unlinked),
            Outcome.Of<AccountPreferred>(LinkingOutcomes.Preferred),
        ],
        Ticks: []);

    private static IReadOnlyList<Pick> Offices(Me me) => [Start.Of(ExemptDialog.Name), me.IsSecretary ? Start.Of(DelegateDialog.Name) : Pick.None, me.IsSecretary ? Start.Of(HandoverDialog.Name) : Pick.None];

    private static Start? Named(Regex words, string folded, Me me, string dialog) =>
        me.LeadsCell && words.Match(folded) is { Success: true } found ? Start.Of(dialog, ("name", found.Groups["name"].Value)) : null;

    [GeneratedRegex(@"^(?:cap|tao)(?: lai)? ma(?: moi)? cho (?<name>[a-z ]{2,60})$")]
    private static partial Regex IssueOf();

    [GeneratedRegex(@"^(?:huy|thu hoi) ma(?: moi)? cua (?<name>[a-z ]{2,60})$")]
    private static partial Regex RevokeOf();

    [GeneratedRegex(@"^(?:go|huy) (?:ket noi|lien ket|tai khoan)(?: cua)? (?<name>[a-z ]{2,60})$")]
    private static partial Regex UnlinkOf();
}
