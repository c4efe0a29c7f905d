using System.Collections.Concurrent;

namespace PapiBI.Warehouse.Releases;

/// <summary>Answers of one release by their question. A release never changes, so none of them grows old.</summary>
internal sealed class KeptAnswers
{
    private readonly ConcurrentDictionary<object, Lazy<object>> answers = [];

    /// <summary>Threads that ask the same at once wait for the one that came first.</summary>
    public T Of<T>(object key, Func<T> ask)
        where T : notnull => (T)answers.GetOrAdd(key, static (_, asked) => new(() => asked()), ask).Value;
}
