using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>Figures among themselves and beside what is held: each fault at its cell, in both languages.</summary>
public sealed class FigureRulesTests
{
    private static readonly ReferenceData Country = Reference(Some.IndexOf([2019, 2020]));

    private static readonly KnownFigures Nothing = new()
    {
        Held = [],
        Histories = new Dictionary<(int, string), KnownHistory>(),
        Scores = new Dictionary<(int, string, string), double>(),
        Unchanged = new HashSet<(int, string)>(),
    };

    [Fact]
    public void A_printed_sum_that_its_parts_do_not_come_to()
    {
        Issue issue = Assert.Single(Check(Official(Scores(5.01, 3.02, 1)), [Printed("1", 8.13, "line 2, column 9")]));

        Said(issue, IssueCodes.SumDisagrees, Severity.Error,
            "Dòng 2, cột 9: “1” của Tỉnh 01 ghi 8,13, nhưng các phần cộng lại là 8,03; hãy đối chiếu ô này và các phần 1.1–1.2 với bảng gốc.",
            "Line 2, column 9: “1” of Province 01 says 8.13, but its parts come to 8.03; compare this cell and the parts 1.1–1.2 with the published table.");
    }

    [Theory]
    [InlineData(8.045, 0)]
    [InlineData(8.05, 1)]
    public void A_sum_may_differ_by_what_the_printed_decimals_leave_open(double printed, int faults) =>
        Assert.Equal(faults, Check(Official(Scores(5.01, 3.02, 1)), [Printed("1", printed)]).Count);

    [Fact]
    public void A_total_is_checked_against_printed_dimensions_and_where_they_are_not_printed_against_their_parts()
    {
        Assert.Empty(Check(Official(Scores(5.01, 3.02, 1)), [Printed(Some.Index, 9.03)]));
        Assert.Equal(["11"], Check(Official(Scores(5.01, 3.02, 1)), [Printed("1", 8.03), Printed(Some.Index, 11, "line 2, column 11")]).Select(i => i.Origin.Position["line 2, column ".Length..]));
    }

    [Fact]
    public void A_sum_without_one_of_its_parts_and_a_blank_sum_of_parts_that_are_all_there()
    {
        LoadBatch scores = Official(Some.Scores(2020, [("01", 5.01, null, 1), ("02", 4.01, 4.01, 1)]));

        IReadOnlyList<Issue> issues = Check(scores, [Printed("1", 8.03, "line 2, column 9")]);

        Said(issues[0], IssueCodes.SumWithoutParts, Severity.Error,
            "Dòng 2, cột 9: “1” của Tỉnh 01 ghi 8,03, nhưng thiếu phần 1.2; hãy bổ sung phần thiếu hoặc bỏ tổng.",
            "Line 2, column 9: “1” of Province 01 says 8.03, but its part 1.2 is missing; add what is missing or remove the sum.");
        Said(issues[1], IssueCodes.SumMissing, Severity.Warning,
            "Dòng 3, cột 3: “1” của Tỉnh 02 để trống, dù đủ các phần (cộng lại là 8,02).",
            "Line 3, column 3: “1” of Province 02 is blank, although all its parts are there (they come to 8.02).");
        Assert.Equal(2, issues.Count);
    }

    [Fact]
    public void A_weighted_total_is_ten_times_the_weighted_parts_within_five_hundredths()
    {
        // PCI 2019 as printed: 22 of Quảng Ninh and so on; one total is then typed wrong.
        LoadBatch pci = Samples.Batch("published-pci.csv") with { Description = "pci" };
        LoadBatch of2019 = pci with { Rows = [.. pci.Rows.Cast<PublishedRow>().Where(r => r is { Year: 2019, Measure: PublishedMeasure.Score, ProvinceCode.Length: > 0 })] };
        LoadBatch mistyped = of2019 with { Rows = [.. of2019.Rows.Cast<PublishedRow>().Select(r => r is { ItemCode: "PCI", ProvinceCode: "22" } ? r with { Value = r.Value + 1 } : r)] };

        Assert.Empty(FigureRules.Check(of2019, [], Samples.Known, Nothing, null));
        Assert.Equal([IssueCodes.SumDisagrees], FigureRules.Check(mistyped, [], Samples.Known, Nothing, null).Select(i => i.Code));
    }

    [Fact]
    public void A_better_score_with_a_worse_rank()
    {
        LoadBatch league = Ranked(("01", 9.2, 2), ("02", 9.1, 1));

        Issue issue = Assert.Single(Check(Official(league)), i => i.Origin.Position == "line 9, column 6");
        Said(issue, IssueCodes.RankDisagrees, Severity.Error,
            "Dòng 9, cột 6: “TEST” của Tỉnh 02: 9,1 điểm xếp thứ 1, nhưng Tỉnh 01 9,2 điểm xếp thứ 2; hãy đối chiếu điểm và hạng với bảng gốc.",
            "Line 9, column 6: “TEST” of Province 02: 9.1 points rank 1, but Province 01 with 9.2 ranks 2; compare scores and ranks with the published table.");
        Assert.All(Check(league), i => Assert.Equal(Severity.Warning, i.Severity));
    }

    [Fact]
    public void In_a_whole_table_a_rank_is_the_competition_rank()
    {
        Issue issue = Assert.Single(Check(Official(Ranked(("01", 9, 1), ("02", 8, 2), ("03", 7, 3), ("04", 7, 3), ("05", 6, 4)))));

        Said(issue, IssueCodes.RankDisagrees, Severity.Error,
            "Dòng 15, cột 6: “TEST” của Tỉnh 05 ghi hạng 4, nhưng 6 điểm xếp thứ 5 trong 5 tỉnh của bảng; hãy đối chiếu điểm và hạng với bảng gốc.",
            "Line 15, column 6: “TEST” of Province 05 says rank 4, but 6 points are place 5 of the 5 provinces in the table; compare scores and ranks with the published table.");
    }

    [Theory]
    [InlineData(2, 2, 4)]
    [InlineData(2, 3, 4)]
    public void Equal_printed_scores_may_share_a_rank_or_stand_next_to_each_other(int second, int third, int fourth) =>
        Assert.Empty(Check(Official(Ranked(("01", 9, 1), ("02", 8, second), ("03", 8, third), ("04", 7, fourth)))));

    [Fact]
    public void A_rank_beyond_the_provinces_listed_is_no_fault_where_one_that_was_ranked_is_not_listed() =>
        Assert.Empty(Check(Official(Ranked(("01", 9, 1), ("02", 8, 3), ("03", 7, 4)))));

    [Fact]
    public void A_change_beyond_all_that_was_known_refuses_until_somebody_says_why_it_is_right()
    {
        KnownFigures known = History(new KnownHistory(2019, 0.5, 4, 200));
        LoadBatch scores = Scores(2.9, 3, 1);

        Issue refused = Assert.Single(Check(scores, known: known));
        Issue acknowledged = Assert.Single(Check(scores, known: known, acknowledged: "đổi cách hỏi"));

        Said(refused, IssueCodes.JumpUnheardOf, Severity.Error,
            "Dòng 2, cột 3: “1.1” của Tỉnh 01 đi từ 2 (2019) đến 2,9: thay đổi 0,9 điểm, lớn nhất trước nay là 0,5 (4 lần so sánh); hãy sửa nếu nhầm; nếu đúng, hãy xác nhận lượt bị từ chối này: papibi acknowledge LƯỢT --reason \"…\".",
            "Line 2, column 3: “1.1” of Province 01 goes from 2 (2019) to 2.9: a change of 0.9 points, the largest so far is 0.5 (4 comparisons); correct it if it is a slip; if it is right, acknowledge this refused load: papibi acknowledge LOAD --reason \"…\".");
        Assert.Equal(Severity.Warning, acknowledged.Severity);
        Assert.EndsWith("(4 comparisons); acknowledged: đổi cách hỏi", acknowledged.Message.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.87, 4, 200, true)]
    [InlineData(2.9, 2, 200, true)]
    [InlineData(2.9, 4, 99, true)]
    [InlineData(2.9, 4, 200, false)]
    public void Nothing_is_unheard_of_within_the_factor_of_a_short_history_or_of_another_unit(double score, int pairs, int changes, bool isSameUnit)
    {
        KnownFigures known = History(new KnownHistory(2019, 0.5, pairs, changes));

        Assert.Empty(Check(Scores(score, 3, 1), known: isSameUnit ? known : known with { Unchanged = new HashSet<(int, string)>() }));
    }

    [Fact]
    public void The_edition_before_may_stand_in_the_same_file()
    {
        LoadBatch both = Scores(2.9, 3, 1) with { Rows = [Some.Score(2019, "01", "1.1", 2.8), .. Scores(2.9, 3, 1).Rows] };

        Assert.Empty(Check(both, known: History(new KnownHistory(2019, 0.5, 4, 200))));
    }

    [Fact]
    public void Another_source_that_says_something_else_is_named_with_both_numbers()
    {
        KnownFigures known = Nothing with { Held = [Held("1.1", 5.1, 10), Held("1.2", 3.004, 10)] };

        Issue issue = Assert.Single(Check(Some.Scores(2020, [("01", 5.01, 3, 1), ("02", 5.02, 3.01, 1)], Some.File("mine.csv")), known: known));

        Said(issue, IssueCodes.SourcesDisagree, Severity.Warning,
            "Dòng 2, cột 3: điểm “1.1” năm 2020 của Tỉnh 01 ở đây là 5,01, ở official.xlsx (lượt 9) là 5,1; giữ cả hai, official.xlsx có hiệu lực.",
            "Line 2, column 3: the score of “1.1” 2020 of Province 01 is 5.01 here and 5.1 in official.xlsx (load 9); both are kept, official.xlsx is in force.");
    }

    [Fact]
    public void At_most_five_cells_are_named_and_the_others_counted()
    {
        LoadBatch scores = Some.Scores(2020, [.. Enumerable.Range(1, 7).Select(n => ($"0{n}", (double?)5, (double?)3, (double?)1))], Some.File("mine.csv"));
        KnownFigures known = Nothing with { Held = [.. Enumerable.Range(1, 7).Select(n => Held("1.1", 6, 0) with { ProvinceCode = $"0{n}" })] };

        IReadOnlyList<Issue> issues = Check(scores, known: known);

        Assert.Equal(6, issues.Count);
        Assert.EndsWith("giữ cả hai, mine.csv có hiệu lực.", issues[0].Message.Vi, StringComparison.Ordinal);
        Said(issues[5], IssueCodes.SourcesDisagree, Severity.Warning, "Tệp: và 2 ô khác như vậy.", "File: and 2 more cells like these.");
    }

    [Fact]
    public void A_file_that_is_given_whole_by_a_higher_source()
    {
        KnownFigures known = Nothing with { Held = [Held("1.1", 5, 10), Held("1.2", 3, 10), Held("2.1", 1, 10)] };

        Said(Assert.Single(Check(Scores(5, 3, 1), known: known)), IssueCodes.Outranked, Severity.Warning,
            "Tệp: mọi số liệu của tệp này đã có từ nguồn ưu tiên cao hơn (official.xlsx); tệp được giữ, nhưng không số nào có hiệu lực.",
            "File: every figure of this file is already given by a source of higher precedence (official.xlsx); the file is kept, but none of its figures is in force.");
        Assert.Empty(Check(Scores(5, 3, 1), known: known with { Held = [.. known.Held.Skip(1)] }));
    }

    private static ReferenceData Reference(IReadOnlyList<LoadBatch> index) => Some.Country(9).Concat(index).Aggregate(KnownSoFar.Nothing, (known, batch) => known.With(batch));

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    public void A_column_that_differs_from_what_is_held_in_more_than_a_fifth_is_acknowledged_first(int different, bool isRefused)
    {
        string[] codes = [.. Enumerable.Range(1, 44).Select(n => $"{n:00}")];
        KnownFigures known = Nothing with { Held = [.. codes.Select((code, i) => Held("1.1", i < different ? 4 : 5, 0) with { ProvinceCode = code })] };
        LoadBatch batch = Some.Scores(2020, [.. codes.Select(code => (code, (double?)5.0, (double?)3.0, (double?)1.0))]);

        Assert.Equal(isRefused, Check(batch, known: known).Any(i => i is { Code: IssueCodes.SourcesDisagreeWidely, Severity: Severity.Error }));
        Assert.Equal(isRefused, Check(batch, known: known, acknowledged: "so").Any(i => i is { Code: IssueCodes.SourcesDisagreeWidely, Severity: Severity.Warning } && i.Message.En.EndsWith("acknowledged: so", StringComparison.Ordinal)));
    }

    private static IReadOnlyList<Issue> Check(LoadBatch batch, IReadOnlyList<PrintedFigure>? printed = null, KnownFigures? known = null, string? acknowledged = null) =>
        FigureRules.Check(batch, printed ?? [], Country, known ?? Nothing, acknowledged);

    private static LoadBatch Scores(double s11, double s12, double s21) => Some.Scores(2020, [("01", s11, s12, s21)]);

    private static LoadBatch Official(LoadBatch batch) => batch with { Description = "some-description", Precedence = 10 };

    private static PrintedFigure Printed(string item, double value, string position = "line 2, column 9") => new(new Origin("", position), item, "01", value, 2);

    private static LoadBatch Ranked(params IEnumerable<(string Province, double Score, int Rank)> rows) =>
        Some.Published([.. rows.Select(r => Some.Figure(2020, r.Province, PublishedMeasure.Score, r.Score)), .. rows.Select(r => Some.Figure(2020, r.Province, PublishedMeasure.Rank, r.Rank))]);

    private static KnownFigures History(KnownHistory history) => Nothing with
    {
        Histories = new Dictionary<(int, string), KnownHistory> { [(2020, "1.1")] = history },
        Scores = new Dictionary<(int, string, string), double> { [(2019, "1.1", "01")] = 2 },
        Unchanged = new HashSet<(int, string)> { (2020, "01") },
    };

    private static HeldFigure Held(string item, double value, int precedence) => new()
    {
        Year = 2020,
        ItemCode = item,
        ProvinceCode = "01",
        Scope = "nation",
        ScopeCode = "",
        Measure = "score",
        Value = value,
        IsCell = 1,
        LoadId = 9,
        FileName = "official.xlsx",
        Precedence = precedence,
    };

    private static void Said(Issue issue, string code, Severity severity, string vi, string en) =>
        Assert.Equal((code, severity, vi, en), (issue.Code, issue.Severity, issue.Message.Vi, issue.Message.En));
}
