using Microsoft.Playwright;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Browser;

[Collection(nameof(Browsing))]
public sealed class EveryPageTests(OpenBrowser browser)
{
    [Theory]
    [InlineData("/", null)]
    [InlineData("/explore", null)]
    [InlineData("/explore?index=PAPI&year=2021&item=4&chosen=92", null)]
    [InlineData("/explore?index=PAPI&year=2021&region=DBSCL&chosen=92,48&beside=2020", null)]
    [InlineData("/explore?index=PAPI&year=1999", null)]
    [InlineData("/reports/province-brief?index=PAPI&year=2021&province=92", null)]
    [InlineData("/reports/group-comparison?index=PAPI&year=2021&region=DBSCL", null)]
    [InlineData("/reports/national-league?index=PAPI&year=2021", null)]
    [InlineData("/reports/national-league?index=PAR_INDEX&year=2021", null)]
    [InlineData("/reports/multi-index-brief?year=2021&province=92", null)]
    [InlineData("/reports/province-brief?index=PAPI&year=2021&province=nowhere", null)]
    [InlineData("/sign-in", null)]
    [InlineData("/no-such-page", null)]
    [InlineData("/account", "viewer")]
    [InlineData("/admin/people", "viewer")]
    [InlineData("/admin/people", "admin")]
    [InlineData("/admin/people/1", "admin")]
    [InlineData("/admin/sites", "admin")]
    [InlineData("/admin/sites/{site}", "admin")]
    [InlineData("/admin/audit", "admin")]
    public async Task It_can_be_read_by_everybody_on_every_screen_in_both_languages(string address, string? login)
    {
        await using var visit = await browser.Visit(login);
        var page = visit.Page;
        address = address.Replace("{site}", browser.SiteId, StringComparison.Ordinal);
        var status = await visit.Open(address);

        foreach (var (language, path) in new[] { ("vi", address), ("en", "/en" + address) })
        {
            if (language == "en")
            {
                await page.Locator(".who a[hreflang='en']").ClickAsync();
                await visit.At("address => address.pathname.startsWith('/en/')");
                await visit.Drawn();
            }

            Assert.Equal(path, visit.Address);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            Assert.Equal(1, await page.Locator("h1").CountAsync());
            foreach (var (width, colors) in new[] { (Visit.Desk, ColorScheme.Light), (Visit.Desk, ColorScheme.Dark), (Visit.Phone, ColorScheme.Dark), (Visit.Phone, ColorScheme.Light) })
            {
                await visit.On(width, colors);
                Assert.Empty(await visit.TooWide());
                // Once for each look: barriers are slow to seek, and the languages share their marks.
                if ((language == "en") == (width == Visit.Phone && colors == ColorScheme.Dark))
                {
                    Assert.Empty(await visit.Barriers());
                }
            }

            await visit.On(Visit.Desk, ColorScheme.Light);
        }

        // The browser itself notes an answer that is a refusal.
        Assert.Equal(status < 400 ? [] : [status, status], visit.Complaints.Select(said => Refusals.GetValueOrDefault(said, said)));
    }

    [Theory]
    [InlineData("/explore?index=SIPAS&year=2021", 1440)]
    [InlineData("/reports/national-league?index=PAR_INDEX&year=2021", 1440)]
    [InlineData("/reports/multi-index-brief?year=2021&province=92", 1000)]
    public async Task A_short_word_in_a_table_stands_in_one_line(string address, int width)
    {
        await using var visit = await browser.Visit();
        await visit.Open(address);
        await visit.On(width, ColorScheme.Light);
        var words = await visit.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("td.words")].filter(cell => ["công bố", "suy ra", "dẫn xuất"].includes(cell.textContent.trim())).map(cell => {
                const range = document.createRange();
                range.selectNodeContents(cell);
                return new Set([...range.getClientRects()].filter(part => part.width > 1).map(part => Math.round(part.top))).size === 1 ? "whole" : cell.textContent.trim();
            })
            """);

        Assert.True(words.Length > 5);
        Assert.All(words, word => Assert.Equal("whole", word));
        Assert.Empty(await visit.TooWide());
    }

    [Theory]
    [InlineData("admin", "/account", "/admin/people", "/admin/people/of-the-long-login", "/admin/audit")]
    [InlineData("steward", "/operations", "/operations/releases", "/operations/loads", "/operations/runs")]
    public async Task On_a_telephone_no_column_of_a_list_lies_out_of_sight_however_long_a_login_is(string who, params string[] addresses)
    {
        await using var visit = await browser.Visit(who);
        const string login = "nguyen.thi.truong-giang.phong-tong-hop@vanphong.ubnd.ninhthuan.gov.vn";
        var people = browser.Portal.People;
        var id = (people.Add(login, login, Role.Analyst, [PlanRight.Of("58@2004-01-01"), PlanRight.Of("92@2025-07-01")], Actor.Nobody) ?? people.All().Single(person => person.Login == login)).Id;
        foreach (var address in addresses)
        {
            await visit.Open(address.Replace("of-the-long-login", $"{id}", StringComparison.Ordinal));
            await visit.On(Visit.Phone, ColorScheme.Dark);

            Assert.Empty(await visit.TooWide());
            Assert.Empty(await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.scroll')].filter(list => list.scrollWidth > list.clientWidth).map(list => list.getAttribute('aria-label'))"));
            Assert.Empty(await visit.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll("table.stacks tbody td")]
                    .filter(cell => cell.dataset.label !== cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent)
                    .map(cell => cell.outerHTML)
                """));
        }
    }

    [Fact]
    public async Task What_somebody_cannot_read_is_found()
    {
        await using var visit = await browser.Visit();
        await visit.Open("/");
        await visit.Page.EvaluateAsync("""
            () => {
                document.querySelector("main").insertAdjacentHTML("afterbegin", '<img src="data:,"><p id="pale">nhạt</p>');
                Object.assign(document.getElementById("pale").style, { color: "#999", background: "#fff" });
            }
            """);

        Assert.Equal(["color-contrast", "image-alt"], (await visit.Barriers()).Select(barrier => barrier.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    private static readonly Dictionary<string, object> Refusals = new()
    {
        ["error: Failed to load resource: the server responded with a status of 403 (Forbidden)"] = 403,
        ["error: Failed to load resource: the server responded with a status of 404 (Not Found)"] = 404,
    };
}
