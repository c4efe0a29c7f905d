namespace PapiBI.Reports.Excel;

/// <summary>Blocks that stand beside each other, or one alone, and the height that they take.</summary>
internal sealed class BlockStrip
{
    private readonly IReadOnlyList<IReadOnlyList<BlockLines>> _lanes;
    private readonly LaneRows? _body;

    public BlockStrip(IReadOnlyList<IReadOnlyList<BlockLines>> lanes, Density density)
    {
        _lanes = lanes;
        Gap = lanes.Max(lane => lane[0].GapAbove) * density.GapShare;
        if (lanes is [[var block]])
        {
            double equal = block.HasEqualRows ? block.Body.Where(line => line.IsRow).Select(line => line.Height).Append(0).Max() : 0;
            Alone = equal == 0 ? block : block with { Body = [.. block.Body.Select(line => line.IsRow ? line with { Height = equal } : line)] };
            Height = Gap + Alone.All.Sum(line => line.Height);
            return;
        }

        _body = new LaneRows(lanes);
        Height = Gap + _body.Heights.Sum() + new[] { Findings, Contents, Feet }.Sum(lines => lines.Select(line => line.Height).Append(0).Max());
    }

    public double Gap { get; }
    public double Height { get; }
    public BlockLines? Alone { get; }
    public LaneRows Body => _body ?? throw new InvalidOperationException("A block alone has no lanes.");
    public IReadOnlyList<Line> Findings => [.. _lanes.Select(lane => lane[0].Finding).OfType<Line>()];
    public IReadOnlyList<Line> Contents => [.. _lanes.Select(lane => lane[0].Contents).OfType<Line>()];
    public IReadOnlyList<Line> Feet => [.. _lanes.Select(lane => lane[^1].Foot).OfType<Line>()];
}
