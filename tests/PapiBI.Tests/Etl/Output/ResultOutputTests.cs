using System.Text.Json;
using PapiBI.Tests.Warehouse.AdHoc;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Worker.Output;

namespace PapiBI.Tests.Etl.Output;

public sealed class ResultOutputTests : IDisposable
{
    private readonly SmallRelease release = new();

    public void Dispose() => release.Dispose();

    [Fact]
    public async Task Csv_quotes_what_needs_it_and_keeps_numbers_plain()
    {
        string csv = await Write(
            """
            select * from (values
                ('Cần Thơ', -1.5::double, date '2020-04-15', null),
                ('a,"b"', 12::double, null, '')) t("Tên tỉnh", "điểm, số", ngày, x)
            """,
            ResultFormat.Csv);

        Assert.Equal("Tên tỉnh,\"điểm, số\",ngày,x\r\nCần Thơ,-1.5,2020-04-15,\r\n\"a,\"\"b\"\"\",12,,\"\"\r\n", csv);
    }

    [Theory]
    [InlineData("=HYPERLINK(1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@x")]
    public async Task Csv_disarms_a_text_that_a_spreadsheet_would_run(string text)
    {
        Assert.Equal($"x\r\n'{text}\r\n", await Write($"select '{text}' as x", ResultFormat.Csv));
    }

    [Fact]
    public async Task Json_is_an_array_of_objects_with_numbers_as_numbers()
    {
        string json = await Write(
            """
            select 'Đắk Lắk "x"' as name, 1.5::double as score, 20::integer as n, 170141183460469231731687303715884105727::hugeint as huge, 0.10::decimal(4, 2) as d,
                date '2020-04-15' as day, true as yes, null as none, [1, 2] as list, {a: 'x', b: 2} as s, 1 / 0.0 as inf, 2 as n
            """,
            ResultFormat.Json);

        Assert.Equal(
            """
            [
            {"name":"Đắk Lắk \"x\"","score":1.5,"n":20,"huge":170141183460469231731687303715884105727,"d":0.10,"day":"2020-04-15","yes":true,"none":null,"list":[1,2],"s":{"a":"x","b":2},"inf":"Infinity","n_2":2}
            ]

            """,
            json);
    }

    [Fact]
    public async Task Json_of_no_rows_and_of_many_is_well_formed()
    {
        Assert.Equal(0, JsonDocument.Parse(await Write("select 1 where false", ResultFormat.Json)).RootElement.GetArrayLength());
        Assert.Equal(5_000, JsonDocument.Parse(await Write("select * from range(5000)", ResultFormat.Json)).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Table_sets_numbers_to_the_right_with_the_readers_decimal_sign()
    {
        const string sql = "select province_name as name, score, year from score where year = 2020 and province_code in ('58', '92') order by score";
        string vi = await Write(sql, ResultFormat.Table);
        string en = await Write(sql, ResultFormat.Table, Language.English);

        Assert.Contains("Ninh Thuận   41,58   2020", vi, StringComparison.Ordinal);
        Assert.Contains("Ninh Thuận   41.58   2020", en, StringComparison.Ordinal);
        Assert.Contains("name         score   year", vi, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_shows_brackets_and_escapes_as_they_are_and_sends_nothing_to_the_terminal()
    {
        string table = await Write("select '[red]x[/]' as a, chr(27) || '[31m' as b", ResultFormat.Table);

        Assert.Contains("[red]x[/]", table, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', table);
    }

    [Fact]
    public async Task Bytes_are_copied_out_of_the_engine()
    {
        Assert.Equal("x\r\nAQL/\r\n", await Write("select '\\x01\\x02\\xFF'::blob as x", ResultFormat.Csv));
    }

    [Theory]
    [InlineData(ResultFormat.Csv)]
    [InlineData(ResultFormat.Json)]
    [InlineData(ResultFormat.Table)]
    public async Task A_refused_question_writes_nothing(ResultFormat format)
    {
        Assert.Equal("", await Write("drop table province", format));
    }

    private async Task<string> Write(string sql, ResultFormat format, Language language = Language.Vietnamese)
    {
        await using AdHocResult result = await release.Query().Run(sql, new AdHocLimits(), TestContext.Current.CancellationToken);
        using StringWriter writer = new();
        await result.Write(format, writer, language);
        return writer.ToString();
    }
}
