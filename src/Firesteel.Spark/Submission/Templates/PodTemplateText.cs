using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Firesteel.Spark.Submission.Properties;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Firesteel.Spark.Submission.Templates;

/// <summary>
/// A pod template as Spark's Kubernetes client reads it: one document, aliases refused, scalars converted to the field's type,
/// so a quoted number in a number's place becomes a number.
/// </summary>
internal static partial class PodTemplateText
{
    /// <param name="octal">Integers with a leading zero are octal; else decimal.</param>
    public static (JsonObject? Pod, string? Problem) Read(string text, bool octal)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return (null, "the file is empty");
            var root = Node(parser, octal);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _))
                return (null, "the file has more than one document");
            if (root is not JsonObject pod)
                return (null, "the file is no mapping");
            return PodFieldTypes.Coerce(pod) is { } problem ? (null, problem) : (pod, null);
        }
        catch (YamlException broken)
        {
            return (null, $"line {broken.Start.Line}, column {broken.Start.Column}: {broken.InnerException?.Message ?? broken.Message}");
        }
    }

    private static JsonNode? Node(IParser parser, bool octal)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return Plain(scalar, octal);
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return JsonValue.Create(alias.Value.Value); // the client's reader gives the alias' name as text, which then fits no object
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                list.Add(Node(parser, octal));
            return list;
        }

        parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;
            map[key] = Node(parser, octal);
        }

        return map;
    }

    private static JsonNode? Plain(Scalar scalar, bool octal)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain)
            return JsonValue.Create(text);
        switch (text)
        {
            case "" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
        }

        if (Integer().IsMatch(text))
        {
            var digits = text.TrimStart('-', '+');
            var isOctal = octal && digits.Length > 1 && digits[0] == '0' && digits.All(digit => digit is >= '0' and <= '7');
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return JsonValue.Create(isOctal ? Convert.ToInt64(digits, 8) * (text[0] == '-' ? -1 : 1) : number);
        }

        return Fraction().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction)
            ? JsonNode.Parse(JavaDouble.Format(fraction)) // a double of the JVM: a text field shows 1e3 as 1000.0
            : JsonValue.Create(text);
    }

    [GeneratedRegex("^[-+]?[0-9]+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$")]
    private static partial Regex Fraction();
}
