using System.Security.Cryptography;
using System.Text;

namespace Firesteel.Spark.Submission;

/// <summary>The parts of a submission that Spark draws at random or from the clock. Here they are given, so that building is pure.</summary>
/// <param name="ApplicationId"><c>spark-</c> and 32 hex digits.</param>
/// <param name="UniqueId">16 hex digits behind the resource name prefix.</param>
/// <param name="ConfigMapId">16 hex digits in <c>spark-drv-…-conf-map</c>.</param>
/// <param name="ServiceId">16 hex digits of the service's name when the preferred one is too long.</param>
/// <param name="LocalDirectoryId">UUID of the scratch directory.</param>
/// <param name="SubmittedAt">Becomes <c>spark.app.submitTime</c>.</param>
public sealed record SubmissionIdentity(
    string ApplicationId, string UniqueId, string ConfigMapId, string ServiceId, Guid LocalDirectoryId, DateTimeOffset SubmittedAt)
{
    /// <summary>UUID of the directory that the n-th uploaded file goes to.</summary>
    public Guid UploadDirectoryId(int index) => new(Digest($"upload/{index}")[..16]);

    /// <summary>Derived, so that submitting again after a crash gives the same names.</summary>
    /// <param name="seed">Names one attempt of one application, for instance its uid and submission id.</param>
    public static SubmissionIdentity Of(string seed, DateTimeOffset submittedAt)
    {
        string Hex(string purpose, int bytes) => Convert.ToHexStringLower(Digest(seed, purpose)[..bytes]);
        return new(
            $"spark-{Hex("application", 16)}", Hex("prefix", 8), Hex("configmap", 8), Hex("service", 8),
            new Guid(Digest(seed, "local")[..16]), submittedAt);
    }

    private byte[] Digest(string purpose) => Digest(ApplicationId, purpose);

    private static byte[] Digest(string seed, string purpose) => SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\0{seed}"));
}
