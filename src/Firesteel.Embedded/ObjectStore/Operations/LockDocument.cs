using System.Globalization;
using System.Xml.Linq;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>Object lock as documents.</summary>
internal static class LockDocument
{
    /// <exception cref="S3Exception">Unknown mode, or not a date.</exception>
    public static Retention Retention(string? mode, string? until, S3ErrorCode code) => new(
        Mode(mode) ?? throw new S3Exception(code),
        DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : throw new S3Exception(code));

    public static LockMode? Mode(string? text) => text switch { "GOVERNANCE" => LockMode.Governance, "COMPLIANCE" => LockMode.Compliance, _ => null };

    public static string Text(this LockMode mode) => mode == LockMode.Compliance ? "COMPLIANCE" : "GOVERNANCE";

    /// <exception cref="S3Exception">Not an ObjectLockConfiguration.</exception>
    public static ObjectLock Read(XElement root)
    {
        if (root.Name.LocalName != "ObjectLockConfiguration" || root.Text("ObjectLockEnabled") != "Enabled")
            throw new S3Exception(S3Errors.MalformedXml);
        if (root.Child("Rule") is not { } rule)
            return new();
        var retention = rule.Child("DefaultRetention") ?? throw new S3Exception(S3Errors.MalformedXml);
        var mode = Mode(retention.Text("Mode")) ?? throw new S3Exception(S3Errors.MalformedXml);
        var (days, years) = (Number(retention.Text("Days")), Number(retention.Text("Years")));
        if (days is null == years is null)
            throw new S3Exception(S3Errors.MalformedXml);
        if (days is <= 0 or > 36500 || years is <= 0 or > 100)
            throw new S3Exception(S3Errors.InvalidRetentionPeriod, "Default retention period must be from 1 to 36500 days, or from 1 to 100 years.");
        return new(mode, days, years);
    }

    public static XmlAnswer Write(ObjectLock settings)
    {
        var answer = new XmlAnswer("ObjectLockConfiguration");
        answer.Text("ObjectLockEnabled", "Enabled");
        if (settings.Mode is { } mode)
        {
            answer.Element("Rule", rule => rule.Element("DefaultRetention", retention =>
            {
                retention.Text("Mode", mode.Text());
                if (settings.Days is { } days)
                    retention.Text("Days", days);
                if (settings.Years is { } years)
                    retention.Text("Years", years);
            }));
        }

        return answer;
    }

    private static int? Number(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new S3Exception(S3Errors.MalformedXml);
}
