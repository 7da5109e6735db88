namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>
/// Finds the mistakes in a rule that its schema shows: fields that are not declared, operators on types that do not fit, a result that is no bool.
/// What it cannot tell it lets pass.
/// </summary>
internal sealed class CelChecker
{
    private static readonly HashSet<string> Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private readonly HashSet<string> _bound = new(StringComparer.Ordinal) { "self", "oldSelf" };
    private readonly TypeSchema _self;
    private CelException? _problem;

    private CelChecker(TypeSchema self) => _self = self;

    /// <returns>The first problem; without a position when it is about the whole expression.</returns>
    public static CelException? Check(CelNode node, TypeSchema self)
    {
        var checker = new CelChecker(self);
        var type = checker.Visit(node);
        return checker._problem ?? (type is not ("" or "bool") ? new CelException("cel expression must evaluate to a bool") : null);
    }

    /// <returns>The name of the type, empty when it is not known.</returns>
    private string Visit(CelNode node)
    {
        switch (node)
        {
            case CelNode.Literal literal:
                return literal.Value is null ? "" : CelValues.TypeName(literal.Value);
            case CelNode.Ident ident:
                if (!_bound.Contains(ident.Name) && !CelLibrary.IsNamespace(ident.Name)
                    && ident.Name is not ("int" or "uint" or "double" or "bool" or "string" or "bytes" or "list" or "map" or "type" or "null_type" or "optional"))
                    Fail($"undeclared reference to '{ident.Name}' (in container '')", ident.Position);
                return SchemaOf(node) is { } known ? Name(known) : "";
            case CelNode.Select select:
                Visit(select.Operand);
                if (SchemaOf(select.Operand) is { Type: JsonType.Object, AdditionalProperties: null, PreserveUnknown: false } owner
                    && Field(owner, select.Field) is null)
                    Fail($"undefined field '{select.Field}'", select.Position);
                return SchemaOf(select) is { } schema ? Name(schema) : "";
            case CelNode.Operator op:
                return Operator(op);
            case CelNode.Call call:
                return Call(call);
            default:
                foreach (var child in node.Children())
                    Visit(child);
                return SchemaOf(node) is { } other ? Name(other) : node is CelNode.ListOf ? "list" : node is CelNode.MapOf ? "map" : "";
        }
    }

    private string Operator(CelNode.Operator op)
    {
        var types = op.Operands.Select(Visit).ToList();
        switch (op.Symbol)
        {
            case "!" or "&&" or "||":
                if (types.Any(type => type is not ("" or "bool")))
                    Fail($"found no matching overload for '{(op.Symbol == "!" ? "!_" : $"_{op.Symbol}_")}' applied to '({string.Join(", ", types)})'", op.Position);
                return "bool";
            case "?:":
                return types[1] == types[2] ? types[1] : "";
            case "in":
                return "bool";
        }

        if (types.Count == 2 && types.All(type => type.Length > 0) && types[0] != types[1] && !IsMixed(op.Symbol, types[0], types[1]))
            Fail($"found no matching overload for '_{op.Symbol}_' applied to '({string.Join(", ", types)})'", op.Position);
        return Comparisons.Contains(op.Symbol) ? "bool" : types.Distinct(StringComparer.Ordinal).Count() == 1 ? types[0] : "";
    }

    /// <summary>Pairs of different types that an operator takes: times and durations, numbers in comparisons of order.</summary>
    private static bool IsMixed(string symbol, string left, string right)
    {
        static bool IsTime(string type) => type.StartsWith("google.protobuf.", StringComparison.Ordinal);
        static bool IsNumber(string type) => type is "int" or "uint" or "double";
        return symbol is "+" or "-" ? IsTime(left) && IsTime(right) : symbol is not ("==" or "!=") && Comparisons.Contains(symbol) && IsNumber(left) && IsNumber(right);
    }

    private string Call(CelNode.Call call)
    {
        if (call.Target is not null)
            Visit(call.Target);
        // The names that a macro binds are known inside it.
        var added = call.Arguments.Length > 1
            ? call.Arguments.OfType<CelNode.Ident>().Take(2).Select(ident => ident.Name).Where(_bound.Add).ToList() : [];
        foreach (var argument in call.Arguments)
            Visit(argument);
        foreach (var name in added)
            _bound.Remove(name);
        return call.Function switch
        {
            "has" or "all" or "exists" or "exists_one" or "startsWith" or "endsWith" or "contains" or "matches" or "isQuantity" or "isURL" or "isIP" or "isCIDR"
                or "isSorted" or "hasValue" or "isLessThan" or "isGreaterThan" => "bool",
            "size" or "int" => "int",
            "string" or "lowerAscii" or "upperAscii" or "trim" or "replace" or "join" or "format" when call.Target is not CelNode.Ident { Name: "format" } => "string",
            "timestamp" => "google.protobuf.Timestamp",
            "duration" => "google.protobuf.Duration",
            "double" => "double",
            _ => "",
        };
    }

    /// <summary>The schema that a path of fields from <c>self</c> leads to.</summary>
    private TypeSchema? SchemaOf(CelNode node) => node switch
    {
        CelNode.Ident { Name: "self" } => _self,
        CelNode.Select { Optional: false } select when SchemaOf(select.Operand) is { } owner => Field(owner, select.Field),
        CelNode.Index { Optional: false } index when SchemaOf(index.Operand) is { } owner => owner.Items ?? owner.AdditionalProperties,
        _ => null,
    };

    private TypeSchema? Field(TypeSchema owner, string field)
    {
        // Of metadata rules see only the name.
        if (ReferenceEquals(owner, BuiltInSchemas.ObjectMeta))
            return field is "name" or "generateName" ? BuiltInSchemas.OfType("string") : null;
        return owner.Member(field) ?? owner.Member(CelMap.Unescape(field)) ?? (owner.EmbeddedResource && field is "apiVersion" or "kind" or "metadata" ? TypeSchema.Any : null);
    }

    private static string Name(TypeSchema schema) => schema.IntOrString ? "" : schema.Type switch
    {
        JsonType.Object => schema.AdditionalProperties is null ? "object" : "map",
        JsonType.Array => "list",
        JsonType.Integer => "int",
        JsonType.Number => "double",
        JsonType.Boolean => "bool",
        JsonType.String => schema.Format switch
        {
            "date-time" or "date" => "google.protobuf.Timestamp",
            "duration" => "google.protobuf.Duration",
            "byte" => "bytes",
            _ => "string",
        },
        _ => "",
    };

    private void Fail(string message, int position) => _problem ??= new(message, position);
}
