using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using Spectre.Console;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Worker.Cli;

/// <summary>Where a verb speaks to its user, in the user's language: results on standard output, the rest on standard error.</summary>
public sealed class Terminal(Language language, TextWriter output, TextWriter error)
{
    // Set only where both streams are a person's screen: there a bar may be drawn between the lines.
    private readonly IAnsiConsole? screen = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !Console.IsErrorRedirected ? AnsiConsole.Console : null;

    public Language Language => language;
    public TextWriter Output => output;

    public void Say(string vi, string en) => Write(output, new Text(vi, en).In(language));

    public void Tell(string vi, string en) => Write(error, new Text(vi, en).In(language));

    public void Tell(string text) => Write(error, text);

    public void Tell(Text text) => Write(error, text.In(language));

    public void Tell(string file, IReadOnlyList<Issue> issues)
    {
        foreach (var issue in issues)
        {
            var severity = issue.Severity == Severity.Error ? new Text("lỗi", "error") : new Text("cảnh báo", "warning");
            var place = issue.Origin == Origin.File || issue.Message.In(language).StartsWith(issue.Origin.Said.In(language), StringComparison.OrdinalIgnoreCase)
                ? ""
                : issue.Origin.Said.In(language) + ": ";
            Tell($"{(file.Length > 0 ? file + ": " : "")}{severity.In(language)} [{issue.Code}] {place}{issue.Message.In(language)}");
        }
    }

    /// <summary>Rows under headings, as a table.</summary>
    public void Table(IReadOnlyList<Text> headings, IEnumerable<string[]> rows)
    {
        var lines = rows.Prepend([.. headings.Select(heading => heading.In(language))]).Select(line => line.Select(MailWords.OneLine).ToList()).ToList();
        var widths = Enumerable.Range(0, headings.Count).Select(i => lines.Max(line => line[i].Length)).ToList();
        foreach (var line in lines)
        {
            Write(output, string.Join("  ", line.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    /// <summary>Does a work of many pieces; on a person's screen a bar says how many are done. The work calls back after each.</summary>
    public void Track(int pieces, string vi, string en, Action<Action> work)
    {
        int done = 0;
        Track(vi, en, progress => work(() => progress.Report((Interlocked.Increment(ref done), pieces))));
    }

    /// <summary>Does a work that finds out only on the way how many pieces it has.</summary>
    public void Track(string vi, string en, Action<IProgress<(int Done, int Of)>> work)
    {
        if (screen is null)
        {
            work(new Bar(null));
            return;
        }

        screen.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).Start(context =>
            work(new Bar(context.AddTask(Markup.Escape(new Text(vi, en).In(language))))));
    }

    private sealed class Bar(ProgressTask? task) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            if (task is not null)
            {
                task.MaxValue = Math.Max(value.Of, 1);
                task.Value = value.Done;
            }
        }
    }

    private void Write(TextWriter stream, string text)
    {
        // Words that others wrote are no command to the terminal.
        var line = string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? ' ' : c));
        if (screen is null)
        {
            stream.WriteLine(line);
        }
        else
        {
            screen.WriteLine(line);
        }
    }
}
