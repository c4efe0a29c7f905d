using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.MultiIndex;

/// <summary>Báo cáo nhiều chỉ số: one province, one year, every index, as a conference needs it on one sheet; then a page for each index.</summary>
public static class MultiIndexBrief
{
    public const string Id = "multi-index-brief";

    // The order in which a conference takes them; indices added later come after.
    private static readonly string[] Order = ["PAPI", "PAR_INDEX", "SIPAS", "PCI"];

    /// <exception cref="ReportRefusedException">No index of that year knows the province.</exception>
    public static ReportDocument Build(Release release, ReleaseCatalog catalog, MultiIndexRequest request)
    {
        var codes = catalog.Editions.Select(e => e.IndexCode).Distinct().OrderBy(code => Array.IndexOf(Order, code) is >= 0 and var at ? at : Order.Length).ThenBy(code => code, StringComparer.Ordinal);
        var standings = codes.Select(code => IndexStanding.Ask(release, catalog, code, request.Year, request.ProvinceCode, request.Language)).OfType<IndexStanding>().ToList();
        if (standings.Count == 0)
        {
            throw new ReportRefusedException(new Text(
                $"Không chỉ số nào của năm {request.Year} có tỉnh mang mã {request.ProvinceCode}.",
                $"No index of {request.Year} has a province with the code {request.ProvinceCode}."));
        }

        if (!standings.Exists(s => s.IsKnown))
        {
            throw new ReportRefusedException(new Text(
                $"Bản phát hành không có số liệu nào của {standings[0].Province.Name.Vi} năm {request.Year}.",
                $"The release holds no figure of {standings[0].Province.Name.En} in {request.Year}."));
        }

        var province = standings[0].Province.Name;
        return new Envelope
        {
            ReportId = Id,
            Kind = new Text("Nhiều chỉ số", "All indices"),
            Title = $"{province.In(request.Language)} · {new Text("các chỉ số năm", "indices of").In(request.Language)} {request.Year}",
            Finding = ConferencePage.Finding(standings),
            FileSubject = $"cac-chi-so {request.Year} {province.Vi}",
            SourceLine = new Text("Nguồn: ", "Source: ").In(request.Language) + string.Join(" · ", standings.Select(s => s.Name)),
        }.Around(release, request.Language,
        [
            ConferencePage.Build(standings),
            .. standings.Where(s => s.IsKnown || s.Gap is null).Select(IndexPage.Build),
            FigureSourcesPage.Build(standings),
        ]);
    }
}
