namespace PapiBI.Warehouse.Measures;

/// <summary>Which questions make sense. Scores do not add up across years, levels or provinces, so what a measure speaks of must be shown or fixed.</summary>
internal static class QuestionRules
{
    public static void Check(MetricQuery query)
    {
        if (query.Measures.Count == 0)
        {
            throw Unanswerable("Câu hỏi không có chỉ tiêu nào.", "The question asks for no measure.");
        }

        var families = query.Measures.Select(m => m.Family).Distinct().ToList();
        if (families.Count > 1 && (families.Contains(MeasureFamily.Count) || families.Contains(MeasureFamily.Ledger)))
        {
            throw Unanswerable("Không hỏi chung số đếm hoặc bảng phân tích thay đổi với chỉ tiêu khác.", "Counts and the change ledger cannot be asked together with other measures.");
        }

        foreach (var measure in query.Measures)
        {
            Check(query, measure);
        }
    }

    private static void Check(MetricQuery query, Measure measure)
    {
        var isYearSet = query.By.Contains(Breakdown.Year) || query.Years.Count == 1;
        var isItemSet = query.By.Contains(Breakdown.Item) || query.Items.Count == 1 || query.Levels is [Loading.IndicatorLevel.Total];
        var isProvinceSet = query.By.Contains(Breakdown.Province) || query.Provinces.Count == 1;
        if (!isYearSet)
        {
            throw Open(measure, "năm", "the year");
        }

        if (measure.Family == MeasureFamily.Count)
        {
            if (query.By.Contains(Breakdown.Item) || query.Levels.Count != 1)
            {
                throw Unanswerable(
                    $"“{measure.Label.Vi}” đếm các nội dung của đúng một cấp: hãy chọn một cấp và không tách theo nội dung.",
                    $"\"{measure.Label.En}\" counts the items of exactly one level: fix one level and do not break down by item.");
            }
        }
        else if (!isItemSet)
        {
            throw Open(measure, "nội dung của chỉ số", "the item");
        }

        if (!isProvinceSet && measure.Family != MeasureFamily.Field)
        {
            throw Open(measure, "tỉnh", "the province");
        }

        if (query.Within is Field.OwnRegion && measure.Family == MeasureFamily.Field && !isProvinceSet)
        {
            throw Open(measure, "tỉnh (để biết vùng)", "the province (to know the region)");
        }
    }

    private static UnanswerableQuestionException Open(Measure measure, string vi, string en) => Unanswerable(
        $"“{measure.Label.Vi}” chỉ có nghĩa khi {vi} được chọn hoặc hiển thị.",
        $"\"{measure.Label.En}\" makes sense only where {en} is fixed or shown.");

    private static UnanswerableQuestionException Unanswerable(string vi, string en) => new(new Text(vi, en));
}
