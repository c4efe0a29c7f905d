using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Everything found wrong with one file so far. Each message begins with its place, in both languages.</summary>
public sealed class Faults
{
    private readonly List<Issue> _found = [];

    public IReadOnlyList<Issue> Found => _found;

    public bool AnyError => _found.Exists(issue => issue.Severity == Severity.Error);

    public IReadOnlyList<Issue> Warnings => [.. _found.Where(issue => issue.Severity == Severity.Warning)];

    public void Error(string code, Origin origin, string vi, string en) => Add(Severity.Error, code, origin, vi, en);

    public void Warn(string code, Origin origin, string vi, string en) => Add(Severity.Warning, code, origin, vi, en);

    /// <summary>One that was found elsewhere.</summary>
    internal void Take(Issue issue) => _found.Add(issue);

    private void Add(Severity severity, string code, Origin origin, string vi, string en)
    {
        Text place = Positions.Said(origin);
        _found.Add(new Issue(code, severity, origin, new Text($"{place.Vi}: {vi}", $"{place.En}: {en}")));
    }
}
