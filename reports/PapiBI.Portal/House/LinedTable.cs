using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PapiBI.Portal.House;

/// <summary>
/// A list of the portal's own, of people or runs: on a telephone each row stands in lines, each cell with its column's header before it. The cells learn the headers
/// as they are written, so a page names them once; roles keep it a table to whoever hears it.
/// </summary>
[HtmlTargetElement("table", Attributes = Mark)]
public sealed class LinedTable : TagHelper
{
    private const string Mark = "lined";

    public override void Init(TagHelperContext context) => context.Items[typeof(LinedTable)] = new Headers();

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll(Mark);
        output.Attributes.SetAttribute("class", "stacks");
        output.Attributes.SetAttribute("role", "table");
    }

    /// <summary>Those of the table around; null where it is another kind of table.</summary>
    internal static Headers? Of(TagHelperContext context) => context.Items.TryGetValue(typeof(LinedTable), out var headers) ? (Headers)headers : null;

    internal sealed class Headers
    {
        /// <summary>As HTML.</summary>
        public List<string> Names { get; } = [];

        /// <summary>The column of the next cell.</summary>
        public int Next { get; set; }
    }
}

[HtmlTargetElement("thead")]
[HtmlTargetElement("tbody")]
public sealed class LinedRows : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (LinedTable.Of(context) is not null)
        {
            output.Attributes.SetAttribute("role", "rowgroup");
        }
    }
}

[HtmlTargetElement("tr")]
public sealed class LinedRow : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (LinedTable.Of(context) is { } headers)
        {
            headers.Next = 0;
            output.Attributes.SetAttribute("role", "row");
        }
    }
}

[HtmlTargetElement("th")]
[HtmlTargetElement("td")]
public sealed class LinedCell : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (LinedTable.Of(context) is not { } headers)
        {
            return;
        }

        var column = headers.Next++;
        if (output.TagName == "td")
        {
            output.Attributes.SetAttribute("role", "cell");
            output.Attributes.SetAttribute("data-label", new HtmlString(headers.Names[column]));
        }
        else if (output.Attributes["scope"]?.Value.ToString() == "row")
        {
            output.Attributes.SetAttribute("role", "rowheader");
        }
        else
        {
            headers.Names.Add((await output.GetChildContentAsync()).GetContent());
            output.Attributes.SetAttribute("role", "columnheader");
        }
    }
}
