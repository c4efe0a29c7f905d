using DuckDB.NET.Data;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Warehouse.AdHoc;

/// <summary>A release file of a few provinces, with a table, views and names that need quotes.</summary>
public sealed class SmallRelease : IDisposable
{
    private const string Content =
        """
        create table province (province_code varchar, province_name varchar, region varchar);
        insert into province values
            ('01', 'Hà Nội', 'Đồng bằng sông Hồng'), ('04', 'Cao Bằng', 'Miền núi phía Bắc'),
            ('58', 'Ninh Thuận', 'Duyên hải'), ('92', 'Cần Thơ', 'Đồng bằng sông Cửu Long'), ('89', 'An Giang', 'Đồng bằng sông Cửu Long');
        create table release (release_id integer);
        create table fact_score (province_code varchar, year integer, score double, published_on date);
        insert into fact_score
        select province_code, y, 40 + cast(province_code as integer) / 100.0 + (y - 2018) * 0.5, make_date(y, 4, 15)
        from province, range(2018, 2023) years(y);
        create view score as select f.province_code, p.province_name, p.region, f.year, f.score, f.published_on
        from fact_score f join province p on p.province_code = f.province_code;
        create schema extra;
        create view extra."Điểm số" as select province_name as "Tên tỉnh", score from score where year = 2020;
        """;

    private readonly TemporaryFolder folder = new();

    public SmallRelease()
    {
        Folder = folder.Path;
        File = folder.File("2024-r1.duckdb");
        System.IO.File.WriteAllText(folder.File("secret.csv"), "a,b\n1,secret\n");
        using DuckDBConnection connection = new($"DataSource={File};threads=1");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = Content;
        command.ExecuteNonQuery();
    }

    public string File { get; }

    /// <summary>It also holds secret.csv, which no question may read.</summary>
    public string Folder { get; }

    public AdHocSession Open() => AdHocSession.Open(File, new AdHocLimits());

    public AdHocQuery Query() => new(File, TimeProvider.System);

    public void Dispose() => folder.Dispose();
}
