using PapiBI.Portal.House;

namespace PapiBI.Tests.Portal;

public sealed class AssetsTests
{
    [Fact]
    public void All_assets_stand_under_one_version_so_that_a_script_finds_the_next_beside_itself()
    {
        var assets = new Assets();

        string[] styles = assets.Address("portal.css").Split('/');
        string[] picture = assets.Address("icon.svg").Split('/');

        Assert.Equal(["", "assets"], styles[..2]);
        Assert.Equal(styles[2], picture[2]);
        Assert.Equal(12, styles[2].Length);
    }

    [Fact]
    public void An_asset_that_is_not_there_has_no_address() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Assets().Address("nothing.js"));
}
