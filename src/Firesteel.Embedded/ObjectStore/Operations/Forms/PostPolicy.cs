using System.Globalization;
using System.Text.Json;
using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations.Forms;

/// <summary>The policy of a browser form: until when, and what each field may be. Source: S3's "Creating a POST Policy".</summary>
internal sealed class PostPolicy
{
    private static readonly HashSet<string> NeedNoCondition =
        new(StringComparer.OrdinalIgnoreCase) { "policy", "file", "signature", "awsaccesskeyid", "x-amz-signature", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "submit" };

    private readonly List<(string Kind, string Field, string Value)> _conditions = [];

    /// <summary>Bytes that the file may have.</summary>
    public (long Least, long Most) Length { get; private set; } = (0, long.MaxValue);

    /// <exception cref="S3Exception">Not a policy, or expired.</exception>
    public static PostPolicy Parse(byte[] json, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("expiration", out var expiration) || !document.RootElement.TryGetProperty("conditions", out var conditions)
                || conditions.ValueKind != JsonValueKind.Array || expiration.ValueKind != JsonValueKind.String)
                throw Invalid("a policy needs an expiration and conditions");
            if (!DateTimeOffset.TryParseExact(expiration.GetString(), ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
                throw Invalid("the expiration is not a date such as 2026-01-01T12:00:00Z");
            if (until < now)
                throw new S3Exception(S3Errors.AccessDenied, "Invalid according to Policy: Policy expired.");
            var policy = new PostPolicy();
            foreach (var condition in conditions.EnumerateArray())
                policy.Add(condition);
            return policy;
        }
        catch (JsonException)
        {
            throw Invalid("it is not JSON");
        }
    }

    /// <exception cref="S3Exception">A field is not what it must be, or nothing is said about it.</exception>
    public void Check(string bucket, IReadOnlyDictionary<string, string> fields)
    {
        foreach (var (kind, field, wanted) in _conditions)
        {
            var value = field == "bucket" ? bucket : fields.GetValueOrDefault(field, "");
            if (kind == "eq" ? value != wanted : !value.StartsWith(wanted, StringComparison.Ordinal))
                throw new S3Exception(S3Errors.AccessDenied, $"Invalid according to Policy: Policy Condition failed: [\"{kind}\", \"${field}\", \"{wanted}\"]");
        }

        foreach (var name in fields.Keys)
        {
            if (!NeedNoCondition.Contains(name) && !name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase) // says what the file is, not what may be done
                && !_conditions.Any(condition => condition.Field.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new S3Exception(S3Errors.AccessDenied, $"Invalid according to Policy: Extra input fields: {name}");
        }
    }

    private void Add(JsonElement condition)
    {
        if (condition.ValueKind == JsonValueKind.Object)
        {
            if (!condition.EnumerateObject().Any())
                throw Invalid("a condition is empty");
            foreach (var pair in condition.EnumerateObject())
                _conditions.Add(("eq", pair.Name.ToLowerInvariant(), pair.Value.ToString()));
            return;
        }

        if (condition.ValueKind != JsonValueKind.Array || condition.GetArrayLength() != 3)
            throw Invalid("a condition is neither an object nor a list of three");
        var (kind, field, value) = (condition[0].ToString().ToLowerInvariant(), condition[1].ToString(), condition[2].ToString());
        if (kind == "content-length-range")
        {
            if (!long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var least) || !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var most))
                throw Invalid("content-length-range has two numbers");
            Length = (least, most);
        }
        else if (kind is "eq" or "starts-with" && field.StartsWith('$'))
        {
            _conditions.Add((kind, field[1..].ToLowerInvariant(), value));
        }
        else
        {
            throw Invalid("a condition is unknown");
        }
    }

    private static S3Exception Invalid(string why) => new(S3Errors.InvalidPolicyDocument, $"Invalid Policy: {why}.");
}
