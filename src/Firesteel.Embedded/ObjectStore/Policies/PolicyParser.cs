using System.Collections.Immutable;
using System.Text.Json;

namespace Firesteel.Embedded.ObjectStore.Policies;

/// <summary>Reads policy documents strictly: a policy that is misread protects nothing.</summary>
internal static class PolicyParser
{
    public const int Longest = 20 * 1024;

    /// <param name="bucket">The policy is this bucket's: statements need a principal and may speak about the bucket only.</param>
    /// <exception cref="FormatException">One sentence: what is wrong.</exception>
    public static PolicyDocument Parse(string text, string? bucket)
    {
        if (text.Length > Longest)
            throw new FormatException("the policy is longer than 20 KiB");
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw new FormatException("the policy is not JSON");
        }

        using (json)
        {
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new FormatException("the policy is not a JSON object");
            foreach (var member in root.EnumerateObject())
            {
                if (member.Name is not ("Version" or "Id" or "ID" or "Statement"))
                    throw new FormatException($"the policy has an unknown element {member.Name}");
            }

            if (root.TryGetProperty("Version", out var version) && version.ToString() is not ("2012-10-17" or "2008-10-17"))
                throw new FormatException("Version must be 2012-10-17");
            if (!root.TryGetProperty("Statement", out var statement))
                throw new FormatException("the policy has no Statement");
            var statements = statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : new[] { statement };
            if (statements.Length == 0)
                throw new FormatException("the policy has no Statement");
            return new(text, [.. statements.Select(s => Statement(s, bucket))]);
        }
    }

    private static PolicyStatement Statement(JsonElement json, string? bucket)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new FormatException("a statement is not a JSON object");
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name is not ("Sid" or "Effect" or "Principal" or "NotPrincipal" or "Action" or "NotAction" or "Resource" or "NotResource" or "Condition"))
                throw new FormatException($"a statement has an unknown element {member.Name}");
        }

        var effect = json.TryGetProperty("Effect", out var given) ? given.ToString() : "";
        if (effect is not ("Allow" or "Deny"))
            throw new FormatException("Effect must be Allow or Deny");
        var principal = Principal(json, "Principal");
        var notPrincipal = Principal(json, "NotPrincipal");
        if (bucket is not null && principal is null && notPrincipal is null)
            throw new FormatException("a bucket policy's statement needs a Principal");
        if (effect == "Allow" && notPrincipal is not null)
            throw new FormatException("Allow with NotPrincipal would open the bucket to everybody else");
        if (bucket is null && (principal ?? notPrincipal) is not null)
            throw new FormatException("a user's policy has no Principal");
        var actions = Strings(json, "Action");
        var notActions = Strings(json, "NotAction");
        if (actions.IsEmpty == notActions.IsEmpty)
            throw new FormatException("a statement needs either Action or NotAction");
        foreach (var action in actions.Concat(notActions))
        {
            if (action != "*" && !action.Contains(':'))
                throw new FormatException($"the action {action} has no service, as s3:GetObject has");
        }

        var resources = Strings(json, "Resource");
        var notResources = Strings(json, "NotResource");
        if (resources.IsEmpty == notResources.IsEmpty)
            throw new FormatException("a statement needs either Resource or NotResource");
        foreach (var resource in resources.Concat(notResources))
            Check(resource, bucket);
        return new(effect == "Allow", principal, notPrincipal, actions, notActions, resources, notResources, Conditions(json));
    }

    private static void Check(string resource, string? bucket)
    {
        if (resource == "*" && bucket is null)
            return;
        if (!resource.StartsWith("arn:", StringComparison.Ordinal) || resource.Split(':', 6) is not [_, _, "s3", _, _, var path])
            throw new FormatException($"the resource {resource} is not an ARN of S3");
        var slash = path.IndexOf('/');
        if (bucket is not null && !Wildcard.Matches(slash < 0 ? path : path[..slash], bucket))
            throw new FormatException($"the resource {resource} is not in the bucket {bucket}");
    }

    private static PolicyPrincipal? Principal(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var principal))
            return null;
        if (principal.ValueKind == JsonValueKind.String)
            return principal.ToString() == "*" ? new(["*"]) : throw new FormatException($"{name} must be \"*\" or an object such as {{\"AWS\": …}}");
        if (principal.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{name} must be \"*\" or an object such as {{\"AWS\": …}}");
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var kind in principal.EnumerateObject())
        {
            if (kind.Name is not ("AWS" or "CanonicalUser" or "Service" or "Federated"))
                throw new FormatException($"{name} has an unknown kind {kind.Name}");
            if (kind.Name is "AWS" or "CanonicalUser")
                names.AddRange(Strings(principal, kind.Name));
        }

        return new(names.ToImmutable());
    }

    private static ImmutableArray<PolicyCondition> Conditions(JsonElement json)
    {
        if (!json.TryGetProperty("Condition", out var block))
            return [];
        if (block.ValueKind != JsonValueKind.Object)
            throw new FormatException("Condition is not a JSON object");
        var conditions = ImmutableArray.CreateBuilder<PolicyCondition>();
        foreach (var member in block.EnumerateObject())
        {
            var name = member.Name;
            var colon = name.IndexOf(':');
            var quantifier = colon < 0 ? "" : name[..colon];
            if (quantifier is not ("" or "ForAllValues" or "ForAnyValue"))
                throw new FormatException($"the condition operator {name} is unknown");
            name = name[(colon + 1)..];
            var ifExists = name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
            if (ifExists)
                name = name[..^"IfExists".Length];
            if (!PolicyCondition.IsOperator(name) || member.Value.ValueKind != JsonValueKind.Object)
                throw new FormatException($"the condition operator {member.Name} is unknown");
            foreach (var key in member.Value.EnumerateObject())
                conditions.Add(new(name, Lowered(key.Name), Strings(member.Value, key.Name), quantifier, ifExists));
        }

        return conditions.ToImmutable();
    }

    /// <summary>Condition keys do not care for case, but a tag's name at their end does.</summary>
    private static string Lowered(string key) => key.IndexOf('/') is >= 0 and var slash ? key[..slash].ToLowerInvariant() + key[slash..] : key.ToLowerInvariant();

    private static ImmutableArray<string> Strings(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null ? throw new FormatException($"{name} has an item that is not text") : Text(item))],
            JsonValueKind.Object or JsonValueKind.Null => throw new FormatException($"{name} is not text"),
            _ => [Text(value)],
        };
    }

    private static string Text(JsonElement value) => value.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => value.ToString() };
}
