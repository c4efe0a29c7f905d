using System.Globalization;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.Etl.Plans;

/// <summary>Plans made up by seed and written in people's ways – rows shuffled, columns moved, spellings varied – load equal to what they were made from.</summary>
public sealed class GeneratedPlansTests
{
    private static readonly KnownIndicator[] Items = [.. Samples.Known.Indicators.Where(item => item is { IndexCode: "PAPI", Year: 2021 })];

    [Fact]
    public void Two_hundred_plans_load_equal_to_what_they_were_made_from()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var made = new Generator(seed);
            ReadResult read = made.Book.Read();

            Assert.True(read.Issues.All(issue => issue.Severity == Severity.Warning), $"seed {seed}: {string.Join('\n', read.Issues.Select(issue => issue.Message.En))}");
            string[] said = [.. PlanReadingTests.Said(read).Split('\n').Where(line => !line.StartsWith("plan ", StringComparison.Ordinal) && !line.StartsWith("index ", StringComparison.Ordinal) && !line.StartsWith("agency ", StringComparison.Ordinal))];
            Assert.True(made.Expected.SequenceEqual(said), $"seed {seed}:\n{string.Join('\n', made.Expected.Except(said).Select(line => $"- {line}").Concat(said.Except(made.Expected).Select(line => $"+ {line}")))}");
        }
    }

    /// <summary>A plan of the agencies of <see cref="PlanBook.Whole"/>.</summary>
    private sealed class Generator
    {
        private static readonly (string Code, string[] Names)[] Agencies =
        [
            ("UBND", ["UBND", "UBND tỉnh", "Provincial People's Committee"]), ("SNV", ["SNV", "Sở Nội vụ", "SỞ NỘI VỤ", "snv"]),
            ("SLD", ["SLD", "Sở Lao động, Thương binh và Xã hội", "So Lao dong, Thuong binh va Xa hoi"]), ("TTT", ["TTT", "Thanh tra tỉnh"]),
        ];

        private readonly Random random;
        private readonly List<string> expected = [];

        public Generator(int seed)
        {
            random = new Random(seed);
            Book = PlanBook.Whole();
            Rewrite("Mục tiêu", 1, [.. Enumerable.Range(1, random.Next(1, 8)).Select(Target)]);
            List<(string Text, object[] Row)> tasks = [.. Enumerable.Range(1, random.Next(1, 8)).Select(Task)];
            Rewrite("Nhiệm vụ", 0, tasks);
            Rewrite("Tiến độ", 0, [.. Enumerable.Range(1, tasks.Count).Where(_ => random.Next(2) == 0).Select(Report)]);
        }

        public PlanBook Book { get; }

        public IReadOnlyList<string> Expected => expected;

        // The rows in any order, the columns in any order, with lines above and columns beside.
        private void Rewrite(string sheet, int headerAt, List<(string Text, object[] Row)> rows)
        {
            object[] header = [.. Book[sheet][headerAt]];
            (string Text, object[] Row)[] shuffled = [.. rows];
            random.Shuffle(shuffled);
            expected.AddRange(shuffled.SelectMany(row => row.Text.Split('\n')));
            int[] columns = [.. Enumerable.Range(0, header.Length)];
            random.Shuffle(columns);
            Book[sheet].Clear();
            Book[sheet].AddRange(Enumerable.Range(0, random.Next(4)).Select(i => new List<object> { i == 0 ? "PHỤ LỤC" : "" }));
            Book[sheet].Add([.. columns.Select(column => header[column])]);
            foreach ((_, object[] row) in shuffled)
            {
                if (random.Next(4) == 0)
                {
                    Book[sheet].Add([]);
                }

                Book[sheet].Add([.. columns.Select(column => row[column])]);
            }
        }

        private (string, object[]) Target(int no)
        {
            KnownIndicator item = Items[no * 3];
            string name = item.ItemCode + OneOf(" – ", ". ", ": ") + item.NameVi;
            object written = OneOf<object>(item.ItemCode, $"PAPI {item.ItemCode}", name, item.NameEn, item.NameVi.ToUpperInvariant());
            int baseYear = random.Next(2) == 0 ? 2020 : 2019;
            (string Kind, object Value, string Said) target = random.Next(7) switch
            {
                0 => (OneOf("Điểm", "score"), OneOf<object>(2.25, "2,25", "đạt 2.25 điểm"), "Score 2.25"),
                1 => (OneOf("Hạng", "Xếp hạng"), OneOf<object>("14/63", "thứ 14/63", "hạng 14 / 63"), "Rank 14/63"),
                2 => (OneOf("Tăng điểm", "SCORE GAIN"), OneOf<object>(0.25, "tăng 0,25 điểm"), "ScoreGain 0.25"),
                3 => (OneOf("Tăng hạng", "tang bac"), OneOf<object>(5d, "5 bậc"), "RankGain 5"),
                4 => (OneOf("Nhóm", "Vào nhóm"), OneOf<object>(1d, "cao nhất", "Nhóm 1", "highest"), "Group 1"),
                5 => (OneOf("Không giảm điểm", "giữ điểm"), "", "ScoreHeld"),
                _ => (OneOf("Không tụt hạng", "Rank held"), "", "RankHeld"),
            };
            return ($"target {no} PAPI 2021 {item.ItemCode} {target.Said} on {baseYear}", [$"{no}", OneOf<object>(2021d, "2021", "Năm 2021"), written, target.Kind, target.Value, "", baseYear == 2020 ? OneOf<object>("", 2020d) : 2019d, "", OneOf("", "Không", "0")]);
        }

        private (string, object[]) Task(int no)
        {
            var lead = OneOf(Agencies);
            var co = Agencies.Where(agency => agency.Code != lead.Code && random.Next(2) == 0).ToArray();
            var start = new DateOnly(2021, random.Next(1, 6), 1);
            int month = random.Next(6, 13);
            DateOnly due = random.Next(2) == 0 ? new DateOnly(2021, month, random.Next(1, 29)) : new DateOnly(2021, month, 1).AddMonths(1).AddDays(-1);
            KnownIndicator[] parts = [.. Items.Where(item => item.Level == IndicatorLevel.Dimension).OrderBy(_ => random.Next()).Take(2)];
            int weight = random.Next(1, 4);
            string[] said =
            [
                $"task {no} Việc {no}: {lead.Code} {start:yyyy-MM-dd}–{due:yyyy-MM-dd}, × {weight}",
                .. co.Select(agency => $"  with {agency.Code}"),
                $"  for PAPI {parts[0].ItemCode} × 0.75", $"  for PAPI {parts[1].ItemCode} × 0.25",
            ];
            string mark = OneOf("; ", ", ", "\n", ";", " ; ");
            return (string.Join('\n', said),
            [
                OneOf<object>($"{no}", (double)no, $"{no}."), OneOf($"Việc {no}", $"- Việc\n{no}", $"  Việc   {no} "), $"PAPI {parts[0].ItemCode} (3){OneOf("; ", "\n", ", ")}{OneOf(parts[1].ItemCode, parts[1].NameVi)}", OneOf(lead.Names),
                string.Join(mark, co.Select(agency => OneOf(agency.Names))), "", Day(start, isLast: false), Day(due, isLast: true), "", "", OneOf<object>((double)weight, $"{weight}"), "",
            ]);
        }

        private (string, object[]) Report(int no)
        {
            PlanPeriod period = PlanPeriod.Parse(OneOf("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2021-H1", "2021-H2", "2021"))!;
            string written = period.Kind switch
            {
                ReportingPeriod.Quarter => OneOf($"Quý {new[] { "I", "II", "III", "IV" }[period.No - 1]}/2021", $"Q{period.No}/2021", $"quý {period.No} năm 2021", $"2021-Q{period.No}"),
                ReportingPeriod.Half => OneOf(period.No == 1 ? "6 tháng đầu năm 2021" : "6 tháng cuối năm 2021", $"H{period.No} 2021", $"2021-H{period.No}"),
                _ => OneOf("Năm 2021", "2021", "cả năm 2021"),
            };
            int percent = random.Next(1, 101);
            string status = percent == 100 ? OneOf("Hoàn thành", "done", "ĐÃ HOÀN THÀNH") : OneOf("Đang thực hiện", "In progress", "dang trien khai");
            return ($"report {no} {period.Kind} {period.Start:yyyy-MM-dd}–{period.End:yyyy-MM-dd} {percent}% {(percent == 100 ? "Done" : "InProgress")}",
                [OneOf<object>($"{no}", (double)no), written, OneOf<object>((double)percent, $"{percent}%", $"{percent} %", new SomeWorkbook.FormattedCell(percent / 100d, 9)), status, "", "", "", ""]);
        }

        private object Day(DateOnly day, bool isLast)
        {
            List<object> ways = [day, day.ToString("d/M/yyyy", CultureInfo.InvariantCulture), day.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
            if (isLast ? day.AddDays(1).Day == 1 : day.Day == 1)
            {
                ways.AddRange([$"{day.Month}/2021", $"tháng {day.Month} năm 2021", new SomeWorkbook.FormattedCell(new DateTime(2021, day.Month, 1).ToOADate(), 17)]);
            }

            if (isLast && day.AddDays(1) is { Day: 1, Month: 1 or 4 or 7 or 10 })
            {
                ways.Add($"quý {day.Month / 3}/2021");
            }

            return OneOf([.. ways]);
        }

        private T OneOf<T>(params T[] choices) => choices[random.Next(choices.Length)];
    }
}
