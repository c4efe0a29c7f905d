using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Tests.Warehouse;

/// <summary>Answers are kept by their question: the same question has one key, and no two questions share theirs.</summary>
public sealed class QuestionKeyTests
{
    private static readonly MetricQuery Some = new() { IndexCode = "PAPI", Years = [2021], Measures = [Measure.Score] };

    [Fact]
    public void The_same_question_has_the_same_key() =>
        Assert.Equal(
            (Some with { Items = ["1", "2"], Within = new Field.Provinces(["01", "92"]) }).Key,
            new MetricQuery { IndexCode = "PAPI", Years = [2021], Measures = [Measure.Score], Items = ["1", "2"], Within = new Field.Provinces(["01", "92"]) }.Key);

    [Fact]
    public void The_key_is_of_all_that_a_question_says() => Assert.Equal(
        ["By", "IndexCode", "Items", "Levels", "Measures", "Provinces", "Within", "Years"],
        typeof(MetricQuery).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Questions_that_differ_in_anything_differ_in_their_keys()
    {
        MetricQuery[] questions =
        [
            Some,
            Some with { IndexCode = "PCI" },
            Some with { Years = [] },
            Some with { Years = [2021, 2020] },
            Some with { Years = [202, 1] },
            Some with { Levels = [IndicatorLevel.Total] },
            Some with { Levels = [IndicatorLevel.Dimension] },
            Some with { Items = ["1", "2"] },
            Some with { Items = ["12"] },
            Some with { Items = ["1,2"] },
            Some with { Items = ["1"], Provinces = ["2"] },
            Some with { Provinces = ["1", "2"] },
            Some with { Provinces = ["01", "92"] },
            Some with { Within = new Field.OwnRegion() },
            Some with { Within = new Field.Region("A") },
            Some with { Within = new Field.Group("A") },
            Some with { Within = new Field.Provinces(["A"]) },
            Some with { Within = new Field.Provinces(["01", "92"]) },
            Some with { By = [Breakdown.Item, Breakdown.Province] },
            Some with { By = [Breakdown.Province, Breakdown.Item] },
            Some with { Measures = [Measure.Rank] },
            Some with { Measures = [Measure.Score, Measure.Rank] },
            Some with { Measures = [Measure.Rank, Measure.Score] },
        ];

        Assert.Equal(questions.Length, questions.Select(question => question.Key).Distinct(StringComparer.Ordinal).Count());
    }
}
