using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Runs the rules of a schema on an object.</summary>
internal sealed class RuleRunner
{
    /// <summary>What one rule, and all rules of one request, may cost.</summary>
    private const long PerRule = 1_000_000;
    private const long PerRequest = 10_000_000;
    private const int CacheLimit = 5000;

    private static readonly ConditionalWeakTable<TypeSchema, object> Known = [];
    private static readonly ConcurrentDictionary<string, CelNode> Parsed = new(StringComparer.Ordinal);

    private readonly List<Cause> _causes;
    private readonly List<Cause> _warnings;
    private long _left = PerRequest;

    private RuleRunner(List<Cause> causes, List<Cause> warnings) => (_causes, _warnings) = (causes, warnings);

    /// <summary>There is a rule at or below the node.</summary>
    public static bool HasRules(TypeSchema schema) => (bool)Known.GetValue(schema, static node => Search(node));

    public static void Run(TypeSchema schema, JsonNode? @new, JsonNode? old, List<Cause> causes, List<Cause> warnings) =>
        new RuleRunner(causes, warnings).Visit(schema, @new, Correlation.Root(old), "", isResource: true);

    /// <exception cref="CelException">With a position.</exception>
    public static CelNode Parse(string source)
    {
        if (Parsed.TryGetValue(source, out var node))
            return node;
        node = CelParser.Parse(source);
        if (Parsed.Count < CacheLimit)
            Parsed[source] = node;
        return node;
    }

    private static object Search(TypeSchema schema) => !schema.IsBuiltIn
        && (schema.Constraints?.Rules.Length > 0
            || schema.Properties.Values.Any(HasRules)
            || (schema.Items is { } items && HasRules(items))
            || (schema.AdditionalProperties is { } values && HasRules(values)));

    private void Visit(TypeSchema schema, JsonNode? value, Correlation old, string path, bool isResource = false)
    {
        if (value is null || schema.IsBuiltIn || !HasRules(schema))
            return;
        foreach (var rule in schema.Constraints?.Rules ?? [])
            Apply(rule, schema, value, old, path, isResource);
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, member) in map)
                {
                    if (schema.Properties.TryGetValue(name, out var property))
                        Visit(property, member, old.Member(name), ValueWalker.Join(path, name));
                    else if (schema.AdditionalProperties is { } values)
                        Visit(values, member, old.Member(name), $"{path}[{name}]");
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var index = 0; index < list.Count; index++)
                    Visit(items, list[index], old.Item(schema, list[index]), $"{path}[{index}]");
                break;
        }
    }

    private void Apply(ValidationRule rule, TypeSchema schema, JsonNode value, Correlation old, string path, bool isResource)
    {
        if (_left < 0)
            return;
        CelNode node;
        try
        {
            node = Parse(rule.Rule);
        }
        catch (CelException exception)
        {
            Add(rule, schema, path, $"rule compile error: {exception.Message}", false, isError: true);
            return;
        }

        var isTransition = node.Mentions("oldSelf");
        if (isTransition && rule.OptionalOldSelf != true && (!old.Exists || old.Old is null))
            return;
        var before = old.Exists && old.Old is not null ? CelValues.From(old.Old, schema) : null;
        object? oldSelf = rule.OptionalOldSelf == true ? before is null ? CelOptional.None : CelOptional.Of(before) : before;
        var limit = Math.Min(PerRule, _left);
        var budget = new CelBudget(limit);
        var scope = new CelScope(budget).With("self", CelValues.From(value, schema)).With("oldSelf", oldSelf);
        _ = isResource;
        var tolerated = !isTransition && old.Unchanged(value);
        try
        {
            if (!CelEvaluator.Condition(node, scope))
                Add(rule, schema, path, Message(rule, scope), tolerated, isError: false);
        }
        catch (CelException exception)
        {
            if (budget.IsSpent)
                _left = -1;
            Add(rule, schema, path, budget.IsSpent
                ? $"call cost exceeds limit for rule: {rule.Rule}"
                : $"{exception.Message} evaluating rule: {(rule.Message.Trim().Length > 0 ? rule.Message.Trim() : rule.Rule.Trim())}", tolerated, isError: true);
        }
    }

    private static string Message(ValidationRule rule, CelScope scope)
    {
        if (rule.MessageExpression.Length > 0)
        {
            try
            {
                // A message that fails, is empty or has several lines gives way to the plain one.
                if (CelEvaluator.Run(Parse(rule.MessageExpression), scope) is string text && text.Trim() is { Length: > 0 and <= 5120 } message && !message.Contains('\n', StringComparison.Ordinal))
                    return message;
            }
            catch (CelException)
            {
            }
        }

        return rule.Message.Trim() is { Length: > 0 } plain ? plain : $"failed rule: {rule.Rule.Trim()}";
    }

    private void Add(ValidationRule rule, TypeSchema schema, string path, string detail, bool tolerated, bool isError)
    {
        var type = GoText.Quote(schema.Type == JsonType.Any ? "" : schema.Type.ToString().ToLowerInvariant());
        var field = isError ? path : path + Relative(rule.FieldPath, path.Length == 0);
        var cause = (isError ? "" : rule.Reason) switch
        {
            "FieldValueForbidden" => Cause.Forbidden(field, detail),
            "FieldValueRequired" => Cause.Required(field, detail),
            "FieldValueDuplicate" => new Cause("FieldValueDuplicate", field.Length == 0 ? Cause.NoField : field, $"Duplicate value: {type}"),
            _ => Cause.InvalidText(field, type, detail),
        };
        (tolerated ? _warnings : _causes).Add(cause);
    }

    /// <summary><c>.a.b</c> and <c>['a.b']</c> behind the path of the node.</summary>
    private static string Relative(string fieldPath, bool atRoot)
    {
        var text = fieldPath.Replace("['", "[", StringComparison.Ordinal).Replace("']", "]", StringComparison.Ordinal);
        return atRoot ? text.TrimStart('.') : text;
    }
}
