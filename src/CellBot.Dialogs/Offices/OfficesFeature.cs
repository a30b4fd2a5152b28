using CellBot.Dialogs.Engine;

namespace CellBot.Dialogs.Offices;

/// <summary>Who does a secretary's work: delegated for some days, or handed over for good.</summary>
internal static class OfficesFeature
{
    public static Feature Feature { get; } = new(
        Dialogs:
        [
            new(DelegateDialog.Name, DelegateDialog.Open) { Title = "Ủy quyền", For = me => me.IsSecretary, Phrases = ["uy quyen", "uy quyen bi thu", "nho lam thay", "/uyquyen"] },
            new(EndDelegation.Name, EndDelegation.Open)
            {
                Title = "Thôi ủy quyền", For = me => me.IsSecretary || me.InCell?.Delegation is not null, Phrases = ["thoi uy quyen", "rut uy quyen", "het uy quyen", "tra lai uy quyen", "/thoiuyquyen"],
            },
            new(HandoverDialog.Name, HandoverDialog.Open) { Title = "Bàn giao bí thư", For = me => me.IsSecretary, Phrases = ["ban giao", "ban giao bi thu", "ban giao cong viec", "/bangiao"] },
            new(AppointDialog.Name, AppointDialog.Open) { Title = "Giao bí thư", For = me => me.IsOfficer, Phrases = ["bi thu moi", "giao bi thu", "phan cong bi thu", "/giaobithu"] },
            new(OfficerPeople.Name, _ => ValueTask.FromResult<IDialog>(new OfficerPeople())) { Digression = true, For = me => me.IsOfficer },
            new(WithdrawHandover.Name, WithdrawHandover.Open),
            new(AnswerHandover.Accept, opening => AnswerHandover.Open(opening, accepts: true)),
            new(AnswerHandover.Decline, opening => AnswerHandover.Open(opening, accepts: false)),
        ],
        Outcomes:
        [
            Outcome.Of<DelegationGiven>(DelegationOutcomes.Given),
            Outcome.Of<DelegationEnded>(DelegationOutcomes.Ended),
            Outcome.Of<HandoverOffered>(HandoverOutcomes.Offered),
            Outcome.Of<SecretaryAppointed>(HandoverOutcomes.Appointed),
            Outcome.Of<HandoverSettled>(HandoverOutcomes.Settled),
        ],
        Ticks: []);
}
