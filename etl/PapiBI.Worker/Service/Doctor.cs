using System.Globalization;
using System.Runtime.InteropServices;
using PapiBI.Etl.Described;
using PapiBI.Reports.Pictures;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>How a thing stands.</summary>
internal enum FindingState
{
    Good,

    /// <summary>The service works, but somebody should know.</summary>
    Note,

    /// <summary>The service cannot do its work so.</summary>
    Fault,
}

/// <summary>One thing that was looked at.</summary>
internal sealed record Finding(FindingState State, Text What, Text Said);

/// <summary>Looks at everything that the service needs, and says of each what is wrong and what to do. Makes folders that are not there yet; changes nothing else but files that it writes and deletes.</summary>
internal sealed class Doctor(DataFolder data, string settingsFile, TimeProvider clock)
{
    private const long LittleSpace = 2L << 30;
    private const long TooLittleSpace = 200L << 20;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> Examine()
    {
        var settings = ServiceSettings.Read(settingsFile, data.Root, out var faults);
        Versions();
        Settings(faults);
        Folder();
        Sources();
        Fonts();
        WarehouseFile();
        var newestRelease = NewestRelease();
        var newestDecision = State();
        TheClock(settings, newestRelease, newestDecision);
        Mail(settings, faults);
        return findings;
    }

    private void Versions() => Good(
        new Text("Phiên bản", "Versions"),
        $"PapiBI {Workshop.Version}, {RuntimeInformation.FrameworkDescription}, DuckDB {WorkingDatabase.EngineVersion}, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}");

    private void Settings(IReadOnlyList<Text> faults)
    {
        var what = new Text("Cấu hình", "Settings");
        foreach (var fault in faults)
        {
            Add(FindingState.Fault, what, fault);
        }

        if (faults.Count == 0)
        {
            Good(what, File.Exists(settingsFile) ? new Text(settingsFile, settingsFile) : new Text($"không có {settingsFile}: dùng mặc định", $"no {settingsFile}: the defaults hold"));
        }
    }

    private void Folder()
    {
        var what = new Text("Đĩa", "Disk");
        try
        {
            Directory.CreateDirectory(data.Root);
            var trial = Path.Combine(data.Root, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(trial, "");
            File.Delete(trial);
            var free = new DriveInfo(Path.GetFullPath(data.Root)).AvailableFreeSpace;
            var state = free < TooLittleSpace ? FindingState.Fault : free < LittleSpace ? FindingState.Note : FindingState.Good;
            var gibibytes = (free / (double)(1 << 30)).ToString("0.0", CultureInfo.InvariantCulture);
            Add(state, what, new Text($"ghi được vào {data.Root}, còn trống {gibibytes} GiB", $"{data.Root} can be written, {gibibytes} GiB are free"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add(FindingState.Fault, what, new Text($"không ghi được vào {data.Root}: {e.Message}", $"{data.Root} cannot be written: {e.Message}"));
        }
    }

    private void Sources()
    {
        var what = new Text("Mô tả nguồn", "Source descriptions");
        var (descriptions, faults) = SourceDescriptions.Of(data);
        foreach (var fault in faults)
        {
            Add(FindingState.Fault, what, fault.Message);
        }

        Good(what, string.Join(", ", descriptions.All.Select(description => description.Name)));
    }

    private void Fonts()
    {
        var font = PictureFonts.Find();
        var what = new Text("Phông chữ", "Fonts");
        if (font.IsFound)
        {
            Good(what, new Text($"{font.Family} có đủ chữ tiếng Việt ({font.Path})", $"{font.Family} has all Vietnamese letters ({font.Path})"));
        }
        else
        {
            Add(FindingState.Note, what, font.Reason);
        }
    }

    private void WarehouseFile()
    {
        var what = new Text("Kho dữ liệu", "Warehouse");
        if (!File.Exists(data.WarehouseFile))
        {
            Add(FindingState.Note, what, new Text($"chưa có {data.WarehouseFile}: lần nạp đầu sẽ tạo", $"there is no {data.WarehouseFile} yet: the first load makes it"));
            return;
        }

        try
        {
            using var database = WorkingDatabase.Open(data, clock, Patience);
            Good(what, new Text($"mở và ghi được {data.WarehouseFile}", $"{data.WarehouseFile} opens for writing"));
        }
        catch (WarehouseBusyException e)
        {
            Add(FindingState.Note, what, e.Reason);
        }
        catch (WarehouseUnavailableException e)
        {
            Add(FindingState.Fault, what, e.Reason);
        }
    }

    private DateTimeOffset? NewestRelease()
    {
        var what = new Text("Bản phát hành", "Release");
        if (Release.CurrentFile(data) is not { } file)
        {
            Add(FindingState.Note, what, new Text("chưa có bản nào: hãy nạp rồi phát hành", "there is none yet: load, then publish"));
            return null;
        }

        try
        {
            using var release = Release.Open(file);
            Good(what, new Text($"R{release.Id}, phát hành {Said(release.PublishedAt)} ({file})", $"R{release.Id}, published {Said(release.PublishedAt)} ({file})"));
            return release.PublishedAt;
        }
        catch (WarehouseUnavailableException e)
        {
            Add(FindingState.Fault, what, e.Reason);
            return null;
        }
    }

    // Answers the latest instant up to which a subscription is decided.
    private DateTimeOffset? State()
    {
        var (what, file) = (new Text("Dịch vụ", "Service"), new Text("Cơ sở dữ liệu của dịch vụ", "Application database"));
        if (data.Server is null && !File.Exists(data.StateFile))
        {
            Add(FindingState.Note, file, new Text($"chưa có {data.StateFile}: dịch vụ sẽ tạo", $"there is no {data.StateFile} yet: the service makes it"));
            return null;
        }

        try
        {
            var state = StateDatabase.Open(data, clock);
            Good(file, $"{data.StateName}, {state.EngineVersion}");
            var workers = new Workers(state, clock).All();
            var alive = workers.Where(worker => worker.IsAlive).ToList();
            Add(
                workers.Count > alive.Count ? FindingState.Note : FindingState.Good,
                what,
                workers.Count == 0
                    ? new Text("không có tiến trình nào đang chạy", "no worker is running")
                    : new Text(
                        $"{alive.Count} tiến trình đang chạy{(workers.Count > alive.Count ? $", {workers.Count - alive.Count} đã dừng đột ngột" : "")}; dấu hiệu gần nhất {Said(workers.Max(w => w.SeenAt))}",
                        $"{alive.Count} {(alive.Count == 1 ? "worker is" : "workers are")} running{(workers.Count > alive.Count ? $", {workers.Count - alive.Count} died" : "")}; last sign of life {Said(workers.Max(w => w.SeenAt))}"));
            Deliveries(state);
            return new Subscriptions(state, clock).All().Select(s => (DateTimeOffset?)s.DecidedUntil).Max();
        }
        catch (WarehouseUnavailableException e)
        {
            Add(FindingState.Fault, file, e.Reason);
            return null;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            Add(FindingState.Fault, file, new Text($"không đọc được {data.StateName}: {e.Message}", $"{data.StateName} cannot be read: {e.Message}"));
            return null;
        }
    }

    private void Deliveries(StateDatabase state)
    {
        var counts = new Deliveries(state, clock).Counts();
        var (unknown, lost) = (counts.GetValueOrDefault(DeliveryState.Unknown), counts.GetValueOrDefault(DeliveryState.Refused) + counts.GetValueOrDefault(DeliveryState.GivenUp));
        Add(
            unknown + lost > 0 ? FindingState.Note : FindingState.Good,
            new Text("Thư", "Mails"),
            new Text(
                $"{counts.GetValueOrDefault(DeliveryState.Sent)} đã gửi, {counts.GetValueOrDefault(DeliveryState.Due)} chờ gửi, {unknown} không rõ kết quả, {lost} không gửi được",
                $"{counts.GetValueOrDefault(DeliveryState.Sent)} sent, {counts.GetValueOrDefault(DeliveryState.Due)} due, {unknown} of unknown outcome, {lost} not deliverable"));
    }

    private void TheClock(ServiceSettings settings, DateTimeOffset? newestRelease, DateTimeOffset? newestDecision)
    {
        var what = new Text("Đồng hồ", "Clock");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone))
        {
            Add(FindingState.Fault, what, new Text($"máy không biết múi giờ {settings.TimeZone}: hãy cài tzdata", $"this machine does not know the zone {settings.TimeZone}: install tzdata"));
            return;
        }

        var now = clock.GetUtcNow();
        var past = new[] { newestRelease, newestDecision }.Max();
        if (past > now + ClockTolerance)
        {
            Add(FindingState.Fault, what, new Text(
                $"đang chỉ {Said(now)}, nhưng đã có việc ghi lúc {Said(past.Value)}: đồng hồ bị lùi; lịch gửi chờ đến lúc đó",
                $"shows {Said(now)}, but something was recorded at {Said(past.Value)}: the clock was set back; schedules wait until then"));
            return;
        }

        var local = TimeZoneInfo.ConvertTime(now, zone).ToString("dd/MM/yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
        Good(what, $"{local} ({settings.TimeZone})");
    }

    private void Mail(ServiceSettings settings, IReadOnlyList<Text> faults)
    {
        var what = new Text("Gửi thư", "Mail");
        if (faults.Count == 0)
        {
            using var route = settings.Mail.OpenRoute();
            var fault = route.Check();
            Add(fault is null ? FindingState.Good : FindingState.Fault, what, fault ?? route.Name);
        }

        if (settings.Mail.Operator.Length == 0)
        {
            Add(FindingState.Note, new Text("Người vận hành", "Operator"), new Text(
                "mail.operator chưa đặt: thư bị từ chối chỉ thấy bằng papibi deliveries",
                "mail.operator is not set: refused mails are seen by papibi deliveries only"));
        }
    }

    private static string Said(DateTimeOffset instant) => Cli.Local.Time(instant);

    private void Good(Text what, string said) => Good(what, new Text(said, said));

    private void Good(Text what, Text said) => Add(FindingState.Good, what, said);

    private void Add(FindingState state, Text what, Text said) => findings.Add(new Finding(state, what, said));
}
