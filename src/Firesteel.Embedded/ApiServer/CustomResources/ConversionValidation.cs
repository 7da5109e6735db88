using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Operations;
using Firesteel.Embedded.ApiServer.Schemas;

namespace Firesteel.Embedded.ApiServer.CustomResources;

/// <summary>What is wrong with a definition's conversion. The errors have a real server's internal names of the fields.</summary>
internal static class ConversionValidation
{
    private const string Client = "spec.conversion.webhookClientConfig";
    private const string Reviews = "spec.conversion.conversionReviewVersions";
    private const string Form = "; desired format: https://host[/path]";
    private static readonly string[] Accepted = ["v1", "v1beta1"];

    public static IEnumerable<Cause> Check(JsonObject definition)
    {
        if (CustomResourceDefinitionFacts.Spec(definition)["conversion"] is not JsonObject conversion)
            return [];
        var strategy = conversion.Text("strategy");
        var webhook = conversion["webhook"] as JsonObject;
        var client = webhook?["clientConfig"] as JsonObject;
        var reviews = webhook?.Texts("conversionReviewVersions") ?? [];
        var causes = new List<Cause>();
        if (strategy.Length == 0)
            causes.Add(Cause.Required("spec.conversion.strategy"));
        else if (strategy is not ("None" or "Webhook"))
            causes.Add(Cause.NotSupported("spec.conversion.strategy", strategy, ["None", "Webhook"]));
        if (strategy == "Webhook")
            return [.. causes, .. ClientErrors(client), .. ReviewErrors(reviews)];
        if (client is not null)
            causes.Add(Cause.Forbidden(Client, "should not be set when strategy is not set to Webhook"));
        if (reviews.Count > 0)
            causes.Add(Cause.Forbidden(Reviews, "should not be set when strategy is not set to Webhook"));
        return causes;
    }

    private static IEnumerable<Cause> ClientErrors(JsonObject? client)
    {
        if (client is null)
            return [Cause.Required(Client, "required when strategy is set to Webhook")];
        return (client["url"], client["service"]) switch
        {
            ({ } url, null) => UrlErrors(url.ToString()),
            (null, JsonObject service) => ServiceErrors(service),
            _ => [Cause.Required(Client, "exactly one of url or service is required")],
        };
    }

    private static IEnumerable<Cause> UrlErrors(string text)
    {
        const string field = Client + ".url";
        var scheme = text.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? text[..end] : "";
        if (scheme != "https")
            yield return Cause.Invalid(field, scheme, "'https' is the only allowed URL scheme" + Form);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            yield return Cause.Invalid(field, "", "host must be specified" + Form);
            yield break;
        }

        if (url.UserInfo.Length > 0)
            yield return Cause.Invalid(field, url.UserInfo, "user information is not permitted in the URL");
        if (url.Fragment.Length > 1)
            yield return Cause.Invalid(field, url.Fragment[1..], "fragments are not permitted in the URL");
        if (url.Query.Length > 1)
            yield return Cause.Invalid(field, url.Query[1..], "query parameters are not permitted in the URL");
    }

    private static IEnumerable<Cause> ServiceErrors(JsonObject service)
    {
        const string field = Client + ".service";
        // The real check is called with the two the wrong way round.
        if (service.Text("namespace").Length == 0)
            yield return Cause.Required($"{field}.name");
        if (service.Text("name").Length == 0)
            yield return Cause.Required($"{field}.namespace");
        if (service.Number("port") is { } port and (< 1 or > 65535))
            yield return Cause.InvalidText($"{field}.port", $"{port}", "port is not valid: must be between 1 and 65535, inclusive");
        var path = service.Text("path");
        if (path is "" or "/")
            yield break;
        if (path == "//")
        {
            yield return Cause.Invalid($"{field}.path", path, "segment[0] may not be empty");
            yield break;
        }

        if (path[0] != '/')
            yield return Cause.Invalid($"{field}.path", path, "must start with a '/'");
        var steps = (path.Length > 1 && path[^1] == '/' ? path[1..^1] : path[1..]).Split('/');
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Length == 0)
                yield return Cause.Invalid($"{field}.path", path, $"segment[{i}] may not be empty");
            else
                foreach (var error in Names.Dns1123Subdomain(steps[i]))
                    yield return Cause.Invalid($"{field}.path", path, $"segment[{i}]: {error}");
        }
    }

    private static IEnumerable<Cause> ReviewErrors(IReadOnlyList<string> versions)
    {
        if (versions.Count == 0)
        {
            yield return Cause.Required(Reviews);
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < versions.Count; i++)
        {
            if (!seen.Add(versions[i]))
                yield return Cause.Invalid($"{Reviews}[{i}]", versions[i], "duplicate version");
            else
                foreach (var error in Names.Dns1035Label(versions[i]))
                    yield return Cause.Invalid($"{Reviews}[{i}]", versions[i], error);
        }

        if (!Accepted.Any(seen.Contains))
            yield return Cause.Invalid(Reviews, new JsonArray([.. versions.Select(version => (JsonNode)version)]), $"must include at least one of {string.Join(", ", Accepted)}");
    }
}
