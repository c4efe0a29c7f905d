using Microsoft.Playwright;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal.Browser;

/// <summary>People who come in by the form, with the keyboard and the mouse.</summary>
[Collection(nameof(Browsing))]
public sealed class SigningInTests(OpenBrowser browser)
{
    [Fact]
    public async Task A_wrong_password_is_told_in_words_and_the_right_one_leads_back_to_the_page_that_was_left()
    {
        await using var visit = await browser.Visit();
        var page = visit.Page;
        const string report = "/reports/province-brief?index=PAPI&year=2021&province=92";
        await visit.Open(report);
        await page.Locator(".who a", new() { HasText = "Đăng nhập" }).ClickAsync();
        await visit.At("address => address.pathname === '/sign-in' && address.searchParams.has('returnUrl')");

        await page.GetByLabel("Tên đăng nhập").FillAsync("viewer");
        await page.GetByLabel("Mật khẩu").FillAsync("không phải mật khẩu này");
        await page.GetByLabel("Mật khẩu").PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("không đúng");
        Assert.Equal("viewer", await page.GetByLabel("Tên đăng nhập").InputValueAsync());
        Assert.Equal("", await page.GetByLabel("Mật khẩu").InputValueAsync());

        await page.GetByLabel("Mật khẩu").FillAsync(RunningPortal.Password);
        await page.GetByLabel("Mật khẩu").PressAsync("Enter");
        await visit.At($"address => address.href.endsWith('{report}')");
        Assert.Equal("viewer (thử)", await page.Locator(".who a[href='/account']").InnerTextAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).ClickAsync();
        await Assertions.Expect(page.Locator(".who a", new() { HasText = "Đăng nhập" })).ToBeVisibleAsync();
        await page.GotoAsync("/account");
        Assert.StartsWith("/sign-in", visit.Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Báo cáo, Khám phá", 200)]
    [InlineData("viewer", "Báo cáo, Khám phá", 403)]
    [InlineData("analyst", "Báo cáo, Khám phá, SQL", 403)]
    [InlineData("steward", "Báo cáo, Khám phá, SQL, Vận hành", 403)]
    [InlineData("admin", "Báo cáo, Khám phá, SQL, Vận hành, Tài khoản, Trang nhúng, Nhật ký", 200)]
    public async Task Each_role_sees_the_ways_that_are_open_to_it(string? login, string ways, int ofAdmins)
    {
        await using var visit = await browser.Visit(login);
        await visit.Open("/");

        Assert.Equal(ways, string.Join(", ", await visit.Page.Locator(".top nav a").AllInnerTextsAsync()));
        Assert.Equal(ofAdmins, (await visit.Page.GotoAsync("/admin/people"))!.Status);
        Assert.Equal(login is null ? "Đăng nhập" : login == "admin" ? "Tài khoản" : "Trang này không dành cho tài khoản của bạn", await visit.Page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task The_first_stop_of_the_keyboard_leads_past_the_navigation_and_every_stop_is_seen()
    {
        await using var visit = await browser.Visit();
        var page = visit.Page;
        await visit.Open("/sign-in");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Đến nội dung", await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        var stops = new List<string>();
        for (var stop = 0; stop < 8; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.EvaluateAsync<string>("() => { const at = document.activeElement; return `${at.name || at.textContent.trim()} ${getComputedStyle(at).outlineStyle}`; }"));
        }

        Assert.Equal(["PapiBI solid", "Báo cáo solid", "Khám phá solid", "Đăng nhập solid", "English solid", "login solid", "password solid", "Đăng nhập solid"], stops);
    }
}
