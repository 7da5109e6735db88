using System.Text;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Schemas;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Query parameters of create, update, patch.</summary>
/// <param name="FieldManager">Never empty: the User-Agent stands in.</param>
internal sealed record WriteOptions(string FieldManager, bool DryRun, FieldValidation FieldValidation, bool Force)
{
    private const int LongestManager = 128;

    /// <param name="kind">Named in errors: <c>CreateOptions</c>, <c>UpdateOptions</c>, <c>PatchOptions</c>.</param>
    /// <param name="isApply">Only an apply may be forced, and it must name its manager.</param>
    /// <exception cref="ApiException">422 with all that is wrong.</exception>
    public static WriteOptions Parse(HttpRequest request, string kind, bool isApply = false)
    {
        var query = request.Query;
        var causes = new List<Cause>();
        var manager = query.Text("fieldManager");
        if (kind == "PatchOptions")
        {
            if (!isApply && query.ContainsKey("force"))
                causes.Add(Cause.Forbidden("force", "may not be specified for non-apply patch"));
            if (isApply && manager.Length == 0)
                causes.Add(Cause.Required("fieldManager", "is required for apply patch"));
        }

        causes.AddRange(ManagerErrors(manager));
        causes.AddRange(DryRunErrors(query["dryRun"]));
        var validation = query.Text("fieldValidation");
        if (validation is not ("" or "Ignore" or "Strict" or "Warn"))
            causes.Add(Cause.NotSupported("fieldValidation", validation, ["", "Ignore", "Strict", "Warn"]));
        if (causes.Count > 0)
            throw Statuses.Invalid("meta.k8s.io", kind, "", causes);
        return new(
            manager.Length > 0 ? manager : ManagerOf(request.Headers.UserAgent.ToString()),
            query.ContainsKey("dryRun"),
            validation switch { "Ignore" => FieldValidation.Ignore, "Strict" => FieldValidation.Strict, _ => FieldValidation.Warn },
            query.Flag("force"));
    }

    public static IEnumerable<Cause> DryRunErrors(IReadOnlyList<string?> values) =>
        values.All(value => value == "All") ? [] : [Cause.NotSupported("dryRun", new JsonArray([.. values.Select(value => (JsonNode?)value)]), ["All"])];

    private static IEnumerable<Cause> ManagerErrors(string manager)
    {
        if (Encoding.UTF8.GetByteCount(manager) > LongestManager)
            yield return Cause.TooLong("fieldManager", LongestManager);
        var position = 0;
        foreach (var rune in manager.EnumerateRunes())
        {
            if (!IsPrintable(rune))
                yield return Cause.Invalid("fieldManager", manager, $"invalid character U+{rune.Value:X4} (at position {position})");
            position += rune.Utf8SequenceLength;
        }
    }

    /// <summary>The program's name in front of the first slash, printable characters only, cut to 128 bytes.</summary>
    private static string ManagerOf(string userAgent)
    {
        var name = new StringBuilder();
        var length = 0;
        foreach (var rune in userAgent.AsSpan(0, userAgent.IndexOf('/') is >= 0 and var slash ? slash : userAgent.Length).EnumerateRunes())
        {
            if (!IsPrintable(rune))
                continue;
            length += rune.Utf8SequenceLength;
            if (length > LongestManager)
                break;
            name.Append(rune.ToString());
        }

        return name.Length > 0 ? name.ToString() : "unknown";
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || !(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.Surrogate);
}
