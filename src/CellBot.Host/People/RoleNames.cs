using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Host.People;

/// <summary>Offices as people write them, with or without marks, whole or abbreviated (glossary, section 2).</summary>
internal static class RoleNames
{
    private static readonly Dictionary<Role, string> Shown = new()
    {
        [Role.Secretary] = "Bí thư",
        [Role.DeputySecretary] = "Phó Bí thư",
        [Role.CellCommitteeMember] = "Chi ủy viên",
        [Role.CommitteeMember] = "Đảng ủy viên",
        [Role.CommitteeSecretary] = "Bí thư đảng ủy",
        [Role.SystemAdmin] = "Quản trị hệ thống",
    };

    private static readonly Dictionary<string, Role> Written = new()
    {
        ["bi thu"] = Role.Secretary, ["bt"] = Role.Secretary, ["bi thu chi bo"] = Role.Secretary, ["btcb"] = Role.Secretary, ["bi thu cb"] = Role.Secretary,
        ["pho bi thu"] = Role.DeputySecretary, ["pbt"] = Role.DeputySecretary, ["pho bi thu chi bo"] = Role.DeputySecretary, ["pbtcb"] = Role.DeputySecretary, ["pho bt"] = Role.DeputySecretary, ["p bi thu"] = Role.DeputySecretary, ["pho bi thu cb"] = Role.DeputySecretary,
        ["chi uy vien"] = Role.CellCommitteeMember, ["cuv"] = Role.CellCommitteeMember, ["chi uy"] = Role.CellCommitteeMember, ["uy vien"] = Role.CellCommitteeMember, ["chi uv"] = Role.CellCommitteeMember, ["uy vien chi uy"] = Role.CellCommitteeMember,
        ["dang uy vien"] = Role.CommitteeMember, ["duv"] = Role.CommitteeMember, ["uy vien dang uy"] = Role.CommitteeMember, ["pho bi thu dang uy"] = Role.CommitteeMember, ["pbt dang uy"] = Role.CommitteeMember,
        ["bi thu dang uy"] = Role.CommitteeSecretary, ["bt dang uy"] = Role.CommitteeSecretary, ["bi thu dang bo"] = Role.CommitteeSecretary, ["btdu"] = Role.CommitteeSecretary,
        ["quan tri he thong"] = Role.SystemAdmin, ["quan tri"] = Role.SystemAdmin, ["quan tri vien"] = Role.SystemAdmin,
    };

    // Not offices: what a person is.
    private static readonly Dictionary<string, ParticipantKind> Kinds = new()
    {
        ["dang vien"] = ParticipantKind.PartyMember, ["dv"] = ParticipantKind.PartyMember, ["dang vien chinh thuc"] = ParticipantKind.PartyMember, ["dang vien du bi"] = ParticipantKind.PartyMember,
        ["dvct"] = ParticipantKind.PartyMember, ["dvdb"] = ParticipantKind.PartyMember,
        ["quan chung"] = ParticipantKind.NonMember, ["quan chung uu tu"] = ParticipantKind.NonMember, ["qcut"] = ParticipantKind.NonMember, ["nguoi lao dong"] = ParticipantKind.NonMember,
        ["doan vien"] = ParticipantKind.MassOrgMember, ["hoi vien"] = ParticipantKind.MassOrgMember,
    };

    /// <summary>"Phó Bí thư".</summary>
    public static string Of(Role role) => Shown[role];

    /// <summary>An office by its Vietnamese name, its abbreviation, or its identifier (Secretary, DeputySecretary …).</summary>
    public static Role? Read(string text)
    {
        var folded = VietnameseText.ForMatching(text);
        return Written.TryGetValue(folded, out var role) ? role
            : Shown.Keys.Where(each => each.ToString().Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)).Select(each => (Role?)each).FirstOrDefault();
    }

    public static ParticipantKind? Kind(string text) => Kinds.TryGetValue(VietnameseText.ForMatching(text), out var kind) ? kind : null;

    /// <summary>The office that was most likely meant by a word that is none.</summary>
    public static Role? Near(string text)
    {
        var folded = VietnameseText.ForMatching(text);
        foreach (var (name, role) in Written)
            if (name.Length >= 6 && VietnameseText.IsNear(folded, name, 2))
                return role;
        return null;
    }
}
