namespace PapiBI.Warehouse.AdHoc;

/// <summary>The release file could not be opened. The message names no path; the inner exception, for the operator's log, may.</summary>
public sealed class ReleaseUnavailableException(Exception inner)
    : Exception("The published release could not be opened.", inner);
