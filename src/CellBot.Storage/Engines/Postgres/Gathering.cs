namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// Answers many questions with few statements: while one is under way, the questions that come meanwhile gather, and go together in the next. A single question
/// is asked at once; the busier the process, the fewer statements for each question.
/// </summary>
/// <param name="answer">Answers questions that all came before it was called: as many answers, in their order.</param>
internal sealed class Gathering<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>>> answer)
{
    private const int MostAtOnce = 64;

    private readonly Lock _gate = new();
    private List<Asked> _waiting = [];
    private bool _isRunning;

    /// <param name="cancel">Ends the waiting; the question may be asked all the same.</param>
    public Task<TAnswer> Ask(TQuestion question, CancellationToken cancel)
    {
        var asked = new Asked(question);
        lock (_gate)
        {
            _waiting.Add(asked);
            if (_isRunning)
                return asked.Task.WaitAsync(cancel);
            _isRunning = true;
        }

        _ = Run();
        return asked.Task.WaitAsync(cancel);
    }

    private async Task Run()
    {
        while (Next() is { Count: > 0 } asked)
        {
            try
            {
                var answers = await answer(asked.ConvertAll(one => one.Question)).ConfigureAwait(false);
                for (var i = 0; i < asked.Count; i++)
                    asked[i].SetResult(answers[i]);
            }
            catch (Exception accident)
            {
                foreach (var one in asked)
                    one.TrySetException(accident);
            }
        }
    }

    /// <summary>Empty: nothing waits, and the next question runs again.</summary>
    private List<Asked> Next()
    {
        lock (_gate)
        {
            List<Asked> next;
            if (_waiting.Count <= MostAtOnce)
            {
                (next, _waiting) = (_waiting, []);
            }
            else
            {
                next = _waiting.GetRange(0, MostAtOnce);
                _waiting.RemoveRange(0, MostAtOnce);
            }

            _isRunning = next.Count > 0;
            return next;
        }
    }

    private sealed class Asked(TQuestion question) : TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TQuestion Question { get; } = question;
    }
}
