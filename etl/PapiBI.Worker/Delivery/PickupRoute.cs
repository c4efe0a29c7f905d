using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>Hands mails over as files in a pickup folder.</summary>
public sealed class PickupRoute(PickupFolder folder) : MailRoute
{
    public override Text Name { get; } = new($"thư mục {folder.Path}", $"folder {folder.Path}");

    public override Handover Hand(OutgoingMail mail, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
        {
            return new Handover.Postponed(HandoverWords.Stopping, IsRouteDown: true);
        }

        try
        {
            return new Handover.Accepted(folder.Write(mail));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Handover.Postponed(NotWritable(e), IsRouteDown: true);
        }
    }

    public override Text? Check()
    {
        try
        {
            folder.Probe();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return NotWritable(e);
        }
    }

    private Text NotWritable(Exception e) => new(
        $"Không ghi được vào {Name.Vi}: {HandoverWords.Shown(e.Message)} Xem lại quyền ghi và dung lượng đĩa.",
        $"Cannot write to the {Name.En}: {HandoverWords.Shown(e.Message)} See to its rights and the space on the disk.");
}
