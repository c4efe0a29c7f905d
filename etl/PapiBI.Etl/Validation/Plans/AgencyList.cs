using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>The agencies of a plan, found by code or by name.</summary>
internal sealed partial class AgencyList
{
    private readonly PlanCells _cells;
    private readonly Dictionary<string, AgencyRow> _byCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, string> _codesByName;

    // An agency whose code is wrong may be the very one that is looked for.
    private readonly bool _isWhole;

    public AgencyList(string plan, IReadOnlyList<ReadPlanRow> rows, PlanCells cells)
    {
        _cells = cells;
        List<(AgencyRow Agency, ReadPlanRow Row)> read = [];
        foreach (ReadPlanRow row in rows)
        {
            var agency = new AgencyRow
            {
                Origin = row.Origin,
                PlanCode = plan,
                AgencyCode = cells.Code(row, "code", 40),
                NameVi = cells.NeededText(row, "name", 200),
                NameEn = cells.Text(row, "nameEn", 200),
                ParentCode = null,
                Contact = cells.Text(row, "contact", 200),
                Email = Email(row),
                SortOrder = read.Count + 1,
            };
            if (agency.AgencyCode.Length > 0 && !_byCode.TryAdd(agency.AgencyCode, agency))
            {
                RawCell cell = row["code"];
                cells.Refuse(IssueCodes.RowDuplicate, cell, $"mã cơ quan “{cell.Shown}” đã có ở {_byCode[agency.AgencyCode].Origin.Said.Vi}; hãy sửa mã hoặc bỏ một dòng.", $"the agency code “{cell.Shown}” is already given in {_byCode[agency.AgencyCode].Origin.Said.En}; correct the code or remove a row.");
            }

            read.Add((agency, row));
        }

        _isWhole = rows.Count > 0 && read.TrueForAll(pair => pair.Agency is { AgencyCode.Length: > 0, NameVi.Length: > 0 }) && _byCode.Count == read.Count;
        _codesByName = read.SelectMany(pair => new[] { pair.Agency.NameVi, pair.Agency.NameEn }.Where(name => name.Length > 0).Select(Wording.Plain).Distinct(StringComparer.Ordinal), (pair, name) => (Name: name, pair.Agency.AgencyCode))
            .ToLookup(pair => pair.Name, pair => pair.AgencyCode, StringComparer.Ordinal);
        Rows = [.. read.Select(pair => pair.Agency with { ParentCode = pair.Row["parent"].IsBlank ? null : Find(pair.Row["parent"], pair.Row["parent"].Text) })];
        CheckCircles(read);
    }

    public IReadOnlyList<AgencyRow> Rows { get; }

    public bool IsKnown(string text) => _byCode.ContainsKey(PlanText.PlainLetters(text)) || _codesByName[Wording.Plain(text)].Any();

    /// <summary>The code of the agency that a text names. Null, told, where there is none, or more than one.</summary>
    public string? Find(RawCell cell, string text)
    {
        if (_byCode.TryGetValue(PlanText.PlainLetters(text), out AgencyRow? byCode))
        {
            return byCode.AgencyCode;
        }

        string[] named = [.. _codesByName[Wording.Plain(text)].Distinct(StringComparer.OrdinalIgnoreCase)];
        if (named is [var only])
        {
            return only;
        }

        if (!_isWhole && named.Length == 0)
        {
            return null;
        }

        string shown = RawCell.Shorten(text);
        _cells.Refuse(IssueCodes.AgencyUnknown, cell,
            named.Length > 1 ? $"“{shown}” có thể là {string.Join(", ", named)}; hãy ghi mã cơ quan." : $"trang cơ quan không có “{shown}”; hãy sửa tên, ghi mã, hoặc thêm cơ quan này.",
            named.Length > 1 ? $"“{shown}” may be any of {string.Join(", ", named)}; write the agency's code." : $"the agencies' sheet has no “{shown}”; correct the name, write the code, or add the agency.");
        return null;
    }

    private void CheckCircles(List<(AgencyRow Agency, ReadPlanRow Row)> read)
    {
        var parents = Rows.Where(row => row.ParentCode is not null).DistinctBy(row => row.AgencyCode, StringComparer.OrdinalIgnoreCase).ToDictionary(row => row.AgencyCode, row => row.ParentCode!, StringComparer.OrdinalIgnoreCase);
        foreach ((AgencyRow agency, ReadPlanRow row) in read)
        {
            string? above = parents.GetValueOrDefault(agency.AgencyCode);
            for (int i = 0; i < read.Count && above is not null && !string.Equals(above, agency.AgencyCode, StringComparison.OrdinalIgnoreCase); i++)
            {
                above = parents.GetValueOrDefault(above);
            }

            if (above is not null && string.Equals(above, agency.AgencyCode, StringComparison.OrdinalIgnoreCase))
            {
                _cells.Refuse(IssueCodes.AgencyCircular, row["parent"],
                    $"{agency.AgencyCode} là cấp trên của chính mình{(string.Equals(parents[agency.AgencyCode], agency.AgencyCode, StringComparison.OrdinalIgnoreCase) ? "" : $", qua {parents[agency.AgencyCode]}")}; hãy sửa cơ quan cấp trên.",
                    $"{agency.AgencyCode} stands above itself{(string.Equals(parents[agency.AgencyCode], agency.AgencyCode, StringComparison.OrdinalIgnoreCase) ? "" : $", through {parents[agency.AgencyCode]}")}; correct the parent agency.");
            }
        }
    }

    private string Email(ReadPlanRow row)
    {
        string email = _cells.Text(row, "email", 254);
        if (email.Length > 0 && !Address().IsMatch(email))
        {
            _cells.Refuse(IssueCodes.BadEmail, row["email"], $"“{row["email"].Shown}” không phải là một địa chỉ thư điện tử, như ten@coquan.gov.vn; hãy sửa.", $"“{row["email"].Shown}” is not one mail address, such as name@office.gov.vn; correct it.");
            return "";
        }

        return email;
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
