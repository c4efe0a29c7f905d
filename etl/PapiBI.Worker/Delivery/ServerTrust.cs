using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>Judges a server's certificate: by the given authorities, or by the system's where there are none.</summary>
internal sealed class ServerTrust(string server, X509Certificate2Collection? authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why the certificate last seen is not trusted.</summary>
    public Text? Fault { get; private set; }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Fault = Judge(certificate as X509Certificate2, chain, errors);
        return Fault is null;
    }

    private Text? Judge(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return new Text($"{server} không đưa ra chứng thư.", $"{server} shows no certificate.");
        }

        string subject = MailWords.OneLine(certificate.Subject);
        string issuer = MailWords.OneLine(certificate.Issuer);
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return new Text(
                $"Chứng thư của {server} mang tên khác ({subject}). Xem lại Host.",
                $"The certificate of {server} bears another name ({subject}). See to Host.");
        }

        X509ChainStatus[] faults = authorities is null ? FaultsOf(chain, errors) : FaultsByOwn(certificate, chain);
        if (faults.Length == 0)
        {
            return null;
        }

        string codes = string.Join(", ", faults.Select(fault => fault.Status).Distinct());
        return new Text(
            $"Chứng thư của {server} ({subject}, do {issuer} cấp) không được tin: {codes}. Xem lại chứng thư của máy chủ và CaFile.",
            $"The certificate of {server} ({subject}, issued by {issuer}) is not trusted: {codes}. See to the server's certificate and to CaFile.");
    }

    private static X509ChainStatus[] FaultsOf(X509Chain? chain, SslPolicyErrors errors) => errors == SslPolicyErrors.None
        ? []
        : chain?.ChainStatus is { Length: > 0 } found ? found : [new X509ChainStatus { Status = X509ChainStatusFlags.PartialChain }];

    private X509ChainStatus[] FaultsByOwn(X509Certificate2 certificate, X509Chain? sent)
    {
        using X509Chain own = new();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.DisableCertificateDownloads = true;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        own.ChainPolicy.CustomTrustStore.AddRange(authorities!);
        if (sent is not null)
        {
            own.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return own.Build(certificate) ? [] : own.ChainStatus is { Length: > 0 } found ? found : [new X509ChainStatus { Status = X509ChainStatusFlags.PartialChain }];
    }
}
