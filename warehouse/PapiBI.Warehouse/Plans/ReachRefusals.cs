using System.Globalization;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.Plans;

/// <summary>Why a question has no way: each gives the reason, or null where nothing is wrong.</summary>
internal static class ReachRefusals
{
    public static Text? OfEdition(ReleaseCatalog catalog, string index, int year)
    {
        if (catalog.Editions.SingleOrDefault(e => e.IndexCode == index && e.Year == year) is not { } edition)
        {
            return new Text($"Bản phát hành không có {index} năm {year}.", $"The release has no {index} of {year}.");
        }

        if (!edition.IsWhole)
        {
            return new Text(
                $"{index} {year} không đủ số liệu để xếp hạng: có {edition.Held}/{edition.Of} tỉnh, thành phố.",
                $"{index} {year} is not held whole, so there are no places to reach: {edition.Held} of {edition.Of} provinces held.");
        }

        CatalogItem[] items = [.. catalog.Items.Where(item => item.IndexCode == index && item.Year == year)];
        var leaves = ReachReader.LeavesOf(items, year).ToHashSet();
        return leaves.Count == 0 || items.Except(leaves).Any(item => !item.IsSummed)
            ? new Text(
                $"Điểm tổng {index} {year} không phải là tổng cộng đơn thuần của các thành phần đang có, nên không tính được cần tăng bao nhiêu ở từng nội dung.",
                $"The total of {index} {year} is not the plain sum of the parts that are held, so it cannot be said how much is to be gained in each.")
            : null;
    }

    public static Text? OfProvince(ReleaseCatalog catalog, ReachQuestion question, ResultTable totals)
    {
        if (catalog.Provinces.SingleOrDefault(p => p.IndexCode == question.IndexCode && p.Year == question.FromYear && p.Code == question.ProvinceCode) is not { } province)
        {
            return new Text($"{question.IndexCode} {question.FromYear} không có tỉnh, thành phố nào là “{question.ProvinceCode}”.", $"{question.IndexCode} {question.FromYear} has no province \"{question.ProvinceCode}\".");
        }

        if (totals.Find(province: province.Code)?[Measure.Rank] is not null)
        {
            return null;
        }

        var note = catalog.Notes.FirstOrDefault(n => n.IndexCode == question.IndexCode && n.Year == question.FromYear && n.ProvinceCode == province.Code)?.Words;
        return new Text(
            $"{province.Name.Vi} không có điểm tổng {question.IndexCode} {question.FromYear} để làm điểm xuất phát{(note is { } vi ? $": {vi.Vi}" : "")}.",
            $"{province.Name.En} has no total in {question.IndexCode} {question.FromYear} to start from{(note is { } en ? $": {en.En}" : "")}.");
    }

    public static Text? OfTarget(ReachQuestion question, CatalogItem total, int ranked, IReadOnlyList<CatalogItem> leaves)
    {
        if (question.Without.FirstOrDefault(code => leaves.All(leaf => leaf.Code != code)) is { } unknown)
        {
            var known = string.Join(", ", leaves.Select(leaf => leaf.Code));
            return new Text($"{question.IndexCode} {question.FromYear} không có nội dung thành phần “{unknown}” để loại ra; hãy chọn trong: {known}.", $"{question.IndexCode} {question.FromYear} has no part \"{unknown}\" to leave out; choose among: {known}.");
        }

        return question.Target switch
        {
            ReachTarget.Rank rank when rank.Place < 1 || rank.Place > ranked => new Text(
                $"Hạng phải từ 1 đến {ranked}: năm {question.FromYear} có {ranked} tỉnh, thành phố được xếp hạng.",
                $"The rank must be from 1 to {ranked}: {ranked} provinces are ranked in {question.FromYear}."),
            ReachTarget.Score score when score.Points < (decimal)total.Min || score.Points > (decimal)total.Max => new Text(
                $"Điểm phải nằm trong thang điểm của {question.IndexCode} {question.FromYear}: từ {Said(total.Min, Language.Vietnamese)} đến {Said(total.Max, Language.Vietnamese)}.",
                $"The score must lie within the scale of {question.IndexCode} {question.FromYear}: from {Said(total.Min, Language.English)} to {Said(total.Max, Language.English)}."),
            ReachTarget.Group group when group.Number is < 1 or > 4 => new Text("Nhóm phải từ 1 (cao nhất) đến 4 (thấp nhất).", "The group must be from 1 (highest) to 4 (lowest)."),
            _ => null,
        };
    }

    /// <summary>Without any yearly change nothing is known of what can be gained in a year; who is there already need not know.</summary>
    public static Text? OfChanges(ReachQuestion question, ReachResult result) =>
        !result.Held.IsThere && result.Input.Parts.All(part => part.Changes.Count == 0)
            ? new Text(
                $"Chưa biết mức tăng, giảm hằng năm nào của {question.IndexCode} tính đến năm {question.FromYear} (năm đầu tiên, hoặc cách tính vừa thay đổi), nên chưa nói được có đạt được hay không.",
                $"No yearly change of {question.IndexCode} is known up to {question.FromYear} (it is the first year, or the way of counting has just changed), so it cannot be said whether this can be reached.")
            : null;

    private static string Said(double points, Language language)
    {
        var written = points.ToString("0.##", CultureInfo.InvariantCulture);
        return language == Language.Vietnamese ? written.Replace('.', ',') : written;
    }
}
