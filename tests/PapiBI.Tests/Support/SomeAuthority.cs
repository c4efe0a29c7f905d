using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PapiBI.Tests.Support;

/// <summary>A certificate authority of one test's own.</summary>
public sealed class SomeAuthority : IDisposable
{
    // Certificates say when they are valid, and the system's clock decides.
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    private readonly TemporaryFolder folder = new();
    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 root;

    public SomeAuthority(string name = "Test authority")
    {
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        root = request.CreateSelfSigned(Today.AddDays(-400), Today.AddDays(400));
        CaFile = folder.File("ca.pem");
        File.WriteAllText(CaFile, root.ExportCertificatePem());
    }

    public string CaFile { get; }

    /// <summary>A server that shows a certificate of this authority, for 127.0.0.1 or another name, valid for so many days from yesterday.</summary>
    public SmtpServerOptions Certify(SmtpServerOptions options, string? anotherName = null, int from = -1, int days = 30)
    {
        using RSA own = RSA.Create(2048);
        CertificateRequest request = new($"CN={anotherName ?? "mail.test"}", own, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        if (anotherName is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(anotherName);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        DateTimeOffset start = Today.AddDays(from);
        using X509Certificate2 certificate = request.Create(root, start, start.AddDays(days), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(folder.File("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(folder.File("server.key"), own.ExportPkcs8PrivateKeyPem());
        return options with { Certificate = folder.File("server.pem"), Key = folder.File("server.key") };
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
        folder.Dispose();
    }
}
