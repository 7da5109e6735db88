using System.Globalization;
using Firesteel.Embedded.ApiServer.Responses;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>Query parameters as the API reads them; errors in Go's words.</summary>
internal static class QueryText
{
    public static string Text(this IQueryCollection query, string name) => query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] ?? "" : "";

    /// <summary>Absent is false; every word but <c>false</c> (in three spellings) and <c>0</c> is true, the empty one too.</summary>
    public static bool Flag(this IQueryCollection query, string name) => OptionalFlag(query, name) ?? false;

    public static bool? OptionalFlag(this IQueryCollection query, string name) =>
        !query.TryGetValue(name, out var values) || values.Count == 0 ? null : values[0] is not ("false" or "False" or "FALSE" or "0");

    public static long? Integer(this IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var values) || values.Count == 0)
            return null;
        return ParseInt(values[0] ?? "");
    }

    public static long ParseInt(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        throw Statuses.BadRequest(NumberErrors.ParseInt(text));
    }
}
