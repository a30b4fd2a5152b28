using CellBot.Domain.Obligations;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Disasters;

/// <summary>The real program is away while something falls due and people go on writing (design, section 6).</summary>
[Collection("Telegram")]
public sealed class OutageTests
{
    private const string Bich = CellStory.Bich, Tin = CellStory.Tin;

    [Fact]
    public async Task Whoever_finished_while_it_was_away_is_not_reminded_and_is_on_time_by_the_time_of_the_message()
    {
        await using var town = TelegramTown.Build(CellStory.Begin);
        await town.Open(Seeds.Study(new DateOnly(2027, 1, 14), Bich, Tin));
        await CellStory.Join(town, Bich, byLink: true);
        await CellStory.Join(town, Tin, byLink: true);
        await town.Sends(Bich, user => _ = user.SendsDocument("thu-hoach.docx", Samples.Docx(4)), "thu-hoach.docx");
        await town.Presses(Bich, "Đúng, đủ rồi", "có đề xuất, kiến nghị gì không?");
        await town.Presses(Bich, "Không có", "không có kiến nghị");
        await town.Host.Stop();

        await town.Host.MoveTo(At(14, 20, 0)); // R3 and R1 are past, R0 is at half past eight
        town[Bich].Says("gửi"); // on time
        await town.Host.MoveTo(At(15, 9, 0)); // N1 was at half past eight
        var before = (town[Bich].Transcript.Count, town[Tin].Transcript.Count);
        town.Api.Faults.Next(new Fault.ServerError(), 3, "getUpdates"); // and Telegram does not answer at first
        await town.Host.Start();
        await town[Bich].WaitForMessage("Đã nhận bài thu hoạch của đồng chí Bích", TimeSpan.FromSeconds(60));
        await town.Host.MoveTo(At(15, 9, 5));
        await town.Quiet();

        var heard = town[Bich].Transcript.Skip(before.Item1).Where(IsOfTheDuty).ToList();
        Assert.Contains("Đã nhận bài thu hoạch", Assert.Single(heard).Text, StringComparison.Ordinal); // not one reminder
        Assert.DoesNotContain("muộn", heard[0].Text, StringComparison.Ordinal);
        var late = Assert.Single(town[Tin].Transcript.Skip(before.Item2), IsOfTheDuty); // of five stages the one that fits now
        Assert.Contains("đã đến hạn ngày 14/01/2027", late.Text, StringComparison.Ordinal);
        await town.Host.Stop();

        await using var store = await town.Host.OpenStore();
        var duties = (await store.All<Obligation>().ToListAsync()).ToDictionary(duty => duty.StateAt(town.Now));
        Assert.Equal(At(14, 20, 0), duties[ObligationState.Fulfilled].FulfilledAt!.Value, TimeSpan.FromMinutes(1)); // the message's time, not ours
        Assert.Contains(ObligationState.Overdue, duties.Keys);
        Assert.DoesNotContain(await store.All<Reminder>().ToListAsync(), reminder => reminder is { State: ReminderState.Waiting } && reminder.DueAt < town.Now); // settled, each with its reason
        Assert.All((await store.All<Reminder>().ToListAsync()).Where(reminder => reminder.State is ReminderState.Skipped), reminder => Assert.NotNull(reminder.Reason));
    }

    /// <summary>Not the words of the day after joining.</summary>
    private static bool IsOfTheDuty(TranscriptEntry entry) => entry.Kind is TranscriptKind.Received && !entry.Text!.StartsWith("Để đồng chí", StringComparison.Ordinal);

    private static DateTimeOffset At(int day, int hour, int minute) => new(2027, 1, day, hour, minute, 5, TimeSpan.FromHours(7));
}
