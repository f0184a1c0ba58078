using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Tracetest.Web.Endpoints.Otlp;

/// <summary>Where traces are received, and how large a request may be.</summary>
public sealed class OtlpServerOptions
{
    public const string Section = "otlpServer";

    private const int Mebibyte = 1024 * 1024;

    /// <summary>Whether traces are received at all. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Port of OTLP over gRPC, HTTP/2 with prior knowledge. 0 (any free one) to 65,535. Default: 4317.</summary>
    public int GrpcPort { get; set; } = 4317;

    /// <summary>Port of OTLP over HTTP. 0 (any free one) to 65,535. Default: 4318.</summary>
    public int HttpPort { get; set; } = 4318;

    /// <summary>Whether to listen on all addresses; otherwise only this machine can send. Default: true.</summary>
    public bool ListenOnAllAddresses { get; set; } = true;

    /// <summary>What the ports prove themselves with; without it they speak plain text.</summary>
    public OtlpTlsOptions Tls { get; set; } = new();

    /// <summary>Bytes of a request, as sent and unpacked. 1 KiB to 1 GiB. Default: 64 MiB.</summary>
    public int MaxRequestBytes { get; set; } = 64 * Mebibyte;

    /// <summary>How many times larger than sent a request may unpack, once it is over 1 MiB. 1 to 1,100. Default: 200.</summary>
    public int MaxCompressionRatio { get; set; } = 200;

    /// <summary>Bytes of all requests being read at one time; more are told to come again. At least 1 MiB. Default: 512 MiB.</summary>
    public long MaxBytesInFlight { get; set; } = 512L * Mebibyte;

    /// <summary>
    /// Origins whose pages may send traces from a browser; <c>*</c> means any. Credentials are never asked for. Default: <c>*</c>.
    /// </summary>
    public IList<string> CorsOrigins { get; } = [];

    internal sealed class Validator : IValidateOptions<OtlpServerOptions>
    {
        public ValidateOptionsResult Validate(string? name, OtlpServerOptions options)
        {
            var faults = new ValidateOptionsResultBuilder();
            Check(faults, nameof(GrpcPort), options.GrpcPort, 0, 65_535);
            Check(faults, nameof(HttpPort), options.HttpPort, 0, 65_535);
            Check(faults, nameof(MaxRequestBytes), options.MaxRequestBytes, 1024, 1024 * Mebibyte);
            Check(faults, nameof(MaxCompressionRatio), options.MaxCompressionRatio, 1, 1100);
            Check(faults, nameof(MaxBytesInFlight), options.MaxBytesInFlight, Mebibyte, long.MaxValue);
            if (options.GrpcPort == options.HttpPort && options.GrpcPort != 0)
            {
                faults.AddError($"{Section}:{nameof(GrpcPort)} and {nameof(HttpPort)} are both {options.GrpcPort}; they must differ.");
            }

            CheckFile(faults, "Tls:CertFile", options.Tls.CertFile);
            CheckFile(faults, "Tls:KeyFile", options.Tls.KeyFile);
            return faults.Build();
        }

        private static void CheckFile(ValidateOptionsResultBuilder faults, string name, string file)
        {
            if (file.Length > 0 && !File.Exists(file))
            {
                faults.AddError($"{Section}:{name} names {file}, which does not exist.");
            }
        }

        private static void Check(ValidateOptionsResultBuilder faults, string name, long value, long low, long high)
        {
            if (value < low || value > high)
            {
                faults.AddError($"{Section}:{name} is {value}; it must be {low} to {high}.");
            }
        }
    }
}

/// <summary>The certificate of the OTLP ports.</summary>
public sealed class OtlpTlsOptions
{
    /// <summary>A PEM file with the certificate and those that vouch for it; empty for plain text.</summary>
    public string CertFile { get; set; } = "";

    /// <summary>A PEM file with the private key; empty when it stands in <see cref="CertFile"/>.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Reads the certificate; <see langword="null"/> when none is configured.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The files hold no certificate with its key.</exception>
    public X509Certificate2? Load() => CertFile.Length == 0
        ? null
        : X509Certificate2.CreateFromPemFile(CertFile, KeyFile.Length > 0 ? KeyFile : null);
}
