using CellBot.Domain.People;

namespace CellBot.Domain.Obligations;

/// <summary>Whom a campaign asks. Members and others are never mixed in one denominator (model section 12), so each campaign is of one of them.</summary>
public enum Audience
{
    /// <summary>Official and probationary members.</summary>
    Members,
    /// <summary>People outside the Party who work along: quần chúng, người lao động, members of mass organisations.</summary>
    Others,
}

public static class Audiences
{
    public static bool Includes(this Audience audience, ParticipantKind kind) => (kind is ParticipantKind.PartyMember) == (audience is Audience.Members);

    /// <summary>Who is asked, and others in what asks the members: they may take part, and count in nothing.</summary>
    public static bool IsOpenTo(this ICampaign campaign, ParticipantKind kind)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        return campaign.Audience is Audience.Members || campaign.Audience.Includes(kind);
    }

    public static Audience Of(ParticipantKind kind) => kind is ParticipantKind.PartyMember ? Audience.Members : Audience.Others;
}
