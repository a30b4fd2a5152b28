using CellBot.Dialogs.Engine;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Meetings;

/// <summary>The convener has seen the preview and said "Gửi": it goes out at <paramref name="SendAt"/> (local) unless stopped before.</summary>
/// <param name="Meeting">As this notice announces it.</param>
internal sealed record NoticeConfirmed(NoticeKind Kind, Meeting Meeting, DateTimeOffset SendAt) : Fact;

internal sealed record NoticeStopped(string NoticeId) : Fact;

/// <summary>Those whom no message reached were told by mouth or telephone.</summary>
internal sealed record ToldInPerson(string NoticeId, IReadOnlyList<string> ParticipantIds) : Fact;
