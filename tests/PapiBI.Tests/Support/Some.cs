using System.Globalization;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>Arranged values: a small country with an index of two dimensions (1: 1.1, 1.2; 2: 2.1) in 2020 and 2021.</summary>
public static class Some
{
    public const string Index = "TEST";

    public static readonly DateOnly LongAgo = new(2000, 1, 1);

    private static int files;

    public static SourceFile File(string name = "some.csv") =>
        new() { Name = name, Sha256 = Interlocked.Increment(ref files).ToString("x64", CultureInfo.InvariantCulture), Citation = "Some publisher" };

    public static LoadBatch Batch(LoadKind kind, string scope, IReadOnlyList<SourceRow> rows, SourceFile? file = null) =>
        new() { File = file ?? File($"{kind}.csv"), Kind = kind, Scope = scope, Rows = rows };

    /// <summary>Provinces 01 … nn, the odd ones in region R1, the even ones in R2; group G holds the first three.</summary>
    public static IReadOnlyList<LoadBatch> Country(int provinces)
    {
        var codes = Enumerable.Range(1, provinces).Select(n => n.ToString("00", CultureInfo.InvariantCulture)).ToList();
        return
        [
            Batch(LoadKind.Regions, "", [Region("R1", 1), Region("R2", 2)]),
            Batch(LoadKind.Provinces, "", [.. codes.Select((code, i) => Province(code, i % 2 == 0 ? "R1" : "R2"))]),
            Batch(LoadKind.Groups, "", [new GroupRow { Origin = Origin.File, GroupCode = "G", NameVi = "Nhóm G", NameEn = "Group G", MembersVi = "tỉnh", MembersEn = "provinces", SortOrder = 1 }]),
            Batch(LoadKind.GroupMembers, "", [.. codes.Take(3).Select(code => new GroupMemberRow { Origin = Origin.File, GroupCode = "G", ProvinceCode = code, ValidFrom = LongAgo, ValidTo = null })]),
        ];
    }

    /// <summary>The same of four provinces, of which 01 goes over to R2 with the year.</summary>
    public static IReadOnlyList<LoadBatch> CountryWhoseFirstMoves(int year)
    {
        var before = Country(4);
        return
        [
            before[0],
            Batch(LoadKind.Provinces, "", [Province("01", "R1", to: new DateOnly(year - 1, 12, 31)), Province("01", "R2", from: new DateOnly(year, 1, 1)), Province("02", "R2"), Province("03", "R1"), Province("04", "R2")]),
            .. before.Skip(2),
        ];
    }

    public static IReadOnlyList<LoadBatch> IndexOf(IReadOnlyList<int> years, bool isWhole = true, IReadOnlyList<string>? breaks = null, IReadOnlyList<int>? partial = null, IReadOnlyList<string>? noSums = null) =>
    [
        Batch(LoadKind.Editions, Index, [.. years.Select((year, i) => new EditionRow
        {
            Origin = Origin.File,
            IndexCode = Index,
            Year = year,
            RefDate = new DateOnly(year, 12, 31),
            PreviousYear = i == 0 ? null : years[i - 1],
            IsWhole = isWhole && !(partial ?? []).Contains(year),
        })]),
        Batch(LoadKind.Structure, Index, [.. years.SelectMany((year, i) => Structure(year, code => i == 0 || (breaks ?? []).Contains($"{code}@{year}")))
            .Select(item => item with { IsSummed = !(noSums ?? []).Contains(item.ItemCode) })]),
    ];

    public static LoadBatch Scores(int year, IReadOnlyList<(string Province, double? S11, double? S12, double? S21)> rows, SourceFile? file = null) =>
        Batch(LoadKind.Scores, $"{Index} {year}", [.. rows.SelectMany((row, i) => new[]
        {
            Score(year, row.Province, "1.1", row.S11, $"line {i + 2}, column 3"),
            Score(year, row.Province, "1.2", row.S12, $"line {i + 2}, column 4"),
            Score(year, row.Province, "2.1", row.S21, $"line {i + 2}, column 5"),
        })], file);

    /// <summary>So many scores, of items that no structure has: what a load stages before it is audited.</summary>
    public static LoadBatch ManyScores(int year, int rows) =>
        Batch(LoadKind.Scores, $"{Index} {year}", [.. Enumerable.Range(1, rows).Select(n => Score(year, "01", n.ToString("x", CultureInfo.InvariantCulture), 5, $"line {n}, column 3"))]);

    public static ScoreRow Score(int year, string province, string item, double? score, string position = "line 2, column 3") =>
        new() { Origin = new Origin("", position), IndexCode = Index, Year = year, ProvinceCode = province, ItemCode = item, Score = score };

    public static LoadBatch Published(IReadOnlyList<PublishedRow> figures, SourceFile? file = null) =>
        Batch(LoadKind.Published, Index, [.. figures.Select((figure, i) => figure with { Origin = new Origin("", $"line {i + 6}, column 6") })], file);

    public static PublishedRow Figure(int year, string province, PublishedMeasure measure, double? value, string item = Index, ScopeKind scope = ScopeKind.Nation, string scopeCode = "", string words = "") => new()
    {
        Origin = Origin.File,
        IndexCode = Index,
        Year = year,
        ItemCode = item,
        ProvinceCode = province,
        Scope = scope,
        ScopeCode = scopeCode,
        Measure = measure,
        Value = value,
        Words = words,
        Basis = Basis.Stated,
        Source = "Some paper",
    };

    public static RegionRow Region(string code, int order) => new() { Origin = Origin.File, RegionCode = code, NameVi = $"Vùng {code}", NameEn = $"Region {code}", SortOrder = order };

    public static ProvinceRow Province(string code, string region, DateOnly? from = null, DateOnly? to = null) => new()
    {
        Origin = Origin.File,
        ProvinceCode = code,
        ValidFrom = from ?? LongAgo,
        ValidTo = to,
        FullNameVi = $"Tỉnh {code}",
        NameVi = $"Tỉnh {code}",
        NameEn = $"Province {code}",
        ProvinceType = "province",
        RegionCode = region,
        SuccessorCode = null,
        Population = null,
        AreaKm2 = null,
    };

    private static IEnumerable<IndicatorRow> Structure(int year, Func<string, bool> breaks) =>
    [
        Item(year, IndicatorLevel.Total, Index, null, 0, 30, 0, breaks),
        Item(year, IndicatorLevel.Dimension, "1", Index, 0, 20, 1, breaks),
        Item(year, IndicatorLevel.SubDimension, "1.1", "1", 0, 10, 2, breaks),
        Item(year, IndicatorLevel.SubDimension, "1.2", "1", 0, 10, 3, breaks),
        Item(year, IndicatorLevel.Dimension, "2", Index, 0, 10, 4, breaks),
        Item(year, IndicatorLevel.SubDimension, "2.1", "2", 0, 10, 5, breaks),
    ];

    private static IndicatorRow Item(int year, IndicatorLevel level, string code, string? parent, double min, double max, int order, Func<string, bool> breaks) => new()
    {
        Origin = Origin.File,
        IndexCode = Index,
        Year = year,
        Level = level,
        ItemCode = code,
        ParentCode = parent,
        NameVi = $"Nội dung {code}",
        NameEn = $"Item {code}",
        MinScore = min,
        MaxScore = max,
        SortOrder = order,
        BreakHere = breaks(code),
    };
}
