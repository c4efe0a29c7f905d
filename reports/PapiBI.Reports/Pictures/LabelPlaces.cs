using SkiaSharp;

namespace PapiBI.Reports.Pictures;

/// <summary>Finds a free place beside a point for each label: never on another label or outside the picture, and off the lines where it can.</summary>
public sealed class LabelPlaces(SKRect bounds)
{
    private const float Gap = 7;
    private readonly List<SKRect> taken = [];
    private readonly List<(SKPoint From, SKPoint To)> lines = [];

    /// <summary>The places given so far.</summary>
    public IReadOnlyList<SKRect> Taken => taken;

    public void AddLine(SKPoint from, SKPoint to) => lines.Add((from, to));

    public void AddArea(SKRect area) => taken.Add(area);

    /// <summary>The place for a label of this size, or null when each would hide something that is already written.</summary>
    public SKRect? Place(SKPoint at, SKSize size, bool mayTouchLines)
    {
        SKRect? best = null;
        int fewest = int.MaxValue;
        foreach (SKRect place in Around(at, size))
        {
            if (!bounds.Contains(place) || taken.Any(place.IntersectsWith))
            {
                continue;
            }

            int crossings = lines.Count(line => Crosses(place, line.From, line.To));
            if (crossings < fewest && (mayTouchLines || crossings == 0))
            {
                (best, fewest) = (place, crossings);
            }
        }

        if (best is { } found)
        {
            taken.Add(found);
        }

        return best;
    }

    private static IEnumerable<SKRect> Around(SKPoint at, SKSize size)
    {
        float above = at.Y - Gap - size.Height;
        float below = at.Y + Gap;
        float middle = at.Y - (size.Height / 2);
        float centre = at.X - (size.Width / 2);
        foreach ((float x, float y) in new[]
        {
            (centre, above), (centre, below),
            (centre - (size.Width / 3), above), (centre + (size.Width / 3), above),
            (centre - (size.Width / 3), below), (centre + (size.Width / 3), below),
            (at.X + Gap, middle), (at.X - Gap - size.Width, middle),
            (centre, above - Gap), (centre, below + Gap),
        })
        {
            yield return SKRect.Create(x, y, size.Width, size.Height);
        }
    }

    // Sampled: exact clipping would say no more at the size of a label.
    private static bool Crosses(SKRect place, SKPoint from, SKPoint to)
    {
        SKRect near = SKRect.Inflate(place, 1, 1);
        const int Steps = 24;
        for (int i = 0; i <= Steps; i++)
        {
            float t = i / (float)Steps;
            if (near.Contains(from.X + (t * (to.X - from.X)), from.Y + (t * (to.Y - from.Y))))
            {
                return true;
            }
        }

        return false;
    }
}
