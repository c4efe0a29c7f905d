using System.Xml.Linq;
using OfficeOpenXml;
using PapiBI.Reports.Documents;

namespace PapiBI.Reports.Excel;

/// <summary>A document as an Excel workbook for A4: the same document gives the same bytes.</summary>
public static class ExcelRenderer
{
    public static byte[] Render(ReportDocument document)
    {
        // Not disposed: it holds nothing but memory, and to dispose of it would stop every thread for a full collection.
        // Charts are laid over rows that have their heights, so none needs to follow a height that is set later.
        var package = new ExcelPackage { DoAdjustDrawings = false };
        ExcelWorkbook workbook = package.Workbook;
        Look.AddTo(workbook);
        SetProperties(workbook, document);

        var names = new SheetNames();
        List<ExcelWorksheet> sheets = [.. document.Pages.Select(page => workbook.Worksheets.Add(names.Take(page.Tab)))];
        ExcelWorksheet dataSheet = workbook.Worksheets.Add(names.Take(Words.Data.In(document.Language)));
        dataSheet.Cells.Style.Font.Name = Look.Font;
        var looks = new Looks();
        var data = new DataSheet(dataSheet, document.Language, looks);
        List<XDocument> charts = [];
        for (int i = 0; i < sheets.Count; i++)
        {
            new PageWriter(document, document.Pages[i], sheets[i], names, data, looks, charts).Write();
        }

        if (data.IsEmpty && sheets.Count > 0)
        {
            workbook.Worksheets.Delete(dataSheet);
        }
        else
        {
            data.Finish(document.SourceLine, $"{document.ReleaseLine} · {Words.Page.In(document.Language)}");
        }

        workbook.View.ActiveTab = 0;

        // Set when all parts are there, as it tells each; below they are packed anew. None would be taken for the usual level.
        package.Compression = CompressionLevel.BestSpeed;
        return FixedZip.Repack(package.GetAsByteArray(), document.PublishedAt, QuietYears.Insert, charts);
    }

    private static void SetProperties(ExcelWorkbook workbook, ReportDocument document)
    {
        OfficeProperties properties = workbook.Properties;
        properties.Title = document.Title;
        properties.Subject = document.Finding;
        properties.Author = "PapiBI";
        properties.LastModifiedBy = "PapiBI";
        properties.Company = document.SourceLine;
        properties.Comments = document.ReleaseLine;
        properties.Keywords = document.ReportId;
        properties.Category = document.ReportId;
        properties.Created = document.PublishedAt.UtcDateTime;
        properties.Modified = document.PublishedAt.UtcDateTime;
    }
}
