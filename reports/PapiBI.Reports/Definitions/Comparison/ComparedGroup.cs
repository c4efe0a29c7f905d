using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Who is compared: at least two provinces of the edition's reference date, each once, and how sentences name them.</summary>
internal sealed record ComparedGroup
{
    private const int MostNames = 3;

    /// <summary>"Đồng bằng sông Cửu Long"; of a short list the names themselves.</summary>
    public required Text Name { get; init; }
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary>What stands around the number of members: "{0} tỉnh, thành phố Đồng bằng sông Cửu Long".</summary>
    public required Text Members { get; init; }

    /// <summary>"13 tỉnh, thành phố Đồng bằng sông Cửu Long", "the 13 provinces of the Mekong Delta".</summary>
    public string Counted(string n, Language language) => Members.In(language).Replace("{0}", n, StringComparison.Ordinal);

    /// <summary>Whose mean it is: "trung bình 5 thành phố trực thuộc trung ương".</summary>
    public string MeanOf(double? n, Language language) => new Text("trung bình ", "the mean of ").In(language) + Counted($"{n:0}", language);

    /// <exception cref="ReportRefusedException">Fewer than two provinces, or one that the edition does not have.</exception>
    public static ComparedGroup Of(EditionFrame frame, GroupChoice choice)
    {
        var group = choice switch
        {
            GroupChoice.Region region => OfRegion(frame, region.Code),
            GroupChoice.Group named => OfGroup(frame, named.Code),
            GroupChoice.Provinces list => OfList(frame, [.. list.Codes.Distinct(StringComparer.Ordinal)]),
            _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, "No such choice of provinces."),
        };
        return group.Codes switch
        {
            [] => throw Refused("Danh sách không có tỉnh nào: hãy nêu ít nhất hai mã tỉnh.", "The list has no province: name at least two codes."),
            [var only] => throw Refused(
                $"Chỉ có một tỉnh, thành phố, {frame.ProvinceOf(only).Name.Vi} ({only}), nên không có gì để so sánh: hãy thêm ít nhất một mã, hoặc dùng hồ sơ tỉnh ({ProvinceBrief.Id}).",
                $"There is only one province, {frame.ProvinceOf(only).Name.En} ({only}), and nothing to compare: add at least one code, or ask for the province's brief ({ProvinceBrief.Id})."),
            _ => group,
        };
    }

    private static ComparedGroup OfRegion(EditionFrame frame, string code)
    {
        var known = frame.Catalog.Regions.Where(r => frame.Provinces.Any(p => p.RegionCode == r.Code)).ToList();
        var choices = string.Join(", ", known.Select(r => r.Code));
        var region = frame.Catalog.Regions.SingleOrDefault(r => r.Code == code)
            ?? throw Refused($"Không có vùng mang mã {code}. Năm {frame.Year} có: {choices}.", $"There is no region with code {code}. In {frame.Year} there are: {choices}.");
        return known.Contains(region)
            ? new ComparedGroup
            {
                Name = region.Name,
                Codes = [.. frame.Provinces.Where(p => p.RegionCode == code).Select(p => p.Code)],
                Members = new Text($"{{0}} tỉnh, thành phố {region.Name.Vi}", $"the {{0}} provinces of the {region.Name.En}"),
            }
            : throw Refused(
                $"Vùng {region.Name.Vi} ({code}) không có tỉnh nào năm {frame.Year}. Năm đó có: {choices}.",
                $"The region {region.Name.En} ({code}) had no province in {frame.Year}. That year has: {choices}.");
    }

    private static ComparedGroup OfGroup(EditionFrame frame, string code)
    {
        var choices = string.Join(", ", frame.Catalog.Groups.Where(g => frame.MembersOf(g.Code).Count > 0).Select(g => g.Code));
        var group = frame.Catalog.Groups.SingleOrDefault(g => g.Code == code)
            ?? throw Refused($"Không có nhóm tỉnh mang mã {code}. Năm {frame.Year} có: {choices}.", $"There is no group of provinces with code {code}. In {frame.Year} there are: {choices}.");
        List<string> members = [.. frame.MembersOf(code).Where(m => frame.Provinces.Any(p => p.Code == m))];
        return members.Count > 0
            ? new ComparedGroup { Name = group.Name, Codes = members, Members = new Text($"{{0}} {group.Members.Vi}", $"the {{0}} {group.Members.En}") }
            : throw Refused(
                $"Nhóm {group.Name.Vi} ({code}) không có thành viên nào năm {frame.Year}: hãy chọn năm khác hoặc nêu từng mã tỉnh.",
                $"The group {group.Name.En} ({code}) had no member in {frame.Year}: choose another year or name the codes of provinces.");
    }

    private static ComparedGroup OfList(EditionFrame frame, IReadOnlyList<string> codes)
    {
        if (codes.FirstOrDefault(code => frame.Provinces.All(p => p.Code != code)) is { } absent)
        {
            throw Absent(frame, absent);
        }

        string Names(Language language) => Wording.Listed([.. codes.Select(code => frame.ProvinceOf(code).Name.In(language))], language);
        return new ComparedGroup
        {
            Name = codes.Count <= MostNames ? new Text(Names(Language.Vietnamese), Names(Language.English)) : new Text($"{codes.Count} tỉnh, thành phố", $"{codes.Count} provinces"),
            Codes = [.. codes.Order(StringComparer.Ordinal)],
            Members = new Text("{0} tỉnh, thành phố đã chọn", "the {0} chosen provinces"),
        };
    }

    private static ReportRefusedException Absent(EditionFrame frame, string code)
    {
        var day = frame.Edition.RefDate;
        var versions = frame.Catalog.ProvinceVersions.Where(v => v.Code == code).ToList();
        if (versions.LastOrDefault(v => v.To < day) is { } past)
        {
            var end = DateText.Of(past.To!.Value, Language.Vietnamese);
            var successor = Successor(frame, past);
            return successor is null
                ? Refused($"{past.Name.Vi} ({code}) không còn từ sau ngày {end}, nên không có trong kỳ {frame.Year}: hãy bỏ mã này.", $"{past.Name.En} ({code}) ceased to exist after {DateText.Of(past.To.Value, Language.English)}, so the edition of {frame.Year} does not have it: leave it out.")
                : Refused(
                    $"{past.Name.Vi} ({code}) không còn từ sau ngày {end}: đã nhập vào {successor.Name.Vi} ({successor.Code}). Cho năm {frame.Year} hãy dùng mã {successor.Code}.",
                    $"{past.Name.En} ({code}) ceased to exist after {DateText.Of(past.To.Value, Language.English)}: it went into {successor.Name.En} ({successor.Code}). For {frame.Year} use the code {successor.Code}.");
        }

        return versions.FirstOrDefault(v => v.From > day) is { } coming
            ? Refused(
                $"Ngày {DateText.Of(day, Language.Vietnamese)} chưa có {coming.Name.Vi} ({code}), lập từ ngày {DateText.Of(coming.From, Language.Vietnamese)}: hãy bỏ mã này hoặc chọn năm khác.",
                $"On {DateText.Of(day, Language.English)} there was no {coming.Name.En} ({code}) yet; it exists since {DateText.Of(coming.From, Language.English)}: leave it out or choose another year.")
            : Refused(
                $"Không có tỉnh nào mang mã {code}: hãy xem lại mã, theo Cục Thống kê.",
                $"There is no province with code {code}: check the code, which is the statistics office's.");
    }

    // What it went into may have gone on itself; the reader needs the one that exists.
    private static CatalogProvince? Successor(EditionFrame frame, CatalogProvinceVersion past)
    {
        var code = past.SuccessorCode;
        for (var steps = 0; code is not null && steps < frame.Catalog.ProvinceVersions.Count; steps++)
        {
            if (frame.Provinces.SingleOrDefault(p => p.Code == code) is { } found)
            {
                return found;
            }

            code = frame.Catalog.ProvinceVersions.LastOrDefault(v => v.Code == code)?.SuccessorCode;
        }

        return null;
    }

    private static ReportRefusedException Refused(string vi, string en) => new(new Text(vi, en));
}
