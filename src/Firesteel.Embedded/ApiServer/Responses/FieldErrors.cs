using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Responses;

/// <summary>Causes in the words of apimachinery's validation/field.</summary>
internal static class FieldErrors
{
    /// <param name="value">As it stands in the text: a quoted string, a number, JSON.</param>
    public static StatusCause Invalid(string field, string value, string why) => new("FieldValueInvalid", field, $"Invalid value: {value}: {why}");

    public static StatusCause InvalidText(string field, string value, string why) => Invalid(field, GoText.Quote(value), why);

    public static StatusCause Required(string field, string why = "") => new("FieldValueRequired", field, "Required value" + (why.Length > 0 ? $": {why}" : ""));

    public static StatusCause Forbidden(string field, string why) => new("FieldValueForbidden", field, $"Forbidden: {why}");

    public static StatusCause TooLong(string field, int limit) => new("FieldValueTooLong", field, $"Too long: may not be more than {limit} bytes");

    public static StatusCause Duplicate(string field, string value) => new("FieldValueDuplicate", field, $"Duplicate value: {GoText.Quote(value)}");

    public static StatusCause NotSupported(string field, string value, params IEnumerable<string> supported) =>
        new("FieldValueNotSupported", field, $"Unsupported value: {GoText.Quote(value)}: supported values: {string.Join(", ", supported.Select(GoText.Quote))}");
}
