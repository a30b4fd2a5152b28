using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <summary>What a petition goes through, from its number to its answer.</summary>
internal static class Petitions
{
    /// <summary>One more than the highest number of the cell. Taken by somebody else meanwhile, the commit conflicts and the turn runs again.</summary>
    public static async ValueTask<int> NextNumber(IReader reader, string unitId)
    {
        var numbers = await reader.Tally(Petition.ByUnit, unitId + "/");
        return numbers.Count == 0 ? 1 : int.Parse(numbers[^1].Key[(unitId.Length + 1)..]) + 1;
    }

    public static Petition New(string unitId, string authorId, int number, string text, DateTimeOffset at, int days) => new(Petition.IdOf(unitId, number))
    {
        UnitId = unitId, AuthorId = authorId, Number = number, Text = text, ReceivedAt = at, DueAt = Duties.EndOfDay(at.AddDays(days)),
    };

    /// <summary>Secretary and deputy of its cell, for a petition of another; officers of the body it was passed on to.</summary>
    public static bool MayHandle(Me me, Petition petition) =>
        petition.AuthorId != me.Id && (petition.ForwardedToUnitId is { } body ? me.Holds(body, Role.CommitteeSecretary, Role.CommitteeMember) : me.LeadsCell && me.Cell!.Id == petition.UnitId);

    public static bool IsOpen(Petition petition) => petition.Status is PetitionStatus.New or PetitionStatus.Acknowledged or PetitionStatus.Forwarded;

    /// <param name="mayPassOn">The cell has a body above it.</param>
    public static Screen ToReader(Voice voice, Petition petition, string author, bool mayPassOn) => voice.Screen("petition.toSecretary",
        [("FullName", author), ("PetitionNo", petition.Number), ("Text", petition.Text), ("DueText", VietnameseDates.Long(DateOnly.FromDateTime(petition.DueAt.DateTime)))],
        Start.Of(PetitionReply.Name, ("id", petition.Id)), mayPassOn ? Start.Of(PassOnPetition.Name, ("id", petition.Id)) : Pick.None, Start.Of(LaterPetition.Name, ("id", petition.Id))) with { Topic = petition.Id };

    /// <summary>Shows a petition to the one who has to answer it, and notes that it was shown.</summary>
    public static async ValueTask Tell(Effects effects, Petition petition, string readerId)
    {
        var author = await effects.Desk.Get<Participant>(petition.AuthorId);
        var cell = await effects.Desk.Get<OrgUnit>(petition.UnitId);
        await effects.Post.Send(readerId, voice => ToReader(voice, petition, author?.FullName ?? "", cell?.ParentId is not null && petition.ForwardedToUnitId is null));
        effects.Desk.Put(petition with { ToldAt = effects.Now });
        await PetitionDuty.Open(effects, petition, readerId);
    }
}
