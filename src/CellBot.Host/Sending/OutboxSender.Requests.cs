using CellBot.Domain.Delivery;
using CellBot.Host.Channels;
using CellBot.Storage;

namespace CellBot.Host.Sending;

// What runs beside the loop, one request each, and what follows from its outcome.
public sealed partial class OutboxSender
{
    /// <summary>One request. Never throws: whatever happens comes back as mail; no delivery means that there was nothing to send.</summary>
    private async Task Send(ChatLine line, Parcel parcel)
    {
        Delivery? delivery = null;
        OutboxMessage? elsewhere = null;
        try
        {
            if (parcel.Claimed is null)
                await ClaimAll([(line, parcel)]);
            if (parcel.Claimed is { } row)
            {
                parcel.Tries++;
                delivery = await channel.Send(new Outgoing(row, parcel.EditsPlatformId, parcel.PartsDone), outOfTime.Token);
                parcel.PartsDone = Math.Max(parcel.PartsDone, delivery.PartsDone);
                if (delivery is Delivery.Unreachable(var reason))
                    elsewhere = await outcomes.Unreachable(row, reason);
                else if (delivery is Delivery.Parked(_, var quota) && await outcomes.TryElsewhere(row, quota) is { } moved)
                    (elsewhere, delivery) = (moved, new Delivery.Unreachable(quota));
                else
                    delivery = await Settle(row, parcel, delivery);
            }
        }
        catch (OperationCanceledException) when (outOfTime.IsCancellationRequested)
        {
            delivery = new Delivery.Unknown();
        }
        catch (LeaseLostException) // this sender is about to be stopped
        {
            delivery = parcel.Claimed is null ? new Delivery.TryLater(TimeSpan.FromSeconds(1), false) : new Delivery.Unknown();
        }
        catch (Exception accident)
        {
            LogAccident(accident, parcel.Id);
            delivery = parcel.Claimed is null ? new Delivery.TryLater(TimeSpan.FromSeconds(1), false) : new Delivery.Unknown();
        }

        mail.Writer.TryWrite(new Mail(MailKind.Done, parcel, line, delivery));
        if (elsewhere is not null)
            outcomes.Forward(elsewhere);
    }

    /// <summary>Writes down what is to be known of the outcome. What is tried again waits for that to be on disk, the rest does not.</summary>
    private async ValueTask<Delivery> Settle(OutboxMessage row, Parcel parcel, Delivery delivery)
    {
        var now = time.GetUtcNow();
        switch (delivery)
        {
            case Delivery.Sent(var platformId):
                outcomes.Write(row, stored => stored with { State = OutboxState.Sent, PlatformId = platformId, SettledAt = now });
                break;
            case Delivery.GivenUp(var reason):
                LogGivenUp(row.Id, reason);
                GiveUp(row, reason, now);
                break;
            case Delivery.Parked(var until, var quota):
                if (!retries.IsWorth(until, row.CreatedAt, row.NotAfter))
                {
                    LogGivenUp(row.Id, quota);
                    GiveUp(row, quota, now);
                    return new Delivery.GivenUp(quota);
                }

                await outcomes.WriteThrough(row, stored => stored with { State = OutboxState.Waiting, NotBefore = until, Attempt = stored.Attempt - 1 });
                break;
            case Delivery.TryLater later:
                if (retries.Next(parcel.Tries, later.Wait, row.CreatedAt, row.NotAfter, now) is not { } next)
                {
                    GiveUp(row, "expired", now);
                    return new Delivery.GivenUp("expired");
                }

                await outcomes.WriteThrough(row, stored => stored with { State = OutboxState.Waiting, NotBefore = next, Attempt = stored.Attempt - 1 });
                return later with { Wait = next - now };
            case Delivery.Unknown when !MayRepeat(parcel):
                outcomes.Write(row, stored => stored with { State = OutboxState.Unknown, SettledAt = now });
                break;
        }

        return delivery;
    }

    private void GiveUp(OutboxMessage row, string reason, DateTimeOffset now) =>
        outcomes.Write(row, stored => stored with { State = OutboxState.GivenUp, Reason = reason, SettledAt = now });

    /// <summary>In the loop: what becomes of the line.</summary>
    private void Conclude(ChatLine line, Parcel parcel, Delivery? delivery)
    {
        var now = time.GetUtcNow();
        var lane = LaneOf(parcel);
        switch (delivery)
        {
            case Delivery.TryLater later:
                var until = now + (later.Wait ?? RepeatAfter);
                if (later.TooMany)
                    pacer.TooMany(line.AccountId, until, now);
                else if (later.WholeBot)
                    pacer.Pause(until);
                else
                    pacer.PauseChat(line.AccountId, until);
                parcel.Claimed = null;
                known.Add(parcel.Id);
                lane.Again(line, until, now);
                break;
            case Delivery.Parked parked:
                Drop(line, parcel);
                Take(new Parcel(parcel.Id, parcel.AccountId, parcel.Lane, parcel.CreatedAt) { NotBefore = parked.Until, PartsDone = parcel.PartsDone });
                break;
            case Delivery.Unknown when MayRepeat(parcel) && !stopping:
                parcel.Claimed = null;
                parcel.IsRepeat = true;
                known.Add(parcel.Id);
                lane.Again(line, now + (RepeatAfter * Math.Pow(5, parcel.Repeats++)), now);
                break;
            default:
                Drop(line, parcel);
                break;
        }
    }

    /// <summary>
    /// Each time that nobody knows what became of an answer it is repeated once: whoever waits for a question that never came is stuck. A wire that loses every
    /// answer, and a host that dies at every start, must not fill a chat; so there is an end to it.
    /// </summary>
    private static bool MayRepeat(Parcel parcel) => parcel is { Lane: Lane.Answer, Repeats: < MostRepeats, Claimed.Attempt: < MostAttempts };

    private async Task Claim(List<(ChatLine Line, Parcel Parcel)> picked)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await ClaimAll(picked);
                break;
            }
            catch (LeaseLostException)
            {
                break; // another host sends from now on
            }
            catch (Exception accident) when (!stopping && !outOfTime.IsCancellationRequested)
            {
                if (tries == 1)
                    LogClaim(accident, picked.Count);
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
            }
            catch (Exception)
            {
                break; // nothing is claimed: all of it still waits in the store
            }
        }

        mail.Writer.TryWrite(new Mail(MailKind.Claimed, Claims: picked));
    }

    [LoggerMessage(LogLevel.Error, "Sending message {MessageId} failed.")]
    private partial void LogAccident(Exception accident, string messageId);

    [LoggerMessage(LogLevel.Error, "Cannot claim {Count} messages; trying again every second.")]
    private partial void LogClaim(Exception accident, int count);

    [LoggerMessage(LogLevel.Warning, "Gave up message {MessageId}: {Reason}.")]
    private partial void LogGivenUp(string messageId, string reason);

    [LoggerMessage(LogLevel.Warning, "{Channel}/{Bot}: {Repeated} answers of an earlier run are repeated, {Unknown} messages are listed as unknown.")]
    private partial void LogRecovered(string channel, string bot, int repeated, int unknown);

    [LoggerMessage(LogLevel.Error, "Looking for waiting messages failed.")]
    private partial void LogLook(Exception accident);
}
