using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Worker.Cli;

/// <summary>
/// What files are looked at and checked against: the warehouse or, where there is none yet, a passing one that holds the provinces, editions and
/// structures that come with the program. Nothing is ever written to the installation's own.
/// </summary>
internal sealed class Yardstick : IDisposable
{
    private readonly string? passing;
    private readonly WorkingDatabase database;
    private readonly LoadJob job;

    private Yardstick(WorkingDatabase database, DataFolder data, Session session, string? passing)
    {
        this.database = database;
        this.passing = passing;
        job = new LoadJob(database, data, session.Clock, Steps.Silent);
    }

    public ReferenceData Known => job.Known;

    public static Yardstick Open(Session session)
    {
        if (session.Data.HasWarehouse)
        {
            return new Yardstick(session.OpenForWriting(), session.Data, session, passing: null);
        }

        session.Terminal.Tell(
            $"{session.Data.Root} chưa có kho dữ liệu: đối chiếu với danh mục tỉnh, năm và cấu trúc đi kèm chương trình.",
            $"{session.Data.Root} has no warehouse yet: the provinces, editions and structures that come with the program are taken instead.");
        var data = new DataFolder(Directory.CreateTempSubdirectory("papibi-").FullName);
        var yardstick = new Yardstick(WorkingDatabase.Open(data, session.Clock, session.Patience), data, session, data.Root);
        yardstick.job.Run([.. Inbox.Read(DemoCommand.Samples).Where(reading => reading.Kind is not (null or LoadKind.Scores or LoadKind.Published))]);
        return yardstick;
    }

    public ReadResult Check(FileReading reading) => job.Check(reading);

    public void Dispose()
    {
        database.Dispose();
        if (passing is not null)
        {
            Directory.Delete(passing, recursive: true);
        }
    }
}
