using System.Text;
using PapiBI.Etl.Validation;
using PapiBI.Etl.Workbooks;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl.Plans;

public sealed class PlanMistakesTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Told = new(() => Golden.Read("plan-mistakes.txt").Split("\n\n").Select(part => part.Trim().Split('\n', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]));

    public static TheoryData<string> Names => [.. PlanMistakes.OfPlans.Concat(PlanMistakes.OfReports).Select(mistake => mistake.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_told_with_its_cell_in_both_languages(string name) => Assert.Equal(Told.Value[name], Said(name));

    [Fact]
    public void All_of_them() => Golden.Check("plan-mistakes.txt", string.Join("\n\n", PlanMistakes.OfPlans.Concat(PlanMistakes.OfReports).Select(mistake => $"{mistake.Name}\n{Said(mistake.Name)}")) + "\n");

    [Fact]
    public void An_owner_or_a_task_in_other_capitals_blanks_or_diacritics_is_the_same()
    {
        ReadResult read = PlanBook.Whole().With("Kế hoạch!B7", "ubnd  tinh NINH THUẬN").With("Nhiệm vụ!B4", "ĐỐI THOẠI  với người dân.").Read(PlanBook.Loaded);

        Assert.Equal(["line-passed-over"], read.Issues.Select(issue => issue.Code));
    }

    private static string Said(string name)
    {
        var text = new StringBuilder();
        foreach (Issue issue in Read(name).Issues.Where(issue => issue.Code != IssueCodes.LinePassedOver || issue.Origin.Position != "A2"))
        {
            text.Append(issue.Severity == Severity.Error ? "error " : "warning ").Append(issue.Code).Append(" @ ").Append(issue.Origin).Append('\n')
                .Append("  ").Append(issue.Message.Vi).Append('\n').Append("  ").Append(issue.Message.En).Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private static ReadResult Read(string name) => Book(name).Read(PlanBook.Loaded);

    internal static PlanBook Book(string name)
    {
        bool isReport = PlanMistakes.OfReports.Any(mistake => mistake.Name == name);
        PlanBook book = isReport ? PlanBook.Report() : PlanBook.Whole();
        (isReport ? PlanMistakes.OfReports : PlanMistakes.OfPlans).Single(mistake => mistake.Name == name).Make(book);
        return book;
    }
}
