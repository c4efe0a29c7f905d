using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>What a row, tile or mark is of, as hands name it that let readers choose (<see cref="Documents.TableRow.Key"/>).</summary>
internal static class RowKey
{
    public static string Of(string provinceCode) => "province:" + provinceCode;

    public static string Of(CatalogItem item) => "item:" + item.Code;
}
