using System.Globalization;
using System.IO.Compression;
using System.Xml;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>
/// The cells of a workbook that hold an Excel error, or a formula saved without its value. The workbook reader shows both as blank,
/// and blank means "no score": an error would be loaded as a missing figure.
/// </summary>
internal static class ValuelessCells
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private const string FormulaWithoutValue = "#CALC!";

    /// <summary>The error text by place, up to one more than the limit. Rows and cells may leave their number out: they then follow the one before.</summary>
    public static Dictionary<Origin, string> Read(ZipArchive package, int limit)
    {
        var found = new Dictionary<Origin, string>();
        foreach ((string sheet, ZipArchiveEntry part) in Sheets(package))
        {
            using XmlReader xml = Open(part);
            int row = 0;
            int column = 0;
            while (found.Count <= limit && xml.Read())
            {
                if (IsElement(xml, "row"))
                {
                    row = xml.GetAttribute("r") is string number ? int.Parse(number, CultureInfo.InvariantCulture) : row + 1;
                    column = 0;
                }
                else if (IsElement(xml, "c"))
                {
                    column = xml.GetAttribute("r") is string place ? Positions.ColumnIn(place) : column + 1;
                    if (ErrorIn(xml) is string error)
                    {
                        found[Positions.Of(sheet, row, column)] = error;
                    }
                }
            }
        }

        return found;
    }

    private static string? ErrorIn(XmlReader cell)
    {
        bool isError = cell.GetAttribute("t") == "e";
        bool hasFormula = false;
        string value = "";
        using XmlReader content = cell.ReadSubtree();
        string element = "";
        while (content.Read())
        {
            element = content.NodeType == XmlNodeType.Element ? content.LocalName : element;
            hasFormula |= element == "f";
            value += content.NodeType == XmlNodeType.Text && element is ("v" or "t") ? content.Value : "";
        }

        return isError ? (value.StartsWith('#') ? value : "#ERROR!")
            : hasFormula && value.Length == 0 ? FormulaWithoutValue
            : null;
    }

    private static IEnumerable<(string Name, ZipArchiveEntry Part)> Sheets(ZipArchive package)
    {
        Dictionary<string, string> targets = Targets(package);
        using XmlReader xml = Open(package.GetEntry("xl/workbook.xml")!);
        while (xml.Read())
        {
            string? id = IsElement(xml, "sheet") ? xml.GetAttribute("id", Relationships) ?? xml.GetAttribute("id", StrictRelationships) : null;
            if (id is not null && targets.TryGetValue(id, out string? target) && package.GetEntry(PathOf(target)) is ZipArchiveEntry part)
            {
                yield return (xml.GetAttribute("name") ?? "", part);
            }
        }
    }

    private static Dictionary<string, string> Targets(ZipArchive package)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        if (package.GetEntry("xl/_rels/workbook.xml.rels") is not ZipArchiveEntry part)
        {
            return targets;
        }

        using XmlReader xml = Open(part);
        while (xml.Read())
        {
            if (IsElement(xml, "Relationship"))
            {
                targets[xml.GetAttribute("Id") ?? ""] = xml.GetAttribute("Target") ?? "";
            }
        }

        return targets;
    }

    private static string PathOf(string target) => target.StartsWith('/') ? target[1..] : $"xl/{target}";

    private static bool IsElement(XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    private static XmlReader Open(ZipArchiveEntry part) =>
        XmlReader.Create(part.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
}
