using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Schemas;

/// <summary>One thing that is wrong with an object: a cause of a 422 in the API's words.</summary>
/// <param name="Reason">Such as <c>FieldValueInvalid</c>.</param>
/// <param name="Field">Path such as <c>spec.parts[0].name</c>; <c>&lt;nil&gt;</c> for none.</param>
/// <param name="Message">Without the path: <c>Invalid value: "x": must be …</c>.</param>
public sealed record Cause(string Reason, string Field, string Message)
{
    public const string NoField = "<nil>";

    /// <summary>As it stands in the text of a 422.</summary>
    public string Text => $"{Field}: {Message}";

    /// <summary>Rules are not run on an object with such an error.</summary>
    public bool BlocksRules =>
        Reason is "FieldValueNotSupported" or "FieldValueRequired" or "FieldValueTooLong" or "FieldValueTooMany" or "FieldValueTypeInvalid";

    public static Cause Required(string field, string detail = "") => new("FieldValueRequired", Path(field), With("Required value", detail));

    public static Cause Forbidden(string field, string detail) => new("FieldValueForbidden", Path(field), With("Forbidden", detail));

    public static Cause Invalid(string field, JsonNode? value, string detail) => InvalidText(field, GoText.Value(value), detail);

    /// <param name="value">Already in the form that the message shows.</param>
    public static Cause InvalidText(string field, string value, string detail) =>
        new("FieldValueInvalid", Path(field), With($"Invalid value: {value}", detail));

    public static Cause TypeInvalid(string field, string value, string detail) =>
        new("FieldValueTypeInvalid", Path(field), With($"Invalid value: {value}", detail));

    public static Cause Duplicate(string field, JsonNode? value) => new("FieldValueDuplicate", Path(field), $"Duplicate value: {GoText.Value(value)}");

    public static Cause NotSupported(string field, JsonNode? value, IEnumerable<string> supported) =>
        new("FieldValueNotSupported", Path(field), $"Unsupported value: {GoText.Value(value)}: supported values: {string.Join(", ", supported.Select(GoText.Quote))}");

    public static Cause TooLong(string field, long max) => new("FieldValueTooLong", Path(field), $"Too long: may not be more than {max} bytes");

    public static Cause TooMany(string field, long actual, long max) =>
        new("FieldValueTooMany", Path(field), $"Too many: {actual}: must have at most {max} {(max == 1 ? "item" : "items")}");

    public static Cause NotFound(string field, JsonNode? value) => new("FieldValueNotFound", Path(field), $"Not found: {GoText.Value(value)}");

    public static Cause Internal(string field, string detail) => new("InternalError", Path(field), With("Internal error", detail));

    /// <summary>The joined text of several causes, equal ones once; in brackets when there is more than one.</summary>
    public static string Join(IEnumerable<Cause> causes)
    {
        var texts = causes.Select(cause => cause.Text).Distinct(StringComparer.Ordinal).ToList();
        return texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }

    private static string Path(string field) => field.Length == 0 ? NoField : field;

    private static string With(string text, string detail) => detail.Length == 0 ? text : $"{text}: {detail}";
}
