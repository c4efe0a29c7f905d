using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>What came of a step. Rows are rows of a table where one was loaded, deliveries where mails were planned or handed over.</summary>
internal sealed record StepResult(int RowsIn, int RowsOut, int RowsRefused, Text? Refusal = null);

/// <summary>One run of one job as it goes: every step is a row, a log event, a span and a measurement. A run without a step leaves nothing.</summary>
internal sealed partial class RunLog(Runs runs, string job, string workerId, TimeProvider clock, ILogger log) : IDisposable
{
    private readonly Lock writing = new();
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private readonly Activity? activity = Telemetry.Source.StartActivity(job);
    private long? id;
    private bool isRefused;
    private bool isEnded;

    /// <summary>Somebody else writes the warehouse, so the work waits for the next time.</summary>
    public void Wait() => Waits(log, job);

    public bool IsEmpty => id is null;

    /// <summary>Records a step that is over.</summary>
    /// <param name="step">"load", "publish", "plan", "deliver".</param>
    /// <param name="subject">Of what: a file, a release, an occasion.</param>
    /// <param name="began">When, as the clock's timestamp.</param>
    /// <param name="result">What came of it.</param>
    public void Record(string step, string subject, long began, StepResult result) =>
        Write(step, subject, began, result, result.Refusal is null ? Outcome.Done : Outcome.Refused);

    /// <summary>The run ends because something around it failed.</summary>
    public void Fail(string step, long began, Exception failure)
    {
        Failed(log, job, failure);
        activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        var cause = failure switch
        {
            WarehouseUnavailableException unavailable => unavailable.Reason,
            _ => new Text(failure.Message, failure.Message),
        };

        // What fails again and again, each minute, is on record once.
        if (!IsEmpty || runs.LastFailure(job) != cause.En)
        {
            Write(step, "", began, new StepResult(0, 0, 0, cause), Outcome.Failed);
            End(Outcome.Failed);
        }
    }

    public void End(string outcome)
    {
        if (isEnded || id is not { } run)
        {
            return;
        }

        isEnded = true;
        outcome = outcome == Outcome.Done && isRefused ? Outcome.Refused : outcome;
        runs.End(run, outcome);
        Telemetry.Runs.Add(1, new("job", job), new("outcome", outcome));
        Ended(log, job, run, outcome);
    }

    public void Dispose() => activity?.Dispose();

    private void Write(string step, string subject, long began, StepResult result, string outcome)
    {
        var took = clock.GetElapsedTime(began);
        var cause = result.Refusal ?? new Text("", "");
        lock (writing)
        {
            var run = id ??= runs.Begin(job, workerId, startedAt);
            isRefused |= outcome == Outcome.Refused;
            runs.Record(run, new StepRow
            {
                Step = step,
                Subject = subject,
                RowsIn = result.RowsIn,
                RowsOut = result.RowsOut,
                RowsRefused = result.RowsRefused,
                StartedAt = clock.GetUtcNow() - took,
                Took = took,
                Outcome = outcome,
                Cause = cause,
            });
        }

        Trace(step, subject, took, outcome);
        Telemetry.Steps.Record(took.TotalSeconds, new("step", step), new("outcome", outcome));
        Telemetry.Rows.Add(result.RowsOut, new("step", step), new("outcome", Outcome.Done));
        Telemetry.Rows.Add(result.RowsRefused, new("step", step), new("outcome", Outcome.Refused));
        if (outcome == Outcome.Done)
        {
            StepDone(log, step, subject, result.RowsIn, result.RowsOut, (long)took.TotalMilliseconds);
        }
        else
        {
            StepRefused(log, step, subject, outcome, result.RowsRefused, cause.En);
        }
    }

    private void Trace(string step, string subject, TimeSpan took, string outcome)
    {
        var now = clock.GetUtcNow();
        using var span = Telemetry.Source.StartActivity(step, ActivityKind.Internal, activity?.Context ?? default, [new("subject", subject), new("outcome", outcome)], [], now - took);
        span?.SetEndTime(now.UtcDateTime);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job} waits for its next time: another process writes the warehouse")]
    private static partial void Waits(ILogger log, string job);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Step} {Subject}: {RowsIn} in, {RowsOut} out, {Milliseconds} ms")]
    private static partial void StepDone(ILogger log, string step, string subject, int rowsIn, int rowsOut, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Step} {Subject} {Outcome}, {RowsRefused} refused: {Cause}")]
    private static partial void StepRefused(ILogger log, string step, string subject, string outcome, int rowsRefused, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job}: run {Run} {Outcome}")]
    private static partial void Ended(ILogger log, string job, long run, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Job} failed")]
    private static partial void Failed(ILogger log, string job, Exception failure);
}
