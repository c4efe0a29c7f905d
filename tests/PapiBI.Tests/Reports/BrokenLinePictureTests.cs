using PapiBI.Reports.Documents;
using PapiBI.Reports.Pictures;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using SkiaSharp;

namespace PapiBI.Tests.Reports;

public class BrokenLinePictureTests
{
    private static readonly ChartSpec Chart = SampleMailDocument.Trend((vi, _) => vi).Chart;

    public static TheoryData<Language> Languages => [Language.Vietnamese, Language.English];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_picture_is_a_png_of_twice_600_by_300_with_the_ink_of_the_subject(Language language)
    {
        PictureFont font = Font();

        byte[]? png = BrokenLinePicture.Draw(SampleMailDocument.Trend((vi, en) => new Text(vi, en).In(language)).Chart, language, font);

        Assert.NotNull(png);
        Keep($"trend-{language}.png", png);
        using SKBitmap picture = SKBitmap.Decode(png);
        Assert.Equal((1200, 600), (picture.Width, picture.Height));
        SKColor[] pixels = picture.Pixels;
        Assert.InRange(pixels.Count(pixel => pixel == SKColor.Parse(Ink.Subject)), 2000, 60_000);
        Assert.True(pixels.Count(pixel => pixel == SKColors.White) > pixels.Length / 2, "The paper is white.");
        Assert.All(pixels, pixel => Assert.Equal(255, pixel.Alpha));
    }

    [Fact]
    public void The_same_chart_gives_the_same_bytes() =>
        Assert.Equal(BrokenLinePicture.Draw(Chart, Language.Vietnamese, Font()), BrokenLinePicture.Draw(Chart, Language.Vietnamese, Font()));

    [Fact]
    public void Pictures_drawn_at_the_same_time_do_not_disturb_each_other()
    {
        PictureFont font = Font();
        byte[]? alone = BrokenLinePicture.Draw(Chart, Language.Vietnamese, font);

        byte[]?[] together = [.. Enumerable.Range(0, 24).AsParallel().WithDegreeOfParallelism(6).Select(_ => BrokenLinePicture.Draw(Chart, Language.Vietnamese, font))];

        Assert.All(together, picture => Assert.Equal(alone, picture));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void No_text_lies_on_another_even_when_every_point_is_labelled(int seed)
    {
        Random chance = new(seed);
        double?[] subject = [.. Enumerable.Range(0, 14).Select(i => i == 5 ? (double?)null : 35 + (chance.NextDouble() * 10))];
        double?[] mean = [.. Enumerable.Range(0, 14).Select(_ => (double?)(38 + chance.NextDouble()))];
        ChartSpec crowded = Chart with
        {
            Categories = [.. Enumerable.Range(2011, 14).Select(year => $"{year}")],
            Series =
            [
                Chart.Series[0] with { Values = subject, Labels = Enumerable.Range(0, 14).ToDictionary(i => i, _ => "") },
                Chart.Series[1] with { Values = mean, Labels = Enumerable.Range(0, 14).ToDictionary(i => i, _ => "") },
            ],
        };
        Keep($"crowded-{seed}.png", BrokenLinePicture.Draw(crowded, Language.Vietnamese, Font())!);

        IReadOnlyList<SKRect> places = BrokenLinePicture.TextPlaces(crowded, Language.Vietnamese, Font());

        Assert.True(places.Count > 8, "Labels are there.");
        for (int i = 0; i < places.Count; i++)
        {
            Assert.InRange(places[i].Left, 0, BrokenLinePicture.Width);
            Assert.InRange(places[i].Right, 0, BrokenLinePicture.Width);
            Assert.All(places.Skip(i + 1), other => Assert.False(places[i].IntersectsWith(other)));
        }
    }

    [Fact]
    public void Ranks_have_the_first_place_on_top()
    {
        ChartSpec ranks = Chart with
        {
            IsReversed = true,
            Min = 1,
            Max = 63,
            LabelFormat = "0",
            Series = [Chart.Series[0] with { Values = [33, 30, 25, 55, 2, 1, 10, 8, 8, 29, 42], Labels = new Dictionary<int, string> { [0] = "33/63", [5] = "1/63", [10] = "42/60" } }],
        };

        Keep("ranks.png", BrokenLinePicture.Draw(ranks, Language.Vietnamese, Font())!);

        Assert.Equal([1.0, 20, 40, 60], AxisSteps.For(ranks).Ticks);
    }

    [Fact]
    public void A_chart_without_a_number_has_no_picture() =>
        Assert.Null(BrokenLinePicture.Draw(Chart with { Series = [Chart.Series[0] with { Values = new double?[11] }] }, Language.Vietnamese, Font()));

    [Theory]
    [InlineData(34.22, 46.06, new[] { 30.0, 35, 40, 45, 50 }, 0)]
    [InlineData(2.1, 2.9, new[] { 2.0, 2.2, 2.4, 2.6, 2.8, 3.0 }, 1)]
    public void An_axis_has_round_steps(double low, double high, double[] ticks, int decimals)
    {
        AxisSteps axis = AxisSteps.For(Chart with { Series = [Chart.Series[0] with { Values = [low, high] }] });

        Assert.Equal(ticks, axis.Ticks.Select(tick => Math.Round(tick, 6)));
        Assert.Equal(decimals, axis.Decimals);
    }

    // Set PAPIBI_KEEP_PICTURES to a folder to look at what was drawn.
    private static void Keep(string name, byte[] png)
    {
        if (Environment.GetEnvironmentVariable("PAPIBI_KEEP_PICTURES") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, name), png);
        }
    }

    private static PictureFont Font()
    {
        PictureFont font = PictureFonts.Find();
        Assert.SkipUnless(font.IsFound, font.Reason.En ?? "");
        return font;
    }
}
