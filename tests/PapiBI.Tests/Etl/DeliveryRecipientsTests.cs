using System.Text;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Worker.Delivery;

namespace PapiBI.Tests.Etl;

public class DeliveryRecipientsTests
{
    private const string Header = "email,name,report,index,year,province,language,salutation\n";

    [Fact]
    public void The_shipped_demo_list_has_no_fault()
    {
        Recipients list = Recipients.ReadFile(Path.Combine(AppContext.BaseDirectory, "demo", "recipients.csv"));

        Assert.Empty(list.Issues);
        Assert.Equal(["Ninh Thuận 2020 vi", "Cần Thơ 2021 vi", "Cần Thơ 2021 vi", "Cần Thơ 2021 en", "Cao Bằng 2020 vi"],
            list.All.Select(reader => $"{reader.Province} {reader.Year} {MailTag(reader.Language)}"));
        Assert.All(list.All, reader => Assert.EndsWith("@example.org", reader.Address.Address, StringComparison.Ordinal));
        Assert.Equal("Kính gửi Lê Hữu Đức,", list.All[2].Greeting);
        Assert.Equal("Dear Dr. Mary O'Neill,", list.All[3].Greeting);
        Assert.Equal("line 4, column 6", list.All[2].Origin.ToString());
    }

    [Fact]
    public void Every_fault_is_named_with_its_line_and_column()
    {
        Recipients list = Read(Header
            + "not-an-address,A,province-brief,PAPI,21x,Cần Thơ,fr,\n"
            + "\n"
            + "a@example.org,A,province-brief,PAPI,2021,Cần Thơ,vi,\"hai\ndòng\"\n"
            + "b@example.org,B,Province Brief,,2021,,vi,,extra\n"
            + "A@example.org,A,province-brief,PAPI,2021,Cần Thơ,vi,\n"
            + "c@example.org,C\n");

        Assert.Equal(
            [
                "recipients-bad-address line 2, column 1",
                "recipients-bad-year line 2, column 5",
                "recipients-bad-language line 2, column 7",
                "recipients-too-many-fields line 6, column 9",
                "recipients-bad-report line 6, column 3",
                "recipients-field-missing line 6, column 4",
                "recipients-field-missing line 6, column 6",
                "recipients-twice line 7, column 1",
                "recipients-field-missing line 8, column 3",
                "recipients-field-missing line 8, column 4",
                "recipients-field-missing line 8, column 5",
                "recipients-field-missing line 8, column 6",
                "recipients-field-missing line 8, column 7",
            ],
            list.Issues.Select(issue => $"{issue.Code} {issue.Origin}"));
        Assert.All(list.Issues, issue => Assert.True(issue.Message is { Vi.Length: > 0, En.Length: > 0 } && issue.Severity == Severity.Error));
        Assert.Equal("hai dòng", Assert.Single(list.All).Greeting);
    }

    [Theory]
    [InlineData("", "recipients-empty")]
    [InlineData("\n\n", "recipients-empty")]
    [InlineData("email,name,report,index,year,province\n", "recipients-column-missing line 1")]
    [InlineData("email,name,report,index,year,province,language,phone\n", "recipients-unknown-column line 1, column 8")]
    [InlineData("email,name,report,index,year,province,language,email\n", "recipients-column-twice line 1, column 8")]
    [InlineData(Header + "\"a@example.org,A,province-brief,PAPI,2021,Cần Thơ,vi,\n", "recipients-quotes line 2")]
    public void A_list_that_cannot_be_read_says_why(string text, string issue) =>
        Assert.Equal(issue, string.Join('\n', Read(text).Issues.Select(i => $"{i.Code} {i.Origin}".Trim())));

    [Fact]
    public void A_list_in_another_encoding_is_refused() =>
        Assert.Equal("recipients-not-utf8", Assert.Single(Recipients.Read([.. Encoding.ASCII.GetBytes(Header), 0xC0, 0x20]).Issues).Code);

    [Fact]
    public void Excel_may_have_saved_it_with_semicolons_and_a_mark()
    {
        Recipients list = Recipients.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(
            "Email;Name;Report;Index;Year;Province;Language\r\na@example.org;Ánh;province-brief;PAPI;2021;Cần Thơ;EN\r\n")]);

        Assert.Empty(list.Issues);
        Assert.Equal((Language.English, "Dear Ánh,"), (list.All[0].Language, list.All[0].Greeting));
    }

    private static Recipients Read(string text) => Recipients.Read(Encoding.UTF8.GetBytes(text));

    private static string MailTag(Language language) => language == Language.Vietnamese ? "vi" : "en";
}
