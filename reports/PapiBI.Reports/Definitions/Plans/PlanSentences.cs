namespace PapiBI.Reports.Definitions.Plans;

/// <summary>A narrative that a leader reads in half a minute: sentences in order, as long as they fit.</summary>
internal static class PlanSentences
{
    private const int MostWords = 90;

    public static string Fitted(IEnumerable<string> sentences)
    {
        var text = "";
        foreach (var sentence in sentences.Where(sentence => sentence.Length > 0))
        {
            var longer = text.Length == 0 ? sentence : $"{text} {sentence}";
            text = longer.Split(' ').Length <= MostWords ? longer : text;
        }

        return text;
    }
}
