using PapiBI.Reports.Documents;
using System.Xml;
using OfficeOpenXml;

namespace PapiBI.Reports.Excel;

/// <summary>Small lines in cells, as the extension of the sheet that Excel 2010 and later read.</summary>
internal static class Sparklines
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
    private const string Xm = "http://schemas.microsoft.com/office/excel/2006/main";
    private const string ExtensionId = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}";

    public static void Append(ExcelWorksheet sheet, IEnumerable<(string Cell, string Data)> lines)
    {
        XmlDocument xml = sheet.WorksheetXml;
        XmlElement groups = Groups(xml);
        XmlElement group = Child(groups, "x14", "sparklineGroup", X14);
        group.SetAttribute("displayEmptyCellsAs", "gap");
        group.SetAttribute("last", "1");
        Child(group, "x14", "colorSeries", X14).SetAttribute("rgb", "FF" + Inks.Navy);
        Child(group, "x14", "colorLast", X14).SetAttribute("rgb", "FF" + Inks.Ochre);
        XmlElement list = Child(group, "x14", "sparklines", X14);
        foreach ((string cell, string data) in lines)
        {
            XmlElement line = Child(list, "x14", "sparkline", X14);
            Child(line, "xm", "f", Xm).InnerText = data;
            Child(line, "xm", "sqref", Xm).InnerText = cell;
        }
    }

    private static XmlElement Groups(XmlDocument xml)
    {
        if (xml.GetElementsByTagName("sparklineGroups", X14)[0] is XmlElement existing)
        {
            return existing;
        }

        XmlElement extensions = xml.CreateElement("extLst", Main);
        xml.DocumentElement!.AppendChild(extensions);
        XmlElement extension = xml.CreateElement("ext", Main);
        extension.SetAttribute("uri", ExtensionId);
        extensions.AppendChild(extension);
        return Child(extension, "x14", "sparklineGroups", X14);
    }

    private static XmlElement Child(XmlElement parent, string prefix, string name, string space)
    {
        XmlElement child = parent.OwnerDocument.CreateElement(prefix, name, space);
        parent.AppendChild(child);
        return child;
    }
}
