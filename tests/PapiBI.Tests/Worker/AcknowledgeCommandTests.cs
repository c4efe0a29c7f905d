using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>Somebody says why unheard-of changes are right.</summary>
public abstract class AcknowledgeCommandTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_refusal_for_unheard_of_changes_is_acknowledged_for_those_bytes_and_the_last_word_counts()
    {
        var file = Some.File("papi-2024.xlsx");
        Refuse(file, IssueCodes.JumpUnheardOf);

        Assert.Equal((ExitCode.Done, "Đã xác nhận papi-2024.xlsx. Hãy nạp lại đúng tệp ấy (papibi load); tệp trong hộp thư đến được dịch vụ nạp lại ở lượt tới.\n"), Type("acknowledge", "1", "--reason", " báo cáo trang 12 "));
        Assert.Equal("báo cáo trang 12", ReasonOf(file.Sha256));
        warehouse.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((ExitCode.Done, "papi-2024.xlsx is acknowledged. Load the very same file again (papibi load); one in the inbox is taken up again at the service's next run.\n"), Type("acknowledge", "1", "--reason", "page 13", "--lang", "en"));
        Assert.Equal("page 13", ReasonOf(file.Sha256));
        Assert.Null(ReasonOf("another"));
    }

    [Fact]
    public void A_refused_file_of_the_inbox_is_taken_up_again()
    {
        Refuse(Some.File(), IssueCodes.JumpUnheardOf);
        var inbox = new InboxFiles(StateDatabase.Open(warehouse.Data, warehouse.Clock), warehouse.Clock);
        var file = new InboxFile("/inbox/some.csv", 1, warehouse.Clock.GetUtcNow());
        inbox.Begin(file);
        inbox.Refused(file);
        Assert.Empty(inbox.New([file]));

        Type("acknowledge", "1", "--reason", "x");

        Assert.Equal([file], inbox.New([file]));
    }

    [Theory]
    [InlineData(IssueCodes.NotANumber, "1", "x")]
    [InlineData(IssueCodes.JumpUnheardOf, "2", "x")]
    [InlineData(IssueCodes.JumpUnheardOf, "1", " ")]
    [InlineData(IssueCodes.JumpUnheardOf, "1", "a\nb")]
    public void Nothing_else_is_acknowledged(string code, string load, string reason)
    {
        var file = Some.File();
        Refuse(file, code);

        Assert.Equal(ExitCode.Usage, Type("acknowledge", load, "--reason", reason).Code);
        Assert.Null(ReasonOf(file.Sha256));
    }

    private void Refuse(SourceFile file, string code)
    {
        using var database = warehouse.Open();
        new WarehouseLoader(database, warehouse.Clock, Steps.Silent).Refuse(file, LoadKind.Scores, "", [new Issue(code, Severity.Error, Origin.File, new Text("lỗi", "fault"))]);
    }

    private string? ReasonOf(string sha256)
    {
        using var database = warehouse.Open();
        return new WarehouseLoader(database, warehouse.Clock, Steps.Silent).AcknowledgementOf(sha256);
    }

    private (int Code, string Output) Type(params string[] arguments)
    {
        var typed = Typed.In(warehouse.Data, warehouse.Clock, arguments);
        return (typed.Code, typed.Output);
    }
}

public sealed class AcknowledgeCommandOnDuckDbTests() : AcknowledgeCommandTests(TestEngine.DuckDb);

public sealed class AcknowledgeCommandOnSqlServerTests() : AcknowledgeCommandTests(TestEngine.SqlServer);
