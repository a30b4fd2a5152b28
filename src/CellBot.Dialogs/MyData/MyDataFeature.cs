using CellBot.Dialogs.Engine;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.MyData;

/// <summary>What the assistant keeps about somebody is that person's: to see, to have a copy of, to correct, to withdraw consent to, to have erased (model section 14).</summary>
internal static class MyDataFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(MyDataDialog.Name, async opening => new MyDataDialog(await OwnRecords.Load(opening.Reader, opening.Me!.Id)))
            {
                OwnData = true, Title = "Dữ liệu của tôi",
                Phrases = ["du lieu cua toi", "/dulieu", "du lieu ca nhan", "du lieu ca nhan cua toi", "xem du lieu cua toi", "quyen cua toi", "tro ly luu gi ve toi", "luu gi ve toi"],
            },
            new(CopyDialog.Name, opening => ValueTask.FromResult<IDialog>(new CopyDialog(Settings(opening))))
            {
                OwnData = true, Title = "Bản sao dữ liệu",
                Phrases = ["ban sao du lieu", "nhan ban sao", "xuat du lieu", "xuat du lieu cua toi", "nhan ban sao du lieu", "tai du lieu cua toi", "in du lieu cua toi"],
            },
            new(CorrectDialog.Name, opening => ValueTask.FromResult<IDialog>(new CorrectDialog(Settings(opening))))
            {
                OwnData = true, Title = "Báo thông tin chưa đúng", Phrases = ["sua du lieu", "sua du lieu cua toi", "sua thong tin cua toi", "thong tin cua toi sai", "bao thong tin chua dung"],
            },
            new(WithdrawDialog.Name, opening => ValueTask.FromResult<IDialog>(new WithdrawDialog(Settings(opening))))
            {
                OwnData = true, Title = "Rút đồng ý",
                Phrases = ["rut dong y", "rut lai dong y", "toi rut dong y", "rut su dong y", "khong dong y nua", "toi khong dong y nua", "khong dung tro ly nua", "thoi dung tro ly", "ngung dung tro ly"],
            },
            new(NoticesAgain.Name, _ => ValueTask.FromResult<IDialog>(new NoticesAgain())) { Title = "Nhận lại tin", Phrases = ["nhan lai tin", "nhan lai tin nhac", "nhan lai thong bao"] },
            new(EraseDialog.Name, async opening => new EraseDialog(await ErasureView.Own(opening), Settings(opening)))
            {
                OwnData = true, Title = "Xóa dữ liệu", Phrases = ["xoa du lieu", "xoa du lieu cua toi", "xoa het du lieu", "xoa tai khoan", "de nghi xoa du lieu", "xoa moi du lieu cua toi"],
            },
            new(KeepData.Name, async opening => new KeepData(await ErasureView.Own(opening)))
            {
                OwnData = true, Title = "Không xóa nữa", Phrases = ["khong xoa nua", "thoi khong xoa", "thoi khong xoa nua", "dung xoa", "rut lai de nghi xoa", "huy xoa du lieu"],
            },
            new(EraseNow.Name, async opening => new EraseNow(await ErasureView.Load(opening))) { Title = "Xóa dữ liệu theo đề nghị" },
        ],
        Outcomes:
        [
            Outcome.Of<CorrectionAsked>(CorrectDialog.Asked), Outcome.Of<ConsentWithdrawn>(Withdrawal.Withdrawn), Outcome.Of<NoticesRefused>(Withdrawal.Refused),
            Outcome.Of<ErasureAsked>(Erasing.Asked), Outcome.Of<ErasureTakenBack>(Erasing.TakenBack), Outcome.Of<ErasureOrdered>(Erasing.Ordered),
        ],
        Ticks: [Erasing.Tick, Retention.Tick]);

    private static CellSettings Settings(Opening opening) => opening.Me?.Cell?.Settings ?? new();

    /// <summary>A person who withdrew: what was handed in stays stored until it is erased, and is shown to nobody else.</summary>
    public static bool HasWithdrawn(Participant? person) => person?.Consent is { WithdrawnAt: not null };
}
