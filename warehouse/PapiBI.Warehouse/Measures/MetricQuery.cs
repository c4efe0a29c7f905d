using System.Text;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Measures;

/// <summary>Who is compared with whom: ranks, means and bounds are taken within the field.</summary>
public abstract record Field
{
    /// <summary>All provinces of the edition.</summary>
    public sealed record Nation : Field;

    /// <summary>Each province within its region of that year.</summary>
    public sealed record OwnRegion : Field;

    /// <summary>One region with the provinces of each year: whom it has gained or lost is counted in that year only.</summary>
    public sealed record Region(string RegionCode) : Field;

    /// <summary>The members of a group on the edition's reference date.</summary>
    public sealed record Group(string GroupCode) : Field;

    /// <summary>A list of provinces.</summary>
    public sealed record Provinces(IReadOnlyList<string> Codes) : Field;
}

/// <summary>A column that one groups by. (PAPI's own word "dimension" is a level of its structure.)</summary>
public enum Breakdown
{
    Year,
    Item,
    Province,
}

/// <summary>A question to the warehouse.</summary>
public sealed record MetricQuery
{
    public required string IndexCode { get; init; }

    /// <summary>Empty: every year.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>Empty: every level.</summary>
    public IReadOnlyList<IndicatorLevel> Levels { get; init; } = [];

    /// <summary>Empty: every item of the levels.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Who is shown; empty: everyone of the field. It never changes who is ranked.</summary>
    public IReadOnlyList<string> Provinces { get; init; } = [];

    public Field Within { get; init; } = new Field.Nation();
    public IReadOnlyList<Breakdown> By { get; init; } = [Breakdown.Year, Breakdown.Item, Breakdown.Province];
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>The whole question as a text: the same for the same question, and for no other. Answers are kept by it.</summary>
    public string Key
    {
        get
        {
            var key = new StringBuilder(256);
            void Add(string part) => key.Append(part.Length).Append(':').Append(part);
            void AddNumber(int part) => key.Append(part).Append(',');
            void All<T>(IReadOnlyList<T> parts, Action<T> add)
            {
                AddNumber(parts.Count);
                foreach (var part in parts)
                {
                    add(part);
                }
            }

            Add(IndexCode);
            All(Years, AddNumber);
            All(Levels, level => AddNumber((int)level));
            All(Items, Add);
            All(Provinces, Add);
            Add(Within.GetType().Name);
            switch (Within)
            {
                case Field.Region region:
                    Add(region.RegionCode);
                    break;
                case Field.Group group:
                    Add(group.GroupCode);
                    break;
                case Field.Provinces list:
                    All(list.Codes, Add);
                    break;
                case Field.Nation or Field.OwnRegion:
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(Within), Within, "No key for this field.");
            }

            All(By, breakdown => AddNumber((int)breakdown));
            All(Measures, measure => Add(measure.Code));
            return key.ToString();
        }
    }
}

/// <summary>Why a question has no honest answer.</summary>
public sealed class UnanswerableQuestionException(Text reason) : Exception(reason.En)
{
    public Text Reason { get; } = reason;
}
