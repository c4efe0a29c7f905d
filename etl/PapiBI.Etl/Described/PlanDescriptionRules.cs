using PapiBI.Etl.Described.Inspection;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>What the description of a plan must keep beyond its JSON form.</summary>
internal static class PlanDescriptionRules
{
    // The kinds of targets that have a value, and the columns of tasks and reports whose values have words.
    private static readonly string[] Units = [.. Enum.GetValues<TargetKind>().Where(kind => kind is not (TargetKind.ScoreHeld or TargetKind.RankHeld)).Select(PlanCodes.Of), "budget", "percent"];

    public static readonly string[] Periods = ["Q1", "Q2", "Q3", "Q4", "H1", "H2", "Y"];

    public static void Check(PlanDescription plan, Action<string, string> refuse)
    {
        if (plan.Sheets.Contains(null!) || plan.Sheets.Any(sheet => sheet.Fields.Values.Contains(null!)))
        {
            refuse("có phần tử null trong danh sách.", "a list holds null.");
            return;
        }

        foreach (PlanRole role in Enum.GetValues<PlanRole>().Where(role => plan.Sheets.Count(sheet => sheet.Role == role) != 1))
        {
            refuse($"cần đúng một mục sheets cho vai “{NameOf(role)}”.", $"the role “{NameOf(role)}” needs exactly one entry of sheets.");
        }

        foreach (PlanSheet sheet in plan.Sheets)
        {
            IReadOnlyList<PlanField> known = PlanFields.Of(sheet.Role);
            foreach (string field in sheet.Fields.Keys.Except(known.Select(field => field.Name), StringComparer.Ordinal))
            {
                refuse($"“{NameOf(sheet.Role)}” không có trường “{field}”.", $"“{NameOf(sheet.Role)}” has no field “{field}”.");
            }

            foreach (PlanField field in known.Where(field => field.IsNeeded && sheet.Fields.GetValueOrDefault(field.Name) is not { Count: > 0 }))
            {
                refuse($"“{NameOf(sheet.Role)}” cần tiêu đề của trường “{field.Name}”.", $"“{NameOf(sheet.Role)}” needs the headings of the field “{field.Name}”.");
            }

            RefuseTwice(sheet.Fields.SelectMany(pair => pair.Value.Select(heading => (pair.Key, PlanText.HeadingKey(heading)))).Concat(sheet.IgnoreHeadings.Select(heading => ("ignoreHeadings", PlanText.HeadingKey(heading)))), refuse);
        }

        CheckWords("owners", plan.Words.Owners, Enum.GetValues<PlanOwner>().Select(PlanCodes.Of), refuse);
        CheckWords("kinds", plan.Words.Kinds, Enum.GetValues<TargetKind>().Select(PlanCodes.Of), refuse);
        CheckWords("groups", plan.Words.Groups, ["1", "2", "3", "4"], refuse);
        CheckWords("statuses", plan.Words.Statuses, Enum.GetValues<ReportedStatus>().Select(PlanCodes.Of), refuse);
        CheckWords("periods", plan.Words.Periods, Periods, refuse);
        CheckCodes("units", plan.Words.Units, Units, refuse);
    }

    internal static string NameOf(PlanRole role) => role.ToString().ToLowerInvariant();

    private static void CheckWords(string name, IReadOnlyDictionary<string, IReadOnlyList<string>> words, IEnumerable<string> codes, Action<string, string> refuse)
    {
        CheckCodes(name, words, codes, refuse);
        RefuseTwice(words.SelectMany(pair => pair.Value.Select(word => (pair.Key, Wording.Plain(word)))), refuse);
    }

    private static void CheckCodes(string name, IReadOnlyDictionary<string, IReadOnlyList<string>> words, IEnumerable<string> codes, Action<string, string> refuse)
    {
        if (!words.Keys.Order(StringComparer.Ordinal).SequenceEqual(codes.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            refuse($"words.{name} phải có đúng: {string.Join(", ", codes)}.", $"words.{name} has exactly: {string.Join(", ", codes)}.");
        }
    }

    // One text that means two things.
    private static void RefuseTwice(IEnumerable<(string Meaning, string Key)> texts, Action<string, string> refuse)
    {
        foreach (var text in texts.GroupBy(text => text.Key, StringComparer.Ordinal).Where(text => text.Select(t => t.Meaning).Distinct(StringComparer.Ordinal).Count() > 1))
        {
            string meanings = string.Join(", ", text.Select(t => t.Meaning).Distinct(StringComparer.Ordinal));
            refuse($"“{text.Key}” vừa là {meanings}.", $"“{text.Key}” stands for several: {meanings}.");
        }
    }
}
