using System.Globalization;
using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>The mail for those who read text: everything the HTML says, in lines of at most 72 characters.</summary>
internal sealed class PlainMail(MailStory story, MailSettings settings, MailAttachment workbook)
{
    public const int LineLength = 72;

    private readonly Language language = story.Document.Language;
    private readonly StringBuilder lines = new();

    public string Write()
    {
        if (settings.Greeting is { } greeting)
        {
            Paragraph(greeting);
            Blank();
        }

        Paragraph(story.Page.BandTitle);
        Paragraph(story.Page.BandNote);
        Rule('=');
        Paragraph(story.Page.Headline);
        Blank();
        foreach (Tile tile in story.Tiles)
        {
            AddTile(tile);
        }

        Blank();
        foreach (string narrative in story.Narrative)
        {
            Paragraph(narrative);
            Blank();
        }

        AddBars();
        AddLine();
        AddAttention();
        AddFoot();
        return lines.ToString().TrimEnd() + "\n";
    }

    private void AddTile(Tile tile)
    {
        string changes = string.Join(" · ", new[] { tile.Change, tile.SecondChange }.OfType<Cell>().Select(Show));
        string value = Show(tile.Value) + (tile.SecondValue is { } second ? " · " + Show(second) : "");
        Paragraph($"{tile.Label}: {value}{(changes.Length > 0 ? $" ({changes})" : "")}");
        Paragraph(WithoutSteps(tile), indent: "    ");
    }

    // The circle in a note explains the drawn steps, which a text has not.
    private static string WithoutSteps(Tile tile) => tile.Steps is null ? tile.Note : tile.Note.TrimStart('○', '●', ' ');

    private void AddBars()
    {
        if (story.Bars is not { } table)
        {
            return;
        }

        Heading(table.Finding, table.Contents);
        foreach (string line in PlainTable.Lines(table, language, LineLength))
        {
            lines.Append(line).Append('\n');
        }

        Blank();
    }

    private void AddLine()
    {
        if (story.Line is { } line)
        {
            Heading(line.Finding, line.Contents);
            Paragraph(line.Chart.AltText);
            Blank();
        }
    }

    private void AddAttention()
    {
        if (story.Attention is not { } table)
        {
            return;
        }

        Heading(table.Finding, table.Contents);
        foreach (TableRow row in table.Rows)
        {
            Paragraph(Show(row.Cells[MailStory.NameColumn(table)]));
            Paragraph(string.Join(" · ", MailStory.Figures(table).Select(i => $"{table.Columns[i].Header}: {Show(row.Cells[i])}")), indent: "   ");
            foreach (string words in MailStory.Words(table, row, language))
            {
                Paragraph(words, indent: "   ");
            }
        }

        Blank();
    }

    private void AddFoot()
    {
        Rule('-');
        Paragraph(MailPhrases.Attached(workbook, story.Document.Pages.Count).In(language));
        if (settings.PortalUrl is { } portal)
        {
            Paragraph(MailPhrases.OpenPortal.In(language) + ":");
            lines.Append(portal.AbsoluteUri).Append('\n');
        }

        foreach (string note in story.Notes)
        {
            Paragraph(note);
        }

        Paragraph(story.Document.SourceLine);
        Paragraph(story.Document.ReleaseLine);
        Blank();
        if (settings.Contact is { } contact)
        {
            Paragraph($"{MailPhrases.AskWhom.In(language)} {string.Join(", ", new[] { contact.Name.In(language), contact.Address, contact.Phone }.OfType<string>())}");
        }

        Paragraph(settings.Reason.In(language));
        Paragraph(settings.HowToStop.In(language));
    }

    private void Heading(string finding, string contents)
    {
        Paragraph(finding);
        Paragraph(contents);
        Rule('-');
    }

    private string Show(Cell cell) => CellText.Show(cell, language);

    private void Rule(char mark) => lines.Append(mark, LineLength).Append('\n');

    private void Blank() => lines.Append('\n');

    private void Paragraph(string text, string indent = "")
    {
        foreach (string line in Wrap(MailWords.OneLine(text), LineLength - indent.Length))
        {
            lines.Append(indent).Append(line).Append('\n');
        }
    }

    /// <summary>Breaks at spaces; a word longer than the line stays whole, for it may be an address.</summary>
    public static IEnumerable<string> Wrap(string text, int length)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && WidthOf(line.ToString()) + 1 + WidthOf(word) > length)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    public static int WidthOf(string text) => new StringInfo(text).LengthInTextElements;
}
