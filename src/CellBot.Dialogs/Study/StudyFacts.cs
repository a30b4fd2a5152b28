using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Study;

namespace CellBot.Dialogs.Study;

/// <param name="PetitionNumber">The number its author was told; null without a petition.</param>
/// <param name="PetitionInside">The petition stands in the handwritten pages.</param>
internal sealed record ReflectionSubmitted(string CampaignId, ReflectionForm Form, IReadOnlyList<ReflectionAnswer> Answers, IReadOnlyList<Attachment> Attachments, int WordCount,
    string? Petition, int? PetitionNumber, bool PetitionInside, string? LateReason) : Fact;

/// <summary>The owner takes a reflection back before it was decided.</summary>
internal sealed record ReflectionTakenBack(string ReflectionId) : Fact;

/// <summary>A petition that belongs to no reflection.</summary>
internal sealed record PetitionSent(int Number, string Text) : Fact;

internal sealed record PetitionAnswered(string PetitionId, string Text) : Fact;

/// <param name="UnitId">The body above the cell.</param>
internal sealed record PetitionPassedOn(string PetitionId, string UnitId) : Fact;

/// <summary>"Để sau": read, to be answered by its date.</summary>
internal sealed record PetitionAcknowledged(string PetitionId) : Fact;

/// <summary>A petition written in the pages, typed out by their reader; or that there is none after all.</summary>
internal sealed record PetitionTypedOut(string ReflectionId, int Number, string? Text) : Fact;
