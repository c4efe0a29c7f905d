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
    private static readonly TimeSpan SaidAgainAfter = TimeSpan.FromDays(1);

    private readonly Lock writing = new();
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private readonly Activity? activity = Telemetry.Source.StartActivity(job);
    private long? id;
    private bool isRefused;
    private bool isFailed;
    private bool isEnded;

    /// <summary>Whether each step is on record however often the same was said: somebody asked for this run.</summary>
    public bool SaysAll { get; set; }

    /// <summary>The run has found work: it is on record from here on.</summary>
    /// <returns>Its number.</returns>
    public long Begin()
    {
        lock (writing)
        {
            return id ??= runs.Begin(job, workerId, startedAt);
        }
    }

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
        failure = failure is AggregateException many ? many.GetBaseException() : failure;
        Failed(log, job, failure);
        activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        Record(step, "", began, failure);
        End(Outcome.Failed);
    }

    /// <summary>Records a step that something around it made fail; the run goes on.</summary>
    public void Record(string step, string subject, long began, Exception failure)
    {
        StepFailed(log, step, subject, failure);
        Write(step, subject, began, new StepResult(0, 0, 0, CauseOf(failure)), Outcome.Failed);
    }

    /// <summary>Why something failed, as it is on record.</summary>
    public static Text CauseOf(Exception failure) => failure is WarehouseUnavailableException unavailable
        ? unavailable.Reason
        : new Text($"Môi trường hoặc chương trình có lỗi: {failure.Message}", $"The environment or the program failed: {failure.Message}");

    public void End(string outcome)
    {
        if (isEnded || id is not { } run)
        {
            return;
        }

        isEnded = true;
        outcome = outcome != Outcome.Done ? outcome : isFailed ? Outcome.Failed : isRefused ? Outcome.Refused : outcome;
        runs.End(run, outcome);
        Telemetry.Runs.Add(1, new("job", job), new("outcome", outcome));
        Ended(log, job, run, outcome);
    }

    public void Dispose() => activity?.Dispose();

    // A file may be named with line breaks or commands to a terminal.
    private static string OneLine(string subject) => Reports.Email.MailWords.OneLine(subject);

    private void Write(string step, string subject, long began, StepResult result, string outcome)
    {
        var took = clock.GetElapsedTime(began);
        var row = new StepRow
        {
            Step = step,
            Subject = OneLine(subject),
            RowsIn = result.RowsIn,
            RowsOut = result.RowsOut,
            RowsRefused = result.RowsRefused,
            StartedAt = clock.GetUtcNow() - took,
            Took = took,
            Outcome = outcome,
            Cause = result.Refusal ?? new Text("", ""),
        };
        lock (writing)
        {
            isRefused |= outcome == Outcome.Refused;
            isFailed |= outcome == Outcome.Failed;

            // What goes wrong again and again, each minute, is on record once a day.
            if (outcome == Outcome.Done || SaysAll || !runs.IsSaid(job, row, row.StartedAt - SaidAgainAfter))
            {
                Begin();
                runs.Record(id!.Value, row);
            }
        }

        Trace(step, subject, took, outcome);
        Telemetry.Steps.Record(took.TotalSeconds, new("step", step), new("outcome", outcome));
        Telemetry.Rows.Add(result.RowsOut, new("step", step), new("outcome", Outcome.Done));
        Telemetry.Rows.Add(result.RowsRefused, new("step", step), new("outcome", Outcome.Refused));
        if (outcome == Outcome.Done)
        {
            StepDone(log, step, row.Subject, result.RowsIn, result.RowsOut, (long)took.TotalMilliseconds);
        }
        else if (outcome == Outcome.Refused)
        {
            StepRefused(log, step, row.Subject, outcome, result.RowsRefused, row.Cause.En);
        }
    }

    private void Trace(string step, string subject, TimeSpan took, string outcome)
    {
        var now = clock.GetUtcNow();
        using var span = Telemetry.Source.StartActivity(step, ActivityKind.Internal, activity?.Context ?? default, [new("subject", subject), new("outcome", outcome)], [], now - took);
        span?.SetEndTime(now.UtcDateTime);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Step} {Subject}: {RowsIn} in, {RowsOut} out, {Milliseconds} ms")]
    private static partial void StepDone(ILogger log, string step, string subject, int rowsIn, int rowsOut, long milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Step} {Subject} {Outcome}, {RowsRefused} refused: {Cause}")]
    private static partial void StepRefused(ILogger log, string step, string subject, string outcome, int rowsRefused, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job}: run {Run} {Outcome}")]
    private static partial void Ended(ILogger log, string job, long run, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Step} {Subject} failed")]
    private static partial void StepFailed(ILogger log, string step, string subject, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Job} failed")]
    private static partial void Failed(ILogger log, string job, Exception failure);
}
