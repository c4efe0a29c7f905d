using System.Collections.Concurrent;

namespace PapiBI.Warehouse.Releases;

/// <summary>Answers of one release by their question. A release never changes, so none of them grows old; who asks for ever other lists of provinces fills no memory.</summary>
internal sealed class KeptAnswers
{
    /// <summary>With more it begins anew. All reports of all provinces, indices and years are fewer.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<object, Lazy<object>> answers = [];

    /// <summary>Threads that ask the same at once wait for the one that came first.</summary>
    public T Of<T>(object key, Func<T> ask)
        where T : notnull
    {
        if (!answers.TryGetValue(key, out var answer))
        {
            // Counted only where one is added: counting locks them all.
            if (answers.Count > Most)
            {
                answers.Clear();
            }

            answer = answers.GetOrAdd(key, static (_, asked) => new(() => asked()), ask);
        }

        try
        {
            return (T)answer.Value;
        }
        catch
        {
            // What failed once, by a line that was lost, is asked anew by the next.
            answers.TryRemove(KeyValuePair.Create(key, answer));
            throw;
        }
    }
}
