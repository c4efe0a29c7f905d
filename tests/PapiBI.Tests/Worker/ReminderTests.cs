using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Service;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Worker;

/// <summary>Each contact of a lead agency gets its own list before a period ends and after a deadline passes, once, whatever becomes of clock and service.</summary>
public abstract class ReminderTests(TestEngine engine)
{
    private static readonly PlanPeriod Quarter2 = PlanPeriod.Of(ReportingPeriod.Quarter, 2027, 2);
    private static readonly DateOnly YearEnd = new(2027, 12, 31);

    [Fact]
    public void Before_a_quarter_ends_each_contact_gets_its_own_list_once_over_days_and_restarts()
    {
        using var stage = new ReminderStage(
            engine,
            SomePlan.Agency("A", "a@example.org"), SomePlan.Agency("B", "b@example.org"), SomePlan.Agency("C", "c@example.org"), SomePlan.Agency("D", "d@example.org"),
            SomePlan.Task("1", "A", YearEnd), SomePlan.Task("2", "A", YearEnd), SomePlan.Task("3", "B", YearEnd), SomePlan.Task("4", "B", YearEnd), SomePlan.Task("5", "C", YearEnd),
            SomePlan.Task("6", "D", YearEnd, start: new DateOnly(2027, 7, 1)));
        stage.Report(SomePlan.Report("4", Quarter2, 40, ReportedStatus.InProgress), SomePlan.Report("5", Quarter2, 100, ReportedStatus.Done));
        stage.Subscribe(ReminderStage.Reminders());

        stage.WorkUntil(19, 6);
        Assert.Empty(stage.Arrived());
        stage.WorkUntil(20, 6);
        Assert.Equal(
            [
                "a@example.org Nhắc việc: 2 nhiệm vụ cần báo cáo quý II năm 2027 trước 30/6/2027 – Sở A",
                "b@example.org Nhắc việc: 1 nhiệm vụ cần báo cáo quý II năm 2027 trước 30/6/2027 – Sở B",
            ],
            stage.Arrived());
        var toB = stage.Mails().Single(mail => mail.Recipient == "b@example.org").Message;
        Assert.Contains("3. Nhiệm vụ 3\nThời hạn 31/12/2027 · chưa báo cáo lần nào", toB.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Nhiệm vụ 1", toB.TextBody + toB.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Nhiệm vụ 4", toB.TextBody + toB.HtmlBody, StringComparison.Ordinal);
        stage.WorkUntil(10, 7);
        Assert.Empty(stage.Arrived());
        Assert.Equal(["P1 2027-Q2 A a@example.org sent", "P1 2027-Q2 B b@example.org sent"], stage.Deliveries());
        Assert.Empty(stage.Told());
    }

    [Fact]
    public void The_day_after_a_deadline_one_mail_lists_what_is_neither_done_nor_stopped()
    {
        using var stage = new ReminderStage(
            engine,
            SomePlan.Agency("A", "a@example.org"), SomePlan.Agency("B", "b@example.org"),
            SomePlan.Task("1", "A", new DateOnly(2027, 6, 15)), SomePlan.Task("2", "A", new DateOnly(2027, 6, 15)), SomePlan.Task("3", "A", new DateOnly(2027, 6, 15)),
            SomePlan.Task("4", "A", new DateOnly(2027, 6, 17)), SomePlan.Task("5", "B", new DateOnly(2027, 6, 1)));
        stage.Report(SomePlan.Report("2", Quarter2, null, ReportedStatus.Done), SomePlan.Report("3", Quarter2, 10, ReportedStatus.Suspended));
        stage.Subscribe(ReminderStage.Reminders(new ReminderParameters { DaysBefore = 0 }));

        stage.WorkUntil(15, 6);
        Assert.Empty(stage.Arrived());
        stage.WorkUntil(16, 6);
        Assert.Equal(["a@example.org Quá hạn: 1 nhiệm vụ chưa hoàn thành – Sở A"], stage.Arrived());
        Assert.Contains("1. Nhiệm vụ 1\nThời hạn 15/6/2027 · quá hạn 1 ngày · chưa báo cáo lần nào", stage.Mails()[0].Message.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        stage.Report(SomePlan.Report("4", Quarter2, 100, ReportedStatus.Done));
        stage.WorkUntil(20, 6);
        Assert.Empty(stage.Arrived());
        Assert.Equal(["P1 2027-06-15 A: planned"], stage.Decided());
    }

    [Theory]
    [InlineData(MissedPolicy.Latest, "P1 2027-06-15..2027-06-17 A a@example.org sent")]
    [InlineData(MissedPolicy.CatchUp, "P1 2027-06-15 A a@example.org sent", "P1 2027-06-16 A a@example.org sent", "P1 2027-06-17 A a@example.org sent")]
    [InlineData(MissedPolicy.Skip)]
    public void After_four_days_of_downtime_the_rule_for_missed_occasions_holds(MissedPolicy missed, params string[] deliveries)
    {
        using var stage = new ReminderStage(engine, [SomePlan.Agency("A", "a@example.org"), .. Enumerable.Range(13, 6).Select(day => SomePlan.Task($"{day}", "A", new DateOnly(2027, 6, day)))]);
        stage.Subscribe(ReminderStage.Reminders(new ReminderParameters { DaysBefore = 13 }) with { Missed = missed });
        stage.WorkUntil(15, 6);
        Assert.Equal(["a@example.org Quá hạn: 1 nhiệm vụ chưa hoàn thành – Sở A"], stage.Arrived());
        stage.Report([.. new[] { "13", "14", "16" }.Select(task => SomePlan.Report(task, Quarter2, task == "16" ? 50 : 100, task == "16" ? ReportedStatus.InProgress : ReportedStatus.Done))]);

        stage.At(18, 6, 12);
        stage.Work();
        stage.Work();

        // The 14th of June was told on the 15th; on the 17th, thirteen days before the end of the quarter, the service was down.
        Assert.Equal([.. deliveries, .. deliveries.Length == 0 ? Array.Empty<string>() : ["P1 2027-Q2 A a@example.org sent"]], stage.Deliveries().Skip(1).Order(StringComparer.Ordinal));
        if (missed == MissedPolicy.Latest)
        {
            Assert.Contains(stage.Arrived(), mail => mail == "a@example.org Quá hạn: 3 nhiệm vụ chưa hoàn thành – Sở A");
        }

        if (missed == MissedPolicy.Skip)
        {
            Assert.Equal(["P1 2027-06-14 A: planned", "P1 2027-06-15 A: skipped", "P1 2027-06-16 A: skipped", "P1 2027-06-17 A: skipped", "P1 2027-Q2 A: skipped"], stage.Decided());
        }
    }

    [Fact]
    public void Two_workers_at_a_time_and_a_clock_set_back_repeat_nothing()
    {
        using var stage = new ReminderStage(engine, SomePlan.Agency("A", "a@example.org"), SomePlan.Agency("B", "b@example.org"), SomePlan.Task("1", "A", new DateOnly(2027, 6, 19)), SomePlan.Task("2", "B", YearEnd));
        stage.Subscribe(ReminderStage.Reminders());
        stage.At(20, 6, 8, 1);

        Parallel.For(0, 4, _ => stage.Plan());
        Parallel.For(0, 2, _ => stage.Deliver());
        Assert.Equal(3, stage.Arrived().Count);

        stage.At(20, 6, 7, 1);
        for (var minute = 0; minute < 120; minute += 10)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(10));
            stage.Work();
        }

        stage.WorkUntil(29, 6);
        Assert.Empty(stage.Arrived());
    }

    [Fact]
    public void Adding_pausing_resuming_and_editing_bring_nothing_that_is_past()
    {
        using var stage = new ReminderStage(
            engine,
            SomePlan.Agency("A", "a@example.org"),
            SomePlan.Task("1", "A", new DateOnly(2027, 6, 13)), SomePlan.Task("2", "A", new DateOnly(2027, 6, 15)), SomePlan.Task("3", "A", new DateOnly(2027, 6, 22)), SomePlan.Task("4", "A", new DateOnly(2027, 6, 25)));
        stage.Subscribe(ReminderStage.Reminders());
        stage.WorkUntil(14, 6);
        Assert.Empty(stage.Arrived());

        stage.Subscribe(ReminderStage.Reminders() with { IsPaused = true });
        stage.WorkUntil(20, 6);
        stage.Subscribe(ReminderStage.Reminders());
        stage.WorkUntil(21, 6);
        Assert.Empty(stage.Arrived());

        // The deadline of the 22nd passes at midnight; at 9:00 the schedule becomes another, which comes at 10:00.
        stage.At(23, 6, 9);
        stage.Subscribe(ReminderStage.Reminders(cron: "0 0 10 * * ?"));
        stage.At(23, 6, 10, 1);
        stage.Work();
        Assert.Empty(stage.Arrived());
        stage.Subscribe(ReminderStage.Reminders(new ReminderParameters { DaysBefore = 15 }, cron: "0 0 10 * * ?"));
        stage.At(24, 6, 10, 1);
        stage.Work();
        Assert.Empty(stage.Arrived());

        stage.At(26, 6, 10, 1);
        stage.Work();
        Assert.Equal(["a@example.org Quá hạn: 1 nhiệm vụ chưa hoàn thành – Sở A"], stage.Arrived());
    }

    [Fact]
    public void Added_in_the_morning_of_the_day_it_comes_that_day_and_an_edit_cancels_nothing_that_waits()
    {
        using var stage = new ReminderStage(engine, SomePlan.Agency("A", "a@example.org"), SomePlan.Task("1", "A", YearEnd));
        stage.At(20, 6, 7);
        stage.Subscribe(ReminderStage.Reminders());
        stage.At(20, 6, 8, 1);
        stage.Plan();
        stage.Subscribe(ReminderStage.Reminders() with { Language = Language.English, Missed = MissedPolicy.CatchUp });

        stage.Deliver();

        Assert.Equal(["a@example.org Nhắc việc: 1 nhiệm vụ cần báo cáo quý II năm 2027 trước 30/6/2027 – Sở A"], stage.Arrived());
        stage.Subscriptions.Remove(stage.Subscriptions.Find("nhắc việc")!);
        stage.WorkUntil(1, 7);
        Assert.Empty(stage.Arrived());
    }

    [Fact]
    public void An_agency_without_an_address_or_with_a_faulty_one_is_told_to_the_operator_once_and_keeps_no_other_waiting()
    {
        using var stage = new ReminderStage(
            engine,
            SomePlan.Agency("A"), SomePlan.Agency("B", "b@example.org, c@example.org"), SomePlan.Agency("C", "c@example.org"),
            SomePlan.Task("1", "A", YearEnd), SomePlan.Task("2", "B", YearEnd), SomePlan.Task("3", "C", YearEnd));
        stage.Subscribe(ReminderStage.Reminders());

        stage.WorkUntil(25, 6);

        Assert.Equal(["c@example.org Nhắc việc: 1 nhiệm vụ cần báo cáo quý II năm 2027 trước 30/6/2027 – Sở C"], stage.Arrived());
        Assert.Equal(["P1 2027-Q2 A: refused", "P1 2027-Q2 B: refused", "P1 2027-Q2 C: planned"], stage.Decided());
        var told = Assert.Single(stage.Told()).Message;
        Assert.Equal("PapiBI: 0 thư và 2 việc cần xem lại", told.Subject);
        Assert.Contains(
            "xếp gửi nhắc việc · P1 2027-Q2 A: bị từ chối. Không nhắc được Sở A: kế hoạch không ghi thư điện tử. Hãy sửa trong tệp kế hoạch rồi nạp lại.",
            told.TextBody,
            StringComparison.Ordinal);
        Assert.Contains("Không nhắc được Sở B: thư điện tử ghi trong kế hoạch không phải là một địa chỉ.", told.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void An_amended_plan_moves_a_deadline_and_a_plan_that_comes_late_does_not_flood()
    {
        SourceRow[] agencies = [SomePlan.Agency("A", "a@example.org"), SomePlan.Agency("B", "b@example.org")];
        using var stage = new ReminderStage(engine, [.. agencies, SomePlan.Task("1", "A", new DateOnly(2027, 6, 16)), SomePlan.Task("2", "A", YearEnd)]);
        stage.Subscribe(ReminderStage.Reminders(new ReminderParameters { DaysBefore = 0 }));
        stage.WorkUntil(15, 6);

        stage.Load([.. agencies, SomePlan.Task("1", "A", new DateOnly(2027, 6, 18)), SomePlan.Task("2", "A", YearEnd), .. Enumerable.Range(1, 9).Select(i => SomePlan.Task($"3.{i}", "B", new DateOnly(2027, 5, i)))]);
        stage.WorkUntil(18, 6);
        Assert.Empty(stage.Arrived());
        stage.WorkUntil(19, 6);
        Assert.Equal(["a@example.org Quá hạn: 1 nhiệm vụ chưa hoàn thành – Sở A"], stage.Arrived());

        stage.Load([.. agencies, SomePlan.Task("1", "A", new DateOnly(2027, 6, 25)), SomePlan.Task("2", "A", YearEnd)]);
        stage.WorkUntil(27, 6);
        Assert.Equal(["a@example.org Quá hạn: 1 nhiệm vụ chưa hoàn thành – Sở A"], stage.Arrived());
        Assert.Equal(["P1 2027-06-18 A a@example.org sent", "P1 2027-06-25 A a@example.org sent"], stage.Deliveries());
    }

    [Fact]
    public void One_mail_for_each_plan_of_an_agency_and_only_of_the_plan_that_is_asked_for()
    {
        SourceRow[] rows = [SomePlan.Agency("A", "a@example.org"), SomePlan.Task("1", "A", YearEnd)];
        using var stage = new ReminderStage(engine, rows);
        stage.Load(SomePlan.Batch([SomePlan.Plan(firstYear: 2027, lastYear: 2027, code: "P2"), SomePlan.Index(code: "P2"), SomePlan.Agency("A", "a@example.org") with { PlanCode = "P2" }, SomePlan.Task("1", "A", YearEnd) with { PlanCode = "P2" }], code: "P2"));
        stage.Load(SomePlan.Batch([SomePlan.Plan(firstYear: 2026, lastYear: 2026, code: "P3"), SomePlan.Index(code: "P3"), SomePlan.Agency("A", "a@example.org") with { PlanCode = "P3" }, SomePlan.Task("1", "A", new DateOnly(2026, 12, 31)) with { PlanCode = "P3" }], code: "P3"));
        stage.Subscribe(ReminderStage.Reminders());
        stage.Subscribe(ReminderStage.Reminders(new ReminderParameters { Plan = "P2", PeriodKind = ReportingPeriod.Half, DaysBefore = 9 }) with { Name = "six months" });
        stage.Subscribe(ReminderStage.Reminders(new ReminderParameters { Plan = "P9" }) with { Name = "unknown plan" });

        stage.WorkUntil(22, 6);

        Assert.Equal(
            ["P1 2027-Q2 A a@example.org sent", "P2 2027-H1 A a@example.org sent", "P2 2027-Q2 A a@example.org sent"],
            stage.Deliveries().Order(StringComparer.Ordinal));
        Assert.Contains("Bản phát hành không có kế hoạch P9.", stage.Told()[0].Message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_unknown_outcome_is_not_repeated_and_a_server_that_is_away_loses_nothing()
    {
        using var stage = new ReminderStage(engine, SomePlan.Agency("A", "droptaken.a@example.org"), SomePlan.Agency("B", "b@example.org"), SomePlan.Task("1", "A", YearEnd), SomePlan.Task("2", "B", YearEnd));
        var there = stage.Settings;
        stage.Settings = there with { Mail = there.Mail with { Smtp = there.Mail.Smtp! with { Port = 1 } } };
        stage.Subscribe(ReminderStage.Reminders());
        stage.WorkUntil(21, 6);
        Assert.Equal(["P1 2027-Q2 A droptaken.a@example.org due", "P1 2027-Q2 B b@example.org due"], stage.Deliveries());

        stage.Settings = there;
        stage.Work();
        stage.Work();

        Assert.Equal(["P1 2027-Q2 A droptaken.a@example.org unknown", "P1 2027-Q2 B b@example.org sent"], stage.Deliveries());
        Assert.Equal(2, stage.Mails().Count);
    }

    [Fact]
    public void Where_the_period_ended_during_the_downtime_nothing_is_sent_and_the_reason_kept()
    {
        using var stage = new ReminderStage(engine, SomePlan.Agency("A", "a@example.org"), SomePlan.Task("1", "A", YearEnd));
        stage.Subscribe(ReminderStage.Reminders());
        stage.At(2, 7, 8, 1);
        stage.Work();
        Assert.Equal(["P1 2027-Q2 A: skipped"], stage.Decided());
        Assert.Empty(stage.Arrived());
    }

    [Fact]
    public void Hostile_names_reach_no_header_and_no_mark_up()
    {
        const string Hostile = "<img src=x onerror=alert(1)>\r\nBcc: x@example.org\u202e";
        using var stage = new ReminderStage(
            engine,
            SomePlan.Agency("A<b>\r\nB", "a@example.org") with { NameVi = Hostile },
            SomePlan.Task("<i>1", "A<b>\r\nB", new DateOnly(2027, 6, 15)) with { ContentVi = Hostile });
        stage.Subscribe(ReminderStage.Reminders());

        stage.WorkUntil(16, 6);

        var mail = Assert.Single(stage.Mails()).Message;
        Assert.Equal("Quá hạn: 1 nhiệm vụ chưa hoàn thành – <img src=x onerror=alert(1)> Bcc: x@example.org", mail.Subject);
        Assert.Empty(mail.Bcc);
        Assert.Equal("a@example.org", mail.To.Mailboxes.Single().Address);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>1", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', mail.HtmlBody + mail.TextBody);
        Assert.DoesNotContain(Typed.In(stage.Data, stage.Clock, "deliveries", "list").Output, c => c is '\r' or '\u202e');
    }

    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void The_two_letters_are_as_they_were_read(Language language)
    {
        var vietnamese = language == Language.Vietnamese;
        var first = PlanPeriod.Of(ReportingPeriod.Quarter, 2027, 1);
        using var stage = new ReminderStage(
            engine,
            SomePlan.Agency("SNV", "snv@example.org") with { NameVi = "Sở Nội vụ", NameEn = "Department of Home Affairs" },
            SomePlan.Task("2.1", "SNV", YearEnd) with { ContentVi = "Công khai danh sách hộ nghèo, kế hoạch sử dụng đất tại trụ sở UBND cấp xã", ContentEn = "Post lists of poor households and land plans at commune offices", SortOrder = 1 },
            SomePlan.Task("2.2", "SNV", new DateOnly(2027, 5, 31)) with { ContentVi = "Tập huấn kỹ năng tiếp công dân cho cán bộ cấp xã", ContentEn = "Train commune officials in receiving citizens", SortOrder = 2, IsIllustrative = true },
            SomePlan.Task("4.1", "SNV", new DateOnly(2027, 6, 15)) with { ContentVi = "Kiểm tra công vụ đột xuất tại bộ phận một cửa", ContentEn = "Inspect one-stop shops without notice", SortOrder = 3 });
        stage.Report(SomePlan.Report("2.1", first, 37.5, ReportedStatus.InProgress), SomePlan.Report("4.1", first, null, ReportedStatus.NotStarted));
        stage.Subscribe(ReminderStage.Reminders() with { Language = language });

        stage.WorkUntil(20, 6);

        var code = vietnamese ? "vi" : "en";
        foreach (var (mail, kind) in stage.Mails().Zip(["overdue", "report"]))
        {
            Golden.Check($"reminder-{kind}-{code}.txt", $"{mail.Message.Subject}\n{mail.Message.To}\n\n{mail.Message.TextBody}");
            Golden.Check($"reminder-{kind}-{code}.html", mail.Message.HtmlBody!);
        }

        Assert.Equal(2, stage.Mails().Count);
    }
}

public sealed class ReminderOnDuckDbTests() : ReminderTests(TestEngine.DuckDb)
{
    // On a server a published release cannot be taken away.
    [Fact]
    public void Where_the_release_is_gone_nothing_is_sent_and_the_reason_kept()
    {
        using var stage = new ReminderStage(TestEngine.DuckDb, SomePlan.Agency("A", "a@example.org"), SomePlan.Task("1", "A", new DateOnly(2027, 12, 31)));
        stage.At(1, 9, 8);
        stage.Subscribe(ReminderStage.Reminders());
        stage.At(20, 9, 8, 1);
        stage.Plan();

        File.Delete(Release.WithPlans(stage.Data, Release.CurrentFile(stage.Data)!));
        stage.Deliver();

        Assert.Equal(["P1 2027-Q3 A a@example.org refused"], stage.Deliveries());
        Assert.Empty(stage.Arrived());
    }
}

public sealed class ReminderOnSqlServerTests() : ReminderTests(TestEngine.SqlServer);
