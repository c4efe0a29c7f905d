using OfficeOpenXml;
using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Etl.Plans;

/// <summary>Plans on their way into a real warehouse.</summary>
public abstract class PlanLoadTests(PlanLoadTests.Tables tables) : IDisposable
{
    private readonly TestWarehouse warehouse = tables.Copy();
    private readonly TemporaryFolder inbox = new();

    public void Dispose()
    {
        warehouse.Dispose();
        inbox.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_plan_is_loaded_before_the_reports_on_it_whatever_their_names()
    {
        Drop("z.xlsx", PlanBook.Whole());
        Drop("a.xlsx", PlanBook.Report());

        Assert.Equal(["z.xlsx Loaded", "a.xlsx Loaded"], Load());
        Assert.Equal(["z.xlsx AlreadyLoaded", "a.xlsx AlreadyLoaded"], Load());
        warehouse.Publish();
        Assert.Equal(
            ["1.1 Done 100", "1.2 InProgress 60", "2 InProgress 20"],
            States(PlanPeriod.Parse("2021-Q3")!).Select(task => FormattableString.Invariant($"{task.TaskNo} {task.ReportedStatus} {task.PercentDone}")));
    }

    [Fact]
    public void A_report_that_comes_before_its_plan_is_refused_and_taken_later()
    {
        Drop("a.xlsx", PlanBook.Report());
        Assert.Equal(["a.xlsx Refused"], Load());

        Drop("z.xlsx", PlanBook.Whole());
        Assert.Equal(["z.xlsx Loaded", "a.xlsx Loaded"], Load());
    }

    [Fact]
    public void A_report_is_held_against_the_names_and_contents_of_the_plan_as_loaded()
    {
        PlanBook Report(string shown) => PlanBook.Report().With("Kế hoạch!B2", "Sở Nội vụ").With("Tiến độ!F1", "Nội dung nhiệm vụ").With("Tiến độ!F2", shown);
        Drop("z.xlsx", PlanBook.Whole());
        Drop("a.xlsx", Report("Đối thoại với người dân"));
        Drop("b.xlsx", Report("Công bố thủ tục hành chính"));

        Assert.Equal(["a.xlsx Loaded", "b.xlsx Refused", "z.xlsx Loaded"], Load().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_amended_plan_is_the_plan_and_the_task_it_drops_is_told()
    {
        Drop("plan.xlsx", PlanBook.Whole());
        Load();
        PlanBook amended = PlanBook.Whole().With("Mục tiêu!E3", 43d);
        amended["Nhiệm vụ"].RemoveAt(3);
        amended["Tiến độ"].RemoveAt(2);
        Drop("plan.xlsx", amended);

        LoadOutcome outcome = Assert.Single(Run()).Outcome;
        Assert.Equal(["line-passed-over", "task-dropped"], Assert.IsType<LoadOutcome.Loaded>(outcome).Warnings.Select(issue => issue.Code).Order(StringComparer.Ordinal));
        using var database = warehouse.Open();
        Assert.Equal(["1.1", "2"], ReferenceReader.Read(database, warehouse.Clock).Plans.Single().Tasks.Select(task => task.TaskNo));
    }

    [Fact]
    public void An_older_report_sent_again_is_told_that_a_later_one_counts()
    {
        Drop("plan.xlsx", PlanBook.Whole());
        Drop("q3.xlsx", PlanBook.Report());
        Load();
        Drop("q3-moi.xlsx", PlanBook.Report().With("Tiến độ!C2", 80d));
        Drop("q4.xlsx", PlanBook.Report().With("Tiến độ!B2", "Quý IV/2021").With("Tiến độ!B3", "Quý IV/2021"));
        int[] loads = [.. Run().Where(file => file.Outcome is LoadOutcome.Loaded).Select(file => file.Outcome.LoadId)];

        Assert.Equal(2, loads.Length);
        Assert.Equal(
            [("plan.xlsx", (int?)null), ("q3-moi.xlsx", null), ("q3.xlsx", loads[0]), ("q4.xlsx", null)],
            Run().Select(file => (file.File.Name, Assert.IsType<LoadOutcome.AlreadyLoaded>(file.Outcome).SupersededBy)));
    }

    [Fact]
    public void Two_departments_cannot_write_their_plans_under_one_code()
    {
        Drop("plan.xlsx", PlanBook.Whole());
        Drop("stp.xlsx", Department("Sở Tư pháp"));
        Load();
        Drop("stttt.xlsx", Department("Sở Thông tin và Truyền thông"));

        LoadOutcome.Refused refused = Assert.IsType<LoadOutcome.Refused>(Run().Single(file => file.File.Name == "stttt.xlsx").Outcome);

        Issue issue = Assert.Single(refused.Issues, issue => issue.Severity == Severity.Error);
        Assert.Equal(("plan-of-another", "Kế hoạch!B3"), (issue.Code, issue.Origin.ToString()));
        Assert.Contains("mã này là của kế hoạch do “Sở Tư pháp” ban hành, không phải “Sở Thông tin và Truyền thông”", issue.Message.Vi, StringComparison.Ordinal);

        static PlanBook Department(string name) => PlanBook.Whole().With("Kế hoạch!B3", "PAPI-58-2021-CQ").With("Kế hoạch!B6", "Sở, ban, ngành").With("Kế hoạch!B7", name).With("Kế hoạch!B10", PlanBook.Code);
    }

    [Fact]
    public void Reports_do_not_go_over_to_a_task_that_an_amended_plan_puts_in()
    {
        Drop("plan.xlsx", PlanBook.Whole());
        Load();
        PlanBook amended = PlanBook.Whole();
        amended["Nhiệm vụ"].Insert(2, ["1.1", "Rà soát danh sách cử tri", "1", "SNV", "", "", "", "12/2021"]);
        amended["Tiến độ"].RemoveRange(1, 3);
        Drop("plan.xlsx", amended.With("Nhiệm vụ!A4", "1.2").With("Nhiệm vụ!A5", "1.3"));

        LoadOutcome.Refused refused = Assert.IsType<LoadOutcome.Refused>(Assert.Single(Run()).Outcome);

        Assert.Equal(["task-renumbered Nhiệm vụ!A3", "task-renumbered Nhiệm vụ!A4"], refused.Issues.Where(issue => issue.Severity == Severity.Error).Select(issue => $"{issue.Code} {issue.Origin}"));
        using var database = warehouse.Open();
        Assert.Equal(["1.1", "1.2", "2"], ReferenceReader.Read(database, warehouse.Clock).Plans.Single().Tasks.Select(task => task.TaskNo));
    }

    [Fact]
    public void A_refused_plan_comes_back_marked_and_mended_it_is_loaded()
    {
        Drop("plan.xlsx", PlanBook.Whole().With("Nhiệm vụ!H3", "31/6/2021").With("Mục tiêu!D3", "Phấn đấu").Merging("Nhiệm vụ", "A2:L2"));
        FileOutcome refused = Assert.Single(Run());

        var marks = new ReadMarks(refused.Mended!.Bytes);
        Assert.Equal("Cần sửa", marks.Sheets[0]);
        Assert.Equal(["Mục tiêu!D3", "Nhiệm vụ!A2", "Nhiệm vụ!H3"], marks.Comments.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ReadMarks.Red, marks.Fills["Nhiệm vụ!H3"]);
        Assert.Contains("“31/6/2021” không phải là ngày tháng rõ ràng", marks.Comments["Nhiệm vụ!H3"], StringComparison.Ordinal);

        using var package = new ExcelPackage(new MemoryStream(refused.Mended.Bytes));
        package.Workbook.Worksheets["Nhiệm vụ"].Cells["H3"].Value = "30/6/2021";
        package.Workbook.Worksheets["Mục tiêu"].Cells["D3"].Value = "Điểm";
        File.Delete(inbox.File("plan.xlsx"));
        File.WriteAllBytes(inbox.File(refused.Mended.Name), package.GetAsByteArray());

        Assert.Equal(["plan-can-sua.xlsx Loaded"], Load());
    }

    [Fact]
    public void The_audits_have_the_last_word()
    {
        SourceRow[] rows =
        [
            SomePlan.Plan(province: "00"), SomePlan.Index("PAPI"), SomePlan.Agency("UBND", parent: "BNV"),
            SomePlan.Target("1", TargetKind.Score, 5, "PAPI", "9.9"), SomePlan.Target("2", TargetKind.Score, 50, "PCI", "PCI"),
            SomePlan.Task("1", "SNV", new DateOnly(2021, 6, 30)), new TaskAgencyRow { Origin = Origin.File, PlanCode = SomePlan.Code, TaskNo = "1", AgencyCode = "SXD" }, SomePlan.Part("1", "9.8", index: "PAPI"),
        ];
        TaskProgressRow report = SomePlan.Report("1", PlanPeriod.Parse("2021-Q2")!, 50, ReportedStatus.InProgress);

        Assert.Equal(
            [
                "audit-plan-agencies-known: A lead, co-operating or parent agency is not among the agencies of the plan. P1 1 SNV",
                "audit-plan-agencies-known: A lead, co-operating or parent agency is not among the agencies of the plan. P1 1 SXD",
                "audit-plan-agencies-known: A lead, co-operating or parent agency is not among the agencies of the plan. P1 UBND BNV",
                "audit-plan-targets-of-known-items: A target is of an item that its index never had, or of an index that the plan does not cover. P1 1 PAPI 2021 9.9",
                "audit-plan-targets-of-known-items: A target is of an item that its index never had, or of an index that the plan does not cover. P1 2 PCI 2021 PCI",
                "audit-plans-of-known-provinces: A plan belongs to a province that is not known, or covers an index of which there is no edition. P1 00",
                "audit-task-parts-of-known-items: A task serves an item that its index never had, or an index that the plan does not cover. P1 1 PAPI 9.8",
            ],
            Breaches(SomePlan.Batch(rows)));
        Assert.Equal(["audit-progress-of-known-plans: Progress is reported of a plan that is not there. P1 1 2021-06-30"], Breaches(SomePlan.Progress([report])));

        IEnumerable<string> Breaches(LoadBatch batch) => Assert.IsType<LoadOutcome.Refused>(warehouse.Load(batch).Single()).Issues.Select(issue => $"{issue.Code}: {issue.Message.En[..issue.Message.En.LastIndexOf(" (", StringComparison.Ordinal)]}");
    }

    private IReadOnlyList<TaskState> States(PlanPeriod period)
    {
        using var release = warehouse.OpenRelease();
        return TaskState.Read(release, PlanBook.Code, period);
    }

    private void Drop(string name, PlanBook book) => File.WriteAllBytes(inbox.File(name), book.Bytes());

    private IReadOnlyList<FileOutcome> Run()
    {
        using var database = warehouse.Open();
        return new LoadJob(database, warehouse.Data, warehouse.Clock, Steps.Silent).Run(Inbox.Read([inbox.Path], new FileReader(PlanBook.Descriptions)));
    }

    private IEnumerable<string> Load() => [.. Run().Select(file => $"{file.File.Name} {file.Outcome.GetType().Name}")];

    /// <summary>A warehouse of provinces, editions and structures, made once on an engine.</summary>
    public abstract class Tables : IDisposable
    {
        // Not before a test asks: where the engine is missing the tests are skipped, while a fixture that fails fails them.
        private readonly Lazy<TestWarehouse> made;

        protected Tables(TestEngine engine) => made = new(() =>
        {
            var warehouse = new TestWarehouse(engine);
            using var database = warehouse.Open();
            IReadOnlyList<FileReading> tables = [.. Inbox.Read(Samples.Folder).Where(reading => reading.Kind is not (null or LoadKind.Scores or LoadKind.Published))];
            Assert.All(new LoadJob(database, warehouse.Data, warehouse.Clock, Steps.Silent).Run(tables), file => Assert.IsType<LoadOutcome.Loaded>(file.Outcome));
            return warehouse;
        });

        public TestWarehouse Copy() => made.Value.Copy();

        public void Dispose()
        {
            if (made.IsValueCreated)
            {
                made.Value.Dispose();
            }

            GC.SuppressFinalize(this);
        }
    }
}

public sealed class PlanLoadOnDuckDbTests(PlanLoadOnDuckDbTests.DuckDbTables tables) : PlanLoadTests(tables), IClassFixture<PlanLoadOnDuckDbTests.DuckDbTables>
{
    public sealed class DuckDbTables() : Tables(TestEngine.DuckDb);
}

public sealed class PlanLoadOnSqlServerTests(PlanLoadOnSqlServerTests.ServerTables tables) : PlanLoadTests(tables), IClassFixture<PlanLoadOnSqlServerTests.ServerTables>
{
    public sealed class ServerTables() : Tables(TestEngine.SqlServer);
}
