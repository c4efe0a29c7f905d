using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Worker.Cli;

/// <summary>Where a verb speaks to its user, in the user's language: results on standard output, the rest on standard error.</summary>
public sealed class Terminal(Language language, TextWriter output, TextWriter error)
{
    public Language Language => language;
    public TextWriter Output => output;

    public void Say(string vi, string en) => output.WriteLine(new Text(vi, en).In(language));

    public void Tell(string vi, string en) => error.WriteLine(new Text(vi, en).In(language));

    public void Tell(string text) => error.WriteLine(text);

    public void Tell(Text text) => error.WriteLine(text.In(language));

    public void Tell(string file, IReadOnlyList<Issue> issues)
    {
        foreach (var issue in issues)
        {
            var severity = issue.Severity == Severity.Error ? new Text("lỗi", "error") : new Text("cảnh báo", "warning");
            var place = issue.Origin == Origin.File || issue.Message.In(language).StartsWith(issue.Origin.Said.In(language), StringComparison.OrdinalIgnoreCase)
                ? ""
                : issue.Origin.Said.In(language) + ": ";
            error.WriteLine($"{(file.Length > 0 ? file + ": " : "")}{severity.In(language)} [{issue.Code}] {place}{issue.Message.In(language)}");
        }
    }
}
