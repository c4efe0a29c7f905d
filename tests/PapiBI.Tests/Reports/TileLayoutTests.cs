using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports;

public sealed class TileLayoutTests
{
    private const double LeastShare = 0.8;
    private static readonly DateOnly Before = new(2021, 12, 31);
    private static readonly DateOnly LastDay = new(2025, 6, 30);
    private static readonly DateOnly FirstDay = new(2025, 7, 1);

    /// <summary>Land borders as an atlas shows them, each pair once.</summary>
    private const string BordersTo2025 = """
        Điện Biên: Lai Châu, Sơn La
        Lai Châu: Lào Cai, Yên Bái, Sơn La
        Lào Cai: Hà Giang, Yên Bái
        Hà Giang: Cao Bằng, Tuyên Quang, Yên Bái
        Cao Bằng: Bắc Kạn, Lạng Sơn
        Bắc Kạn: Tuyên Quang, Thái Nguyên, Lạng Sơn
        Lạng Sơn: Bắc Giang, Quảng Ninh, Thái Nguyên
        Tuyên Quang: Yên Bái, Phú Thọ, Vĩnh Phúc, Thái Nguyên
        Yên Bái: Sơn La, Phú Thọ
        Sơn La: Phú Thọ, Hòa Bình, Thanh Hóa
        Phú Thọ: Hòa Bình, Vĩnh Phúc, Hà Nội
        Vĩnh Phúc: Thái Nguyên, Hà Nội
        Thái Nguyên: Bắc Giang, Hà Nội
        Bắc Giang: Quảng Ninh, Hải Dương, Bắc Ninh, Hà Nội
        Quảng Ninh: Hải Dương, Hải Phòng
        Bắc Ninh: Hà Nội, Hưng Yên, Hải Dương
        Hải Dương: Hưng Yên, Hải Phòng, Thái Bình
        Hải Phòng: Thái Bình
        Hà Nội: Hưng Yên, Hà Nam, Hòa Bình
        Hòa Bình: Hà Nam, Ninh Bình, Thanh Hóa
        Hưng Yên: Hà Nam, Thái Bình
        Hà Nam: Thái Bình, Nam Định, Ninh Bình
        Nam Định: Thái Bình, Ninh Bình
        Ninh Bình: Thanh Hóa
        Thanh Hóa: Nghệ An
        Nghệ An: Hà Tĩnh
        Hà Tĩnh: Quảng Bình
        Quảng Bình: Quảng Trị
        Quảng Trị: Thừa Thiên Huế
        Thừa Thiên Huế: Đà Nẵng, Quảng Nam
        Đà Nẵng: Quảng Nam
        Quảng Nam: Quảng Ngãi, Kon Tum
        Quảng Ngãi: Kon Tum, Gia Lai, Bình Định
        Kon Tum: Gia Lai
        Gia Lai: Bình Định, Phú Yên, Đắk Lắk
        Bình Định: Phú Yên
        Phú Yên: Đắk Lắk, Khánh Hòa
        Đắk Lắk: Khánh Hòa, Đắk Nông, Lâm Đồng
        Đắk Nông: Lâm Đồng, Bình Phước
        Khánh Hòa: Lâm Đồng, Ninh Thuận
        Ninh Thuận: Lâm Đồng, Bình Thuận
        Bình Thuận: Lâm Đồng, Đồng Nai, Bà Rịa - Vũng Tàu
        Lâm Đồng: Đồng Nai, Bình Phước
        Bình Phước: Tây Ninh, Bình Dương, Đồng Nai
        Tây Ninh: Bình Dương, Hồ Chí Minh, Long An
        Bình Dương: Đồng Nai, Hồ Chí Minh
        Đồng Nai: Hồ Chí Minh, Bà Rịa - Vũng Tàu
        Hồ Chí Minh: Bà Rịa - Vũng Tàu, Long An, Tiền Giang
        Long An: Tiền Giang, Đồng Tháp
        Tiền Giang: Đồng Tháp, Bến Tre, Vĩnh Long
        Bến Tre: Vĩnh Long, Trà Vinh
        Vĩnh Long: Trà Vinh, Đồng Tháp, Cần Thơ, Hậu Giang, Sóc Trăng
        Trà Vinh: Sóc Trăng
        Đồng Tháp: An Giang, Cần Thơ
        An Giang: Kiên Giang, Cần Thơ
        Kiên Giang: Cần Thơ, Hậu Giang, Bạc Liêu, Cà Mau
        Cần Thơ: Hậu Giang, Sóc Trăng
        Hậu Giang: Sóc Trăng, Bạc Liêu
        Sóc Trăng: Bạc Liêu
        Bạc Liêu: Cà Mau
        """;

    private const string BordersFrom2025 = """
        Điện Biên: Lai Châu, Sơn La
        Lai Châu: Lào Cai, Sơn La
        Lào Cai: Tuyên Quang, Sơn La, Phú Thọ
        Tuyên Quang: Cao Bằng, Thái Nguyên, Phú Thọ
        Cao Bằng: Thái Nguyên, Lạng Sơn
        Thái Nguyên: Lạng Sơn, Bắc Ninh, Hà Nội, Phú Thọ
        Lạng Sơn: Bắc Ninh, Quảng Ninh
        Sơn La: Phú Thọ, Thanh Hóa
        Phú Thọ: Hà Nội, Ninh Bình, Thanh Hóa
        Hà Nội: Bắc Ninh, Hưng Yên, Ninh Bình
        Bắc Ninh: Quảng Ninh, Hải Phòng, Hưng Yên
        Quảng Ninh: Hải Phòng
        Hải Phòng: Hưng Yên
        Hưng Yên: Ninh Bình
        Ninh Bình: Thanh Hóa
        Thanh Hóa: Nghệ An
        Nghệ An: Hà Tĩnh
        Hà Tĩnh: Quảng Trị
        Quảng Trị: Huế
        Huế: Đà Nẵng
        Đà Nẵng: Quảng Ngãi
        Quảng Ngãi: Gia Lai
        Gia Lai: Đắk Lắk
        Đắk Lắk: Khánh Hòa, Lâm Đồng
        Khánh Hòa: Lâm Đồng
        Lâm Đồng: Đồng Nai, Hồ Chí Minh
        Đồng Nai: Hồ Chí Minh, Tây Ninh
        Hồ Chí Minh: Tây Ninh, Đồng Tháp
        Tây Ninh: Đồng Tháp
        Đồng Tháp: An Giang, Vĩnh Long, Cần Thơ
        Vĩnh Long: Cần Thơ
        An Giang: Cần Thơ, Cà Mau
        Cần Thơ: Cà Mau
        """;

    private const string NorthToSouth = """
        Hà Giang, Tuyên Quang, Phú Thọ, Hòa Bình, Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Trị, Đà Nẵng, Quảng Ngãi, Bình Định, Phú Yên, Khánh Hòa, Ninh Thuận
        Cao Bằng, Lạng Sơn, Quảng Ninh, Hải Phòng, Thái Bình, Nghệ An, Quảng Bình, Thừa Thiên Huế, Quảng Nam, Kon Tum, Gia Lai, Đắk Lắk, Lâm Đồng, Bình Thuận, Bà Rịa - Vũng Tàu
        Lai Châu, Điện Biên, Sơn La, Thanh Hóa
        Bình Phước, Bình Dương, Hồ Chí Minh, Bến Tre, Trà Vinh
        Đồng Tháp, An Giang, Kiên Giang, Cà Mau
        Hà Nội, Hà Nam, Nam Định, Hà Tĩnh
        """;

    [Theory]
    [InlineData(63, "2021-12-31")]
    [InlineData(63, "2025-06-30")]
    [InlineData(34, "2025-07-01")]
    public void Every_province_of_a_day_has_a_tile_of_its_own(int count, string date)
    {
        DateOnly day = DateOnly.ParseExact(date, "yyyy-MM-dd");
        string[] codes = [.. Provinces(day).Values];
        var layout = TileLayout.For(codes, day);

        Assert.Equal(count, codes.Length);
        Assert.Empty(layout.WithoutTile);
        Assert.Equal(codes.Order(), layout.Places.Keys.Order());
        Assert.Equal(count, layout.Places.Values.Distinct().Count());
        Assert.All(layout.Places.Values, place => Assert.True(place is { Row: >= 0 and < 19, Column: >= 0 and < 9 }, $"{place} leaves an A4 page."));
    }

    [Fact]
    public void A_province_of_another_time_has_no_tile_and_is_named()
    {
        var layout = TileLayout.For(["92", "94", "00", "92"], FirstDay);

        Assert.Equal(["94", "00"], layout.WithoutTile);
        Assert.Equal(["92"], layout.Places.Keys);
    }

    [Fact]
    public void A_code_that_changed_its_meaning_changes_its_place()
    {
        // 44 was Quảng Bình, which is north of Quảng Trị, and is Quảng Trị, which borders Huế.
        var before = TileLayout.For(["44", "46"], LastDay);
        var after = TileLayout.For(["44", "46"], FirstDay);

        Assert.False(Touch(before.Places["44"], before.Places["46"]));
        Assert.True(Touch(after.Places["44"], after.Places["46"]));
    }

    [Theory]
    [InlineData(BordersTo2025, "2021-12-31", 120)]
    [InlineData(BordersFrom2025, "2025-07-01", 55)]
    public void Neighbours_touch(string borders, string date, int least)
    {
        DateOnly day = DateOnly.ParseExact(date, "yyyy-MM-dd");
        Dictionary<string, string> provinces = Provinces(day);
        IReadOnlyDictionary<string, TilePlace> places = TileLayout.For([.. provinces.Values], day).Places;
        List<(string From, string To)> pairs = [.. Lines(borders).Select(line => line.Split(": ")).SelectMany(line => line[1].Split(", ").Select(to => (line[0], to)))];
        List<string> apart = [.. pairs.Where(pair => !Touch(places[provinces[pair.From]], places[provinces[pair.To]])).Select(pair => $"{pair.From}–{pair.To}")];

        Assert.True(pairs.Count >= least, $"Only {pairs.Count} borders.");
        Assert.True(apart.Count <= pairs.Count * (1 - LeastShare), $"Apart: {string.Join(", ", apart)}.");
    }

    [Fact]
    public void North_is_on_top()
    {
        Dictionary<string, string> provinces = Provinces(Before);
        IReadOnlyDictionary<string, TilePlace> places = TileLayout.For([.. provinces.Values], Before).Places;
        foreach (string line in Lines(NorthToSouth))
        {
            string[] names = line.Split(", ");
            Assert.All(names.Zip(names.Skip(1)), pair => Assert.True(places[provinces[pair.First]].Row < places[provinces[pair.Second]].Row, $"{pair.First} is not north of {pair.Second}."));
        }
    }

    [Fact]
    public void The_coast_bends_like_an_S()
    {
        Dictionary<string, string> provinces = Provinces(Before);
        IReadOnlyDictionary<string, TilePlace> places = TileLayout.For([.. provinces.Values], Before).Places;
        int Column(string name) => places[provinces[name]].Column;

        Assert.True(Column("Quảng Ninh") > Column("Thanh Hóa"));
        Assert.True(Column("Thanh Hóa") < Column("Quảng Trị") && Column("Quảng Trị") < Column("Quảng Ngãi"));
        Assert.True(Column("Phú Yên") > Column("Hồ Chí Minh") && Column("Hồ Chí Minh") > Column("Cà Mau"));
        Assert.True(Column("Kon Tum") < Column("Quảng Ngãi") && Column("Đắk Lắk") < Column("Phú Yên"));
        Assert.Equal(0, Column("Cà Mau"));
    }

    [Fact]
    public void Islands_are_said_to_belong_to_the_provinces_of_their_day()
    {
        Assert.Contains("Côn Đảo thuộc Bà Rịa - Vũng Tàu", TileLayout.For([], LastDay).Islands.Vi, StringComparison.Ordinal);
        Assert.Contains("Phu Quoc to An Giang", TileLayout.For([], FirstDay).Islands.En, StringComparison.Ordinal);
        Assert.All(new[] { LastDay, FirstDay }, day =>
        {
            Text words = TileLayout.For([], day).Islands;
            Assert.All(new[] { "Hoàng Sa", "Trường Sa", "Côn Đảo", "Phú Quốc" }, island => Assert.Contains(island, words.Vi, StringComparison.Ordinal));
            Assert.All(new[] { "the Hoàng Sa (Paracel) islands", "the Trường Sa (Spratly) islands", "Con Dao", "Phu Quoc" }, island => Assert.Contains(island, words.En, StringComparison.Ordinal));

            // The provinces are called as the data call them.
            var names = Samples.Known.Provinces.Where(province => province.ValidFrom <= day && (province.ValidTo is null || province.ValidTo >= day)).Select(province => province.NameEn).ToHashSet();
            Assert.All(words.En.TrimEnd('.').Split(": ")[1].Split(", ").Select(said => said.Split(" to ")[1]), name => Assert.Contains(name, names));
        });
    }

    private static bool Touch(TilePlace one, TilePlace other) => Math.Max(Math.Abs(one.Row - other.Row), Math.Abs(one.Column - other.Column)) == 1;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Dictionary<string, string> Provinces(DateOnly day) =>
        Samples.Known.Provinces.Where(province => province.ValidFrom <= day && (province.ValidTo is null || province.ValidTo >= day)).ToDictionary(province => province.NameVi, province => province.ProvinceCode);
}
