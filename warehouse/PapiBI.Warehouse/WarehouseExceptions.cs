namespace PapiBI.Warehouse;

/// <summary>Another process kept the warehouse for longer than we would wait.</summary>
public sealed class WarehouseBusyException(DataFolder folder, TimeSpan patience, Exception inner) : Exception(Words(folder, patience).En, inner)
{
    public Text Reason { get; } = Words(folder, patience);

    private static Text Words(DataFolder folder, TimeSpan patience) => new(
        $"Kho dữ liệu {folder.WarehouseName} vẫn do tiến trình khác giữ sau {patience.TotalSeconds:0} giây; chưa làm gì cả.",
        $"The warehouse {folder.WarehouseName} was still held by another process after {patience.TotalSeconds:0} s; nothing was done.");
}

/// <summary>The warehouse or a release of it cannot be used: it is missing, damaged, may not be read, or was made by another version.</summary>
public sealed class WarehouseUnavailableException(Text reason, Exception? inner = null) : Exception(reason.En, inner)
{
    public WarehouseUnavailableException(string file, Exception inner)
        : this(new Text($"Không mở được {file}: {inner.Message}", $"{file} cannot be opened: {inner.Message}"), inner)
    {
    }

    public Text Reason { get; } = reason;
}
