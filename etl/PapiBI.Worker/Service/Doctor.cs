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
    private const int MostRightsSaid = 4;
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
        var isThere = data.Server is { } server ? ServerWarehouse(server) : WarehouseFile();
        var newestRelease = isThere ? NewestRelease() : null;
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

    // Answers whether a release may be looked for.
    private bool WarehouseFile()
    {
        var what = new Text("Kho dữ liệu", "Warehouse");
        if (!File.Exists(data.WarehouseFile))
        {
            Add(FindingState.Note, what, new Text($"chưa có {data.WarehouseFile}: lần nạp đầu sẽ tạo", $"there is no {data.WarehouseFile} yet: the first load makes it"));
            return true;
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

        return true;
    }

    private bool ServerWarehouse(ServerAddress server)
    {
        var what = new Text("Kho dữ liệu", "Warehouse");
        try
        {
            var state = ServerCheck.Warehouse(server);
            Add(
                state.IsEncrypted ? FindingState.Good : FindingState.Note,
                what,
                state.IsEncrypted
                    ? new Text($"{server}, {state.Version}, kết nối được mã hóa", $"{server}, {state.Version}, the connection is encrypted")
                    : new Text($"{server}, {state.Version}, kết nối KHÔNG được mã hóa: hãy bỏ Encrypt=Optional", $"{server}, {state.Version}, the connection is NOT encrypted: take away Encrypt=Optional"));
            UpToDate(server.Database, state);
            var snapshots = new Text("Đọc theo snapshot", "Snapshots");
            if (state.AllowsSnapshots && state.ReadsCommittedSnapshots)
            {
                Good(snapshots, new Text("đã bật", "on"));
            }
            else
            {
                var off = string.Join(", ", new[] { state.AllowsSnapshots ? null : "allow_snapshot_isolation", state.ReadsCommittedSnapshots ? null : "read_committed_snapshot" }.OfType<string>());
                Add(state.AllowsSnapshots ? FindingState.Note : FindingState.Fault, snapshots, new Text($"chưa bật {off}: hãy chạy papibi database setup", $"{off} is off: run papibi database setup"));
            }

            Rights(server.Database, state);
            return state.Missing.Count == 0;
        }
        catch (WarehouseUnavailableException e)
        {
            Add(FindingState.Fault, what, e.Reason);
            return false;
        }
    }

    private void UpToDate(string database, ServerState state)
    {
        var what = new Text($"Bảng của {database}", $"Tables of {database}");
        var missing = string.Join(", ", state.Missing);
        if (missing.Length == 0)
        {
            Good(what, new Text("đúng phiên bản này", "up to date"));
        }
        else if (state.MayMigrate)
        {
            Add(FindingState.Note, what, new Text($"chưa có {missing}: lần dùng tới sẽ nâng cấp", $"{missing} not there yet: the next use brings it up to date"));
        }
        else
        {
            Add(FindingState.Fault, what, new Text($"chưa có {missing}, hoặc tài khoản này không được thấy (thiếu vai trò): người quản trị chạy papibi database setup hoặc cấp vai trò", $"{missing} not there, or this login may not see them (it lacks its role): whoever may change it runs papibi database setup or gives the role"));
        }
    }

    // A node may render and never load; without the rest it does nothing.
    private void Rights(string database, ServerState state)
    {
        foreach (var use in state.Uses)
        {
            var what = new Text($"Quyền {use.Name.Vi} trong {database}", $"Rights for {use.Name.En} in {database}");
            if (use.Lacks.Count == 0)
            {
                Good(what, new Text("đủ", "all there"));
                continue;
            }

            var lacks = string.Join(", ", use.Lacks.Take(MostRightsSaid)) + (use.Lacks.Count > MostRightsSaid ? ", …" : "");
            Add(
                use.Role == "papibi_loader" ? FindingState.Note : FindingState.Fault,
                what,
                new Text($"thiếu {use.Lacks.Count}: {lacks}; vai trò {use.Role} có đủ", $"{use.Lacks.Count} lacking: {lacks}; the role {use.Role} has them"));
        }
    }

    private DateTimeOffset? NewestRelease()
    {
        var what = new Text("Bản phát hành", "Release");
        try
        {
            if (Release.CurrentFile(data) is not { } file)
            {
                Add(FindingState.Note, what, new Text("chưa có bản nào: hãy nạp rồi phát hành", "there is none yet: load, then publish"));
                return null;
            }

            using var release = data.Server is null ? Release.Open(file) : Release.Open(data, file);
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
            if (data.Server is { } server && !ServerService(server))
            {
                return null;
            }

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

    // Answers whether its rows can be read.
    private bool ServerService(ServerAddress server)
    {
        var state = ServerCheck.Service(server);
        UpToDate(server.ServiceDatabase, state);
        Rights(server.ServiceDatabase, state);
        return (state.Missing.Count == 0 || state.MayMigrate) && state.Uses.All(use => use.Lacks.Count == 0);
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

    private static string Said(DateTimeOffset instant) => Local.Time(instant);

    private void Good(Text what, string said) => Good(what, new Text(said, said));

    private void Good(Text what, Text said) => Add(FindingState.Good, what, said);

    private void Add(FindingState state, Text what, Text said) => findings.Add(new Finding(state, what, said));
}
