using System.Globalization;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>One cell of a score table: a score on the scale of its item, or none.</summary>
internal static class ScoreCell
{
    public static double? Read(TableRow row, KnownIndicator item) => Read(row, item, item.ItemCode);

    public static double? Read(TableRow row, KnownIndicator item, string column) => Read(row.Cell(column), item, row.Refuse);

    /// <param name="refuse">Told what is wrong with the cell; the value then returned means nothing.</param>
    public static double? Read(RawCell cell, KnownIndicator item, Action<string, RawCell, string, string> refuse)
    {
        if (!Numbers.TryRead(cell, out ReadNumber number, out Text reason))
        {
            refuse(IssueCodes.NotANumber, cell, reason.Vi, reason.En);
            return null;
        }

        // On a scale that starts above 0 nobody can score 0: publishers write it for "no score".
        if (number.Value is not double score || (score == 0 && item.MinScore > 0))
        {
            return null;
        }

        if (number.OutOf is double scale && Math.Abs(scale - item.MaxScore) > StructureRules.BoundsRounding)
        {
            refuse(IssueCodes.ScaleDisagrees, cell,
                $"“{cell.Shown}” ghi theo thang {Said(scale).Vi}, nhưng “{item.ItemCode}” theo thang {Said(item.MaxScore).Vi}; hãy nhập điểm theo thang của chỉ số.",
                $"“{cell.Shown}” is out of {Said(scale).En}, but “{item.ItemCode}” is out of {Said(item.MaxScore).En}; type the score on the scale of the index.");
        }
        else if (score < item.MinScore - StructureRules.BoundsRounding || score > item.MaxScore + StructureRules.BoundsRounding)
        {
            refuse(IssueCodes.ScoreOutOfBounds, cell,
                $"điểm {cell.Shown} của “{item.ItemCode}” nằm ngoài khung {Said(item.MinScore).Vi}–{Said(item.MaxScore).Vi}; hãy đối chiếu với bảng gốc.",
                $"the score {cell.Shown} of “{item.ItemCode}” lies outside {Said(item.MinScore).En}–{Said(item.MaxScore).En}; compare with the published table.");
        }

        return score;
    }

    internal static Text Said(double number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return new Text(digits.Replace('.', ','), digits);
    }
}
