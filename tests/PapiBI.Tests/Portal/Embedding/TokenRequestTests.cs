using System.Text;
using PapiBI.Portal.Embedding;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>What a site's server may ask a token for.</summary>
public sealed class TokenRequestTests
{
    [Theory]
    [InlineData("""{"accessLevel":"Edit"}""", "accessLevel: View is the only one, not “Edit”.")]
    [InlineData("""{"allowSaveAs":true}""", "allowSaveAs: nobody can save reports here.")]
    [InlineData("""{"AllowSaveAs":true}""", "allowSaveAs: nobody can save reports here.")]
    [InlineData("""{"reports":[{"id":"explore","allowEdit":true}]}""", "reports[0].allowEdit: nobody can edit reports here.")]
    [InlineData("""{"datasetId":"sales"}""", "datasetId: “papibi” is the only dataset, there is no “sales”.")]
    [InlineData("""{"datasets":[{"id":"sales"}]}""", "datasets[0].id: “papibi” is the only dataset, there is no “sales”.")]
    [InlineData("""{"datasets":[{"id":"papibi","xmlaPermissions":"ReadOnly"}]}""", "datasets[0].xmlaPermissions: there is no XMLA here.")]
    [InlineData("""{"datasourceIdentities":[{"identityBlob":"x","datasources":[]}]}""", "datasourceIdentities: there is no data source here to sign in to.")]
    [InlineData("""{"lifetimeInMinutes":0}""", "lifetimeInMinutes: 1 to 1440 minutes.")]
    [InlineData("""{"lifetimeInMinutes":1441}""", "lifetimeInMinutes: 1 to 1440 minutes.")]
    [InlineData("""{"lifetimeInMinutes":"60"}""", "The body is no JSON of the right form, at $.lifetimeInMinutes.")]
    [InlineData("""{"allowedOrigins":[]}""", "allowedOrigins: with none, no page could show it; leave the field out for all origins of the site.")]
    [InlineData("""{"identities":[{"username":"lan"},{"username":"ba"}]}""", "identities: a request is for one person.")]
    [InlineData("""{"identities":[null]}""", "identities: a request is for one person.")]
    [InlineData("""{"identities":[{"roles":["plans"],"customData":"58"}]}""", "identities[0].username: 1 to 200 characters.")]
    [InlineData("""{"identities":[{"username":"a\u000ab"}]}""", "identities[0].username: 1 to 200 characters.")]
    [InlineData("""{"identities":[{"username":"lan","roles":["plans","admin"],"customData":"58"}]}""", "identities[0].roles[1]: “plans” is the only role, there is no “admin”.")]
    [InlineData("""{"identities":[{"username":"lan","roles":[null],"customData":"58"}]}""", "identities[0].roles[0]: “plans” is the only role, there is no “”.")]
    [InlineData("""{"identities":[{"username":"lan","roles":["plans"]}]}""", "identities[0].customData: the role “plans” has to be told whose plans.")]
    [InlineData("""{"identities":[{"username":"lan","customData":"58"}]}""", "identities[0].roles: customData means something with the role “plans” alone.")]
    [InlineData("""{"identities":[{"username":"lan","datasets":["sales"]}]}""", "identities[0].datasets: “papibi” is the only dataset, there is no “sales”.")]
    [InlineData("""{"identities":[{"username":"lan","reports":["explore"]}]}""", "identities[0].reports: rights to plans are the whole request's, not one report's; ask twice.")]
    [InlineData("""{"identities":[{"username":"lan","identityBlob":{"value":"x"}}]}""", "identities[0].identityBlob: nobody reads it here.")]
    [InlineData("""{"accessLevel":"View","accessLevel":"Edit"}""", "The body is no JSON of the right form, at $.accessLevel.")]
    [InlineData("", "The body is no JSON of the right form, at $.")]
    [InlineData("null", "The body has to be a JSON object.")]
    [InlineData("[1]", "The body is no JSON of the right form, at $.")]
    public async Task What_asks_for_more_than_looking_or_for_a_limit_that_would_not_be_kept_is_refused_at_its_place(string json, string told)
    {
        var (_, fault) = await Read(json);

        Assert.Equal(told, fault?.En);
        Assert.NotEqual(told, fault?.Vi);
    }

    [Theory]
    [InlineData("{}", "60 min, “”, no plans")]
    [InlineData("""{"accessLevel":"view","allowSaveAs":false,"datasetId":"papibi","lifetimeInMinutes":1440,"identities":null,"datasourceIdentities":[],"targetWorkspaces":[{"id":"x"}]}""", "1440 min, “”, no plans")]
    [InlineData("""{"LifetimeInMinutes":1,"Identities":[{"Username":" lan ","Roles":["plans"],"CustomData":"58","Datasets":["papibi"],"AuditableContext":"x"}]}""", "1 min, “lan”, 58")]
    [InlineData("""{"identities":[{"username":"lan","roles":null,"reports":["province-brief","explore"],"identityBlob":null}]}""", "60 min, “lan”, no plans")]
    public async Task What_Power_BI_would_send_is_understood_and_what_means_nothing_here_is_passed_over(string json, string understood)
    {
        var (asked, fault) = await Read(json);

        Assert.Null(fault);
        Assert.Equal(understood, $"{asked!.Life.TotalMinutes} min, “{asked.UserName}”, {asked.Plans ?? "no plans"}");
        Assert.Equal("province-brief", asked.Reports!.Single()!.Id);
    }

    private static Task<(TokenRequest? Asked, PapiBI.Warehouse.Text? Fault)> Read(string json) =>
        TokenRequest.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "province-brief", TestContext.Current.CancellationToken);
}
