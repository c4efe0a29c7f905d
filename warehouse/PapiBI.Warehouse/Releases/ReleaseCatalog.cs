using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Releases;

/// <summary>What a release can be asked about: names, structure and membership. Read once, then plain data.</summary>
public sealed record ReleaseCatalog
{
    public required IReadOnlyList<CatalogEdition> Editions { get; init; }
    public required IReadOnlyList<CatalogItem> Items { get; init; }
    public required IReadOnlyList<CatalogProvince> Provinces { get; init; }

    /// <summary>Every time in which a code meant a province, past ones too, and what became of it.</summary>
    public required IReadOnlyList<CatalogProvinceVersion> ProvinceVersions { get; init; }
    public required IReadOnlyList<CatalogRegion> Regions { get; init; }
    public required IReadOnlyList<CatalogGroup> Groups { get; init; }
    public required IReadOnlyList<CatalogMember> Members { get; init; }

    /// <summary>Other spellings of provinces.</summary>
    public required IReadOnlyList<CatalogAlias> Aliases { get; init; }

    /// <summary>What the published tables say of a province in a year, mostly why its scores are missing.</summary>
    public required IReadOnlyList<CatalogNote> Notes { get; init; }

    /// <summary>The files that the release lists, in the order of loading.</summary>
    public required IReadOnlyList<CatalogLoad> Loads { get; init; }

    /// <summary>Warnings that travelled with the files.</summary>
    public required IReadOnlyList<CatalogWarning> Warnings { get; init; }

    public static ReleaseCatalog Read(Release release) => new()
    {
        Editions = release.Read("""
            select
                e.index_code,
                e.year,
                e.ref_date,
                e.previous_year,
                e.is_whole,
                c.n_held,
                c.n_provinces
            from edition e
            left join item t
                on t.index_code = e.index_code
               and t.year = e.year
               and t.level = 'total'
            left join coverage c
                on c.index_code = t.index_code
               and c.year = t.year
               and c.item_code = t.item_code
            order by e.index_code, e.year
            """,
            r => new CatalogEdition(
                r.GetString(0),
                r.GetInt32(1),
                r.GetFieldValue<DateOnly>(2),
                r.IsDBNull(3) ? null : r.GetInt32(3),
                r.GetInt16(4) == 1,
                r.IsDBNull(5) ? 0 : (int)r.GetInt64(5),
                r.IsDBNull(6) ? 0 : (int)r.GetInt64(6))),
        Items = release.Read("select i.index_code, i.year, i.level, i.item_code, i.parent_code, i.name_vi, i.name_en, i.min_score, i.max_score, i.break_here, i.parts_break, i.is_summed, i.weight from item i order by i.index_code, i.year, i.sort_order, i.item_code",
            r => new CatalogItem
            {
                IndexCode = r.GetString(0),
                Year = r.GetInt32(1),
                Level = LevelCode.Parse(r.GetString(2)),
                Code = string.Intern(r.GetString(3)),
                ParentCode = r.IsDBNull(4) ? null : r.GetString(4),
                Name = new Text(r.GetString(5), r.GetString(6)),
                Min = r.GetDouble(7),
                Max = r.GetDouble(8),
                IsBreak = r.GetInt16(9) == 1,
                IsPartsBreak = r.GetInt32(10) == 1,
                IsSummed = r.GetInt16(11) == 1,
                Weight = r.IsDBNull(12) ? null : r.GetDouble(12),
            }),
        Provinces = release.Read("select p.index_code, p.year, p.province_code, p.name_vi, p.name_en, p.full_name_vi, p.province_type, p.region_code from edition_province p order by p.index_code, p.year, p.province_code",
            r => new CatalogProvince(r.GetString(0), r.GetInt32(1), string.Intern(r.GetString(2)), new Text(r.GetString(3), r.GetString(4)), r.GetString(5), r.GetString(6), r.GetString(7))),
        ProvinceVersions = release.Read("select p.province_code, p.valid_from, p.valid_to, p.name_vi, p.name_en, p.successor_code from province p order by p.province_code, p.valid_from",
            r => new CatalogProvinceVersion(
                r.GetString(0),
                r.GetFieldValue<DateOnly>(1),
                r.IsDBNull(2) ? null : r.GetFieldValue<DateOnly>(2),
                new Text(r.GetString(3), r.GetString(4)),
                r.IsDBNull(5) ? null : r.GetString(5))),
        Regions = release.Read("select g.region_code, g.name_vi, g.name_en from region g order by g.sort_order",
            r => new CatalogRegion(r.GetString(0), new Text(r.GetString(1), r.GetString(2)))),
        Groups = release.Read("select g.group_code, g.name_vi, g.name_en, g.members_vi, g.members_en from province_group g order by g.sort_order",
            r => new CatalogGroup(r.GetString(0), new Text(r.GetString(1), r.GetString(2)), new Text(r.GetString(3), r.GetString(4)))),
        Members = release.Read("""
            select
                e.index_code,
                e.year,
                m.group_code,
                m.province_code
            from group_member m
            join edition e
                on m.valid_from <= e.ref_date
               and (m.valid_to is null or m.valid_to >= e.ref_date)
            order by e.index_code, e.year, m.group_code, m.province_code
            """,
            r => new CatalogMember(r.GetString(0), r.GetInt32(1), r.GetString(2), string.Intern(r.GetString(3)))),
        Aliases = release.Read("select a.alias, a.province_code from province_alias a join newest_load n on n.load_id = a.load_id order by a.alias",
            r => new CatalogAlias(r.GetString(0), r.GetString(1))),
        Notes = release.Read("select distinct s.index_code, s.year, s.province_code, s.note_vi, s.note_en from published_score s where s.note_vi <> '' order by s.index_code, s.year, s.province_code",
            r => new CatalogNote(r.GetString(0), r.GetInt32(1), r.GetString(2), new Text(r.GetString(3), r.GetString(4)))),
        Loads = release.Read("select l.load_id, l.file_name, l.file_sha256, l.kind, l.scope, l.rows_loaded, l.citation, l.source, l.loaded_at from source_load l join visible_load v on v.load_id = l.load_id order by l.load_id",
            r => new CatalogLoad
            {
                LoadId = r.GetInt32(0),
                FileName = r.GetString(1),
                FileSha256 = r.GetString(2),
                Kind = r.GetString(3),
                Scope = r.GetString(4),
                Rows = r.GetInt32(5),
                Citation = Text.OfFile(r.GetString(6)),
                Source = Text.OfFile(r.GetString(7)),
                LoadedAt = new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(8), DateTimeKind.Utc)),
            }),
        Warnings = release.Read("select i.load_id, i.sheet, i.place, i.message_vi, i.message_en from load_issue i join visible_load v on v.load_id = i.load_id order by i.load_id, i.issue_no",
            r => new CatalogWarning(r.GetInt32(0), new Origin(r.GetString(1), r.GetString(2)), new Text(r.GetString(3), r.GetString(4)))),
    };
}

/// <summary>One year of one index: the day whose provinces count, whether it is held whole, and for how many of its provinces a total or a rank is held.</summary>
public sealed record CatalogEdition(string IndexCode, int Year, DateOnly RefDate, int? PreviousYear, bool IsWhole, int Held, int Of);

public sealed record CatalogItem
{
    public required string IndexCode { get; init; }
    public required int Year { get; init; }
    public required IndicatorLevel Level { get; init; }
    public required string Code { get; init; }
    public required string? ParentCode { get; init; }
    public required Text Name { get; init; }
    public required double Min { get; init; }
    public required double Max { get; init; }

    /// <summary>Not comparable with the year before.</summary>
    public required bool IsBreak { get; init; }

    /// <summary>Comparable, but some part of it is not.</summary>
    public required bool IsPartsBreak { get; init; }

    /// <summary>The score is the sum of the parts' scores; else it is published as such.</summary>
    public required bool IsSummed { get; init; }

    /// <summary>The part's share in a weighted total.</summary>
    public required double? Weight { get; init; }
}

/// <summary>A province as it was on the reference date of an index's year.</summary>
public sealed record CatalogProvince(string IndexCode, int Year, string Code, Text Name, string FullNameVi, string Type, string RegionCode);

/// <summary>What a code meant from one day to another, both included; the successor is the code it went into.</summary>
public sealed record CatalogProvinceVersion(string Code, DateOnly From, DateOnly? To, Text Name, string? SuccessorCode);

public sealed record CatalogRegion(string Code, Text Name);

public sealed record CatalogGroup(string Code, Text Name, Text Members);

public sealed record CatalogMember(string IndexCode, int Year, string GroupCode, string ProvinceCode);

public sealed record CatalogAlias(string Alias, string ProvinceCode);

public sealed record CatalogNote(string IndexCode, int Year, string ProvinceCode, Text Words);

public sealed record CatalogLoad
{
    public required int LoadId { get; init; }
    public required string FileName { get; init; }
    public required string FileSha256 { get; init; }
    public required string Kind { get; init; }
    public required string Scope { get; init; }
    public required int Rows { get; init; }
    public required Text Citation { get; init; }
    public required Text Source { get; init; }
    public required DateTimeOffset LoadedAt { get; init; }
}

public sealed record CatalogWarning(int LoadId, Origin Origin, Text Message);
