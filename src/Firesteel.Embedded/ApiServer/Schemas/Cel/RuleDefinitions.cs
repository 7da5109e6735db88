using System.Text.Json.Nodes;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Checks the rules of a definition before it is accepted.</summary>
internal static class RuleDefinitions
{
    private static readonly string[] Reasons = ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

    public static void Check(TypeSchema schema, string path, List<Cause> causes)
    {
        if (schema.IsBuiltIn)
            return;
        var index = 0;
        foreach (var rule in schema.Constraints?.Rules ?? [])
            Rule(rule, schema, $"{path}.x-kubernetes-validations[{index++}]", causes);
        foreach (var (name, property) in schema.Properties)
            Check(property, $"{path}.properties[{name}]", causes);
        if (schema.Items is { } items)
            Check(items, $"{path}.items", causes);
        if (schema.AdditionalProperties is { } values)
            Check(values, $"{path}.additionalProperties", causes);
    }

    private static void Rule(ValidationRule rule, TypeSchema schema, string path, List<Cause> causes)
    {
        if (rule.Rule.Trim().Length == 0)
        {
            causes.Add(Cause.Required($"{path}.rule", "rule is not specified"));
            return;
        }

        if (rule.Message.Length > 0 && rule.Message.Trim().Length == 0)
            causes.Add(Cause.Invalid($"{path}.message", rule.Message, "must be non-empty if specified"));
        else if (rule.Message.Trim().Contains('\n', StringComparison.Ordinal))
            causes.Add(Cause.Invalid($"{path}.message", rule.Message, "must not contain line breaks"));
        else if (rule.Rule.Trim().Contains('\n', StringComparison.Ordinal) && rule.Message.Length == 0)
            causes.Add(Cause.Required($"{path}.message", "message must be specified if rule contains line breaks"));
        if (rule.Reason.Length > 0 && !Reasons.Contains(rule.Reason))
            causes.Add(Cause.NotSupported($"{path}.reason", rule.Reason, Reasons));
        if (rule.FieldPath.Length > 0 && !Leads(rule.FieldPath, schema))
            causes.Add(Cause.Invalid($"{path}.fieldPath", rule.FieldPath, "must be a valid path"));
        var usesOld = false;
        try
        {
            var node = CelParser.Parse(rule.Rule);
            usesOld = node.Mentions("oldSelf");
            if (CelChecker.Check(node, schema) is { } problem)
                causes.Add(Cause.InvalidText($"{path}.rule", Go(rule), problem.Position < 0 ? problem.Message : Compilation(rule.Rule, problem)));
        }
        catch (CelException exception)
        {
            causes.Add(Cause.InvalidText($"{path}.rule", Go(rule), Compilation(rule.Rule, exception)));
            return;
        }

        if (rule.OptionalOldSelf is { } optional && !usesOld)
            causes.Add(Cause.Invalid($"{path}.optionalOldSelf", JsonValue.Create(optional), "may not be set if oldSelf is not used in rule"));
        if (rule.MessageExpression.Length == 0)
            return;
        if (rule.MessageExpression.Trim().Length == 0)
        {
            causes.Add(Cause.Required($"{path}.messageExpression", "messageExpression must be non-empty if specified"));
            return;
        }

        try
        {
            CelParser.Parse(rule.MessageExpression);
        }
        catch (CelException exception)
        {
            causes.Add(Cause.InvalidText($"{path}.messageExpression", Go(rule), "messageExpression " + Compilation(rule.MessageExpression, exception)));
        }
    }

    /// <summary>Whether a path such as <c>.a['b.c']</c> leads to a member that the schema declares.</summary>
    private static bool Leads(string path, TypeSchema schema)
    {
        var at = 0;
        while (at < path.Length)
        {
            string name;
            if (path[at] == '.')
            {
                var end = path.AsSpan(at + 1).IndexOfAny('.', '[');
                name = end < 0 ? path[(at + 1)..] : path.Substring(at + 1, end);
                at += 1 + name.Length;
            }
            else if (path.AsSpan(at).StartsWith("['") && path.IndexOf("']", at, StringComparison.Ordinal) is > 0 and var close)
            {
                name = path[(at + 2)..close].Replace("\\'", "'", StringComparison.Ordinal);
                at = close + 2;
            }
            else
            {
                return false;
            }

            // Only of a map, which declares no members, any key will do.
            if (schema.Properties.Count > 0 ? !schema.Properties.TryGetValue(name, out var member) : (member = schema.AdditionalProperties) is null)
                return false;
            schema = member!;
        }

        return true;
    }

    /// <summary>The compiler's message with the line and a pointer into it.</summary>
    private static string Compilation(string source, CelException error)
    {
        var position = Math.Max(0, error.Position);
        var start = position == 0 ? 0 : source.LastIndexOf('\n', Math.Min(position - 1, source.Length - 1)) + 1;
        var line = source[..start].Count(c => c == '\n') + 1;
        var end = source.IndexOf('\n', start);
        var text = end < 0 ? source[start..] : source[start..end];
        return $"compilation failed: ERROR: <input>:{line}:{position - start + 1}: {error.Message}\n | {text}\n | {new string('.', position - start)}^";
    }

    /// <summary>The rule as Go prints the struct.</summary>
    private static string Go(ValidationRule rule) => new JsonObject
    {
        ["Rule"] = rule.Rule,
        ["Message"] = rule.Message,
        ["MessageExpression"] = rule.MessageExpression,
        ["Reason"] = rule.Reason.Length > 0 ? rule.Reason : null,
        ["FieldPath"] = rule.FieldPath,
        ["OptionalOldSelf"] = rule.OptionalOldSelf,
    }.ToJsonString(Wire.GoText.Relaxed).Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);
}
