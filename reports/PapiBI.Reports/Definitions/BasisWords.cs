using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Reports.Definitions;

/// <summary>How a number came to be, in a word beside it.</summary>
internal static class BasisWords
{
    /// <summary>What PapiBI works out from published scores.</summary>
    public static readonly Text Derived = new("dẫn xuất", "derived");

    public static Text Of(Basis basis) => basis switch
    {
        Basis.Stated => new("công bố", "published"),
        Basis.Interpreted => new("diễn giải", "interpreted"),
        Basis.ListedOrder => new("theo thứ tự liệt kê", "listed order"),
        Basis.Derived => new("suy ra", "worked back"),
        Basis.RankComputed => new("xếp từ bảng điểm", "sorted from scores"),
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "No words for this basis."),
    };

    /// <summary>What the words mean, for a page of sources.</summary>
    public static Text Explained => new(
        "Công bố: in trong nguồn. Diễn giải: chữ in tự mâu thuẫn, ghi chú nói cách đọc. Theo thứ tự liệt kê: nguồn nêu các tỉnh theo thứ tự mà không in hạng. Suy ra: tính ngược từ số khác đã in, như số năm sau trừ mức thay đổi; ghi chú nói cách tính. Xếp từ bảng điểm: xếp từ bảng điểm đầy đủ. Dẫn xuất: PapiBI tính; hạng, trung bình và nhóm chỉ khi có đủ bảng điểm, thay đổi của một tỉnh thì cần hai điểm của tỉnh đó.",
        "Published: printed in the source. Interpreted: the print contradicts itself, the note says how it was read. Listed order: the source lists provinces in order without ranks. Worked back: from other printed figures, such as the next year's less the printed change; the note says how. Sorted from scores: sorted from the complete table. Derived: worked out by PapiBI; ranks, means and groups only where the table is held whole, a province's own change from its two scores.");
}
