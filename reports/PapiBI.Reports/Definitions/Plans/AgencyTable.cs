using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Plans;
using static PapiBI.Reports.Definitions.MeasureCells;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>States of tasks by agency or plan, with a bar for completion.</summary>
internal static class AgencyTable
{
    public static TableBlock Of(ProgressFacts facts, IReadOnlyList<(string Name, PlanTally Tally)> rows, string finding, string? what = null)
    {
        var mean = facts.T("cả kế hoạch", "whole plan");
        var completion = facts.T("Mức hoàn thành", "Completion");
        return new TableBlock
        {
            Finding = finding,
            Contents = facts.T(
                $"Số nhiệm vụ theo trạng thái, tính đến {facts.LastDay}; thanh: mức hoàn thành theo trọng số, vạch: cả kế hoạch",
                $"Tasks by state as of {facts.LastDay}; bar: weighted completion, tick: the whole plan"),
            Columns =
            [
                TextColumn(what ?? facts.T("Cơ quan chủ trì", "Lead agency"), 6),
                Column(facts.T("Số việc", "Tasks"), 2),
                Column(facts.T("Xong", "Done"), 2),
                Column(facts.T("Đang làm", "In prog."), 2),
                Column(facts.T("Quá hạn", "Overdue"), 3),
                Column(facts.T("Chưa bắt đầu", "Not started"), 3),
                Column(facts.T("Chưa báo cáo", "No report"), 3),
                Column("%", 2),
                new TableColumn { Header = "", Span = 4, IsChart = true },
            ],
            Rows = [.. rows.Select(row => new TableRow
            {
                Cells =
                [
                    Cell.Words(row.Name),
                    Count(row.Tally.Tasks),
                    Count(row.Tally.Done),
                    Count(row.Tally.InProgress),
                    Count(row.Tally.Overdue, Tone.Fall),
                    Count(row.Tally.NotStarted),
                    Count(row.Tally.Unreported, Tone.Fall),
                    Cell.Value(row.Tally.Completion, NumberForm.Percent, Tone.Accent),
                    Cell.Missing,
                ],
            })],
            RowChart = new ChartSpec
            {
                Kind = ChartKind.BarsWithMarks,
                Categories = [.. rows.Select(row => row.Name)],
                Min = 0,
                Max = 100,
                LabelFormat = "0",
                Series =
                [
                    new ChartSeries { Name = completion, Role = SeriesRole.Subject, Values = [.. rows.Select(row => row.Tally.Completion)] },
                    new ChartSeries { Name = mean, Role = SeriesRole.Nation, Values = [.. rows.Select(_ => facts.Tally.Completion)] },
                ],
                AltText = facts.T("Mức hoàn thành theo trọng số của từng dòng; số liệu trong bảng.", "Weighted completion of each row; figures in the table."),
                DataTitle = completion,
            },
            Legend = $"{completion} · {mean}",
        };
    }

    // 0 is a fact here, yet a column of zeros hides the few that count.
    private static Cell Count(int count, Tone tone = Tone.Plain) => Cell.Value(count, NumberForm.Whole, count == 0 ? Tone.Muted : tone);
}
