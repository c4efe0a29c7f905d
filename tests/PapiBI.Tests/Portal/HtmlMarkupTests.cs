using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using PapiBI.Portal.House;

namespace PapiBI.Tests.Portal;

/// <summary>Whatever is filled into markup is text, wherever it stands.</summary>
public sealed class HtmlMarkupTests
{
    private const string Hostile = "\"><script>alert('x')</script>&";

    [Fact]
    public void What_is_filled_in_is_encoded_and_what_another_writer_made_is_not()
    {
        using var to = new StringWriter();
        var markup = new HtmlMarkup(to, HtmlEncoder.Default);

        markup.Write($"<p title=\"{Hostile}\">{Hostile}, {7}, {(string?)null}{new HtmlString("<b>x</b>")}</p>");

        const string encoded = "&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;";
        Assert.Equal($"<p title=\"{encoded}\">{encoded}, 7, <b>x</b></p>", to.ToString());
    }

    [Fact]
    public void An_attribute_without_a_value_is_left_out_and_classes_are_joined()
    {
        using var to = new StringWriter();
        var markup = new HtmlMarkup(to, HtmlEncoder.Default);

        markup.Attribute("role", null);
        markup.Attribute("data-key", "a\"b");
        markup.Classes("", "words", "", "nowrap");
        markup.Classes("", "");

        Assert.Equal(" data-key=\"a&quot;b\" class=\"words nowrap\"", to.ToString());
    }
}
