using System.Globalization;
using System.Text;
using CsvHelper;
using MimeKit;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Worker.Delivery;

/// <summary>One reader of one report, or a subscription to reminders, whose readers the plans name.</summary>
public sealed record Recipient
{
    public required MailboxAddress Address { get; init; }
    public required string Report { get; init; }
    public required string Index { get; init; }

    /// <summary>Null means the newest year there is.</summary>
    public required int? Year { get; init; }

    /// <summary>As written: a name, an alias or a code; whoever knows the provinces resolves it. Blank where the report is of no one province.</summary>
    public required string Province { get; init; }

    /// <summary>Codes, of a report on a region, a group, or a list of provinces; else blank.</summary>
    public string Region { get; init; } = "";
    public string Group { get; init; } = "";
    public string Provinces { get; init; } = "";

    /// <summary>Of reminders only, as written; blank: every plan, and what is usual.</summary>
    public string Plan { get; init; } = "";
    public string DaysBefore { get; init; } = "";
    public string PeriodKind { get; init; } = "";

    /// <summary>The subscription that this line is part of; blank: named after the report and its index.</summary>
    public string Subscription { get; init; } = "";

    /// <summary>The index whose publication sets it off; blank where a cron does.</summary>
    public string On { get; init; } = "";
    public string Cron { get; init; } = "";
    public string TimeZone { get; init; } = "";

    /// <summary>What to do with missed occasions: catch-up, latest or skip; blank: latest.</summary>
    public string Missed { get; init; } = "";
    public required Language Language { get; init; }

    /// <summary>"Kính gửi bà Nguyễn Thị Ánh,".</summary>
    public required string Greeting { get; init; }

    /// <summary>Where in the list, for faults found later ("unknown province").</summary>
    public required Origin Origin { get; init; }
}

/// <summary>The list of readers, recipients.csv, with every fault of it named by line and column. With a fault nothing should be sent.</summary>
public sealed record Recipients(IReadOnlyList<Recipient> All, IReadOnlyList<Issue> Issues)
{
    private const string Salutation = "salutation";
    private const string Newest = "newest";

    private static readonly string[] Columns = ["email", "name", "report", "index", "year", "province", "language"];
    private static readonly string[] Optional = [Salutation, "subscription", "region", "group", "provinces", "on", "cron", "time_zone", "missed", "plan", "days_before", "period_kind"];

    public static Recipients ReadFile(string path) => Read(File.ReadAllBytes(path));

    /// <summary>Reads UTF-8, comma- or semicolon-separated as Excel saves it here, with or without a byte order mark.</summary>
    public static Recipients Read(byte[] file)
    {
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Refused("recipients-not-utf8", Origin.File, new Text("Tệp không phải mã UTF-8.", "The file is not UTF-8."));
        }

        return new RecipientsReader(text).Read();
    }

    private static Recipients Refused(string code, Origin origin, Text message) => new([], [new Issue(code, Severity.Error, origin, message)]);

    /// <summary>One reading of one list; collects as it goes.</summary>
    private sealed class RecipientsReader(string text)
    {
        private readonly List<Recipient> all = [];
        private readonly List<Issue> issues = [];
        private readonly Dictionary<string, int> lineOf = new(StringComparer.OrdinalIgnoreCase);
        private Dictionary<string, int> positions = [];
        private string[] fields = [];
        private int line;

        public Recipients Read()
        {
            string header = text.Split('\n', 2)[0];
            CsvReaderOptions format = new()
            {
                Separator = header.Contains(';', StringComparison.Ordinal) && !header.Contains(',', StringComparison.Ordinal) ? ';' : ',',
                HasHeader = false,
                TrackLineNumbers = true,
                OnMalformedRecord = record => issues.Add(new Issue("recipients-quotes", Severity.Error, new Origin("", Line((int)record.LineNumber)), new Text(
                    "Dấu ngoặc kép không đóng hoặc đặt sai chỗ.",
                    "A quotation mark is not closed or misplaced."))),
            };
            using CsvReader reader = CsvReader.FromText(text, format);
            if (!Next(reader) && issues.Count == 0)
            {
                return Refused("recipients-empty", Origin.File, new Text("Danh sách nhận thư trống.", "The list of recipients is empty."));
            }

            ReadHeader();
            if (issues.Count > 0)
            {
                return new Recipients([], issues);
            }

            for (int before = issues.Count; Next(reader); before = issues.Count)
            {
                // Where a quotation mark went wrong the cells are not what the writer meant.
                if (issues.Count == before)
                {
                    ReadRow();
                }
            }

            return new Recipients(all, issues);
        }

        /// <summary>Moves to the next line that holds anything.</summary>
        private bool Next(CsvReader reader)
        {
            while (reader.Read())
            {
                line = (int)reader.LineNumber;
                fields = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())];
                if (fields.Any(field => field.Length > 0))
                {
                    return true;
                }
            }

            fields = [];
            return false;
        }

        private void ReadHeader()
        {
            string[] names = fields;
            positions = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < names.Length; i++)
            {
                string name = names[i].Trim();
                if (!Columns.Concat(Optional).Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    Fault("recipients-unknown-column", i, new Text($"Không rõ cột “{Shown(name)}”.", $"Unknown column “{Shown(name)}”."));
                }
                else if (!positions.TryAdd(name, i))
                {
                    Fault("recipients-column-twice", i, new Text($"Cột “{name}” có hai lần.", $"Column “{name}” stands twice."));
                }
            }

            foreach (string missing in Columns.Where(column => !positions.ContainsKey(column)))
            {
                issues.Add(new Issue("recipients-column-missing", Severity.Error, new Origin("", Line(line)), new Text($"Thiếu cột “{missing}”.", $"Column “{missing}” is missing.")));
            }
        }

        private void ReadRow()
        {
            int before = issues.Count;
            if (fields.Length > positions.Count)
            {
                Fault("recipients-too-many-fields", positions.Count, new Text($"Dòng có {fields.Length} ô, đầu bảng có {positions.Count} cột.", $"The line has {fields.Length} fields, the header {positions.Count} columns."));
            }

            string name = Field("name");
            string report = Needed("report");
            bool isReminder = report == Subscribing.ReminderParameters.Report;
            MailboxAddress address = new("", "");
            if (!(isReminder && Field("email").Length == 0) && !MailAddress.TryRead(Field("email"), name, out address, out Text reason))
            {
                Fault("recipients-bad-address", positions["email"], reason);
            }

            if (report.Length > 0 && !report.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                Fault("recipients-bad-report", positions["report"], new Text($"“{Shown(report)}” không phải tên báo cáo, ví dụ province-brief.", $"“{Shown(report)}” is not the name of a report, such as province-brief."));
            }

            string index = isReminder ? Field("index") : Needed("index");
            int? year = isReminder && Field("year").Length == 0 ? null : ReadYear();
            bool isOfSeveral = isReminder || new[] { "region", "group", "provinces" }.Any(column => Given(column).Length > 0) || report == Reports.Definitions.League.NationalLeague.Id;
            string province = isOfSeveral ? Field("province") : Needed("province");
            Language? language = ReadLanguage();
            if (issues.Count > before || language is not { } read)
            {
                return;
            }

            Recipient recipient = new()
            {
                Address = address,
                Report = report,
                Index = index,
                Year = year,
                Province = province.Normalize(NormalizationForm.FormC),
                Region = Given("region"),
                Group = Given("group"),
                Provinces = Given("provinces"),
                Plan = Given("plan"),
                DaysBefore = Given("days_before"),
                PeriodKind = Given("period_kind"),
                Subscription = Shown(Given("subscription")),
                On = Given("on"),
                Cron = Given("cron"),
                TimeZone = Given("time_zone"),
                Missed = Given("missed"),
                Language = read,
                Greeting = GreetingFor(name.Length > 0 ? name : address.Address, read),
                Origin = Place(positions["province"]),
            };
            AddOnce(recipient);
        }

        // The same mail twice to one reader is a slip of the list, not a wish.
        private void AddOnce(Recipient recipient)
        {
            string key = string.Join('\n', recipient.Subscription, recipient.Address.Address, recipient.Report, recipient.Index, recipient.Year, recipient.Province, recipient.Region, recipient.Group, recipient.Provinces, recipient.Plan, recipient.Language);
            if (lineOf.TryGetValue(key, out int first))
            {
                Fault("recipients-twice", positions["email"], new Text($"Người nhận và báo cáo này đã có ở dòng {first}.", $"This recipient and report already stand in line {first}."));
                return;
            }

            lineOf.Add(key, line);
            all.Add(recipient);
        }

        private int? ReadYear()
        {
            string year = Needed("year");
            if (year.Equals(Newest, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            if (int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out int read) && read is >= 2000 and <= 2100)
            {
                return read;
            }

            if (year.Length > 0)
            {
                Fault("recipients-bad-year", positions["year"], new Text($"“{Shown(year)}” không phải một năm, ví dụ 2021, hay “newest” (mới nhất).", $"“{Shown(year)}” is not a year, such as 2021, nor “newest”."));
            }

            return null;
        }

        private Language? ReadLanguage()
        {
            string language = Needed("language");
            switch (language.ToLowerInvariant())
            {
                case "vi":
                    return Language.Vietnamese;
                case "en":
                    return Language.English;
                case "":
                    return null;
                default:
                    Fault("recipients-bad-language", positions["language"], new Text($"Ngôn ngữ “{Shown(language)}” không có; dùng vi hoặc en.", $"There is no language “{Shown(language)}”; use vi or en."));
                    return null;
            }
        }

        private string GreetingFor(string name, Language language)
        {
            string written = Shown(Given(Salutation));
            return written.Length > 0 ? written : MailAddress.Greeting(name, language);
        }

        private string Needed(string column)
        {
            string value = Field(column);
            if (value.Length == 0)
            {
                Fault("recipients-field-missing", positions[column], new Text($"Thiếu giá trị ở cột “{column}”.", $"Column “{column}” has no value."));
            }

            return value;
        }

        /// <summary>Of a column that may be left out.</summary>
        private string Given(string column) => positions.ContainsKey(column) ? Field(column) : "";

        private string Field(string column) => positions[column] < fields.Length ? fields[positions[column]] : "";

        private void Fault(string code, int column, Text message) => issues.Add(new Issue(code, Severity.Error, Place(column), message));

        private Origin Place(int column) => new("", string.Create(CultureInfo.InvariantCulture, $"{Line(line)}, column {column + 1}"));

        private static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");

        private static string Shown(string value) => Reports.Email.MailWords.OneLine(value);
    }
}
