namespace PapiBI.Warehouse.AdHoc;

/// <summary>How the engine compares names: A–Z fold, other letters do not. Folding more (Đ to đ) would let a name pass the gate
/// that the engine then looks for elsewhere.</summary>
internal static class EngineNames
{
    public static string Fold(string name) =>
        string.Create(name.Length, name, static (folded, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                folded[i] = source[i] is >= 'A' and <= 'Z' ? (char)(source[i] | 0x20) : source[i];
            }
        });
}
