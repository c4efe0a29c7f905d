namespace PapiBI.Worker.Delivery;

/// <summary>How the line to a mail server is kept private.</summary>
public enum SmtpSecurity
{
    /// <summary>Encrypted by STARTTLS before anything is sent; a server without it is not used. Usually port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte. Usually port 465.</summary>
    Tls,

    /// <summary>Not encrypted: for a relay on this machine or within one room.</summary>
    None,
}
