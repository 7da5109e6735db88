using Firesteel.Embedded.ApiServer.Responses;
using Firesteel.Embedded.ApiServer.Wire;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>The JSON of a patch that is no apply.</summary>
internal static class PatchBody
{
    /// <exception cref="ApiException">400.</exception>
    public static JsonReading Parse(ReadOnlyMemory<byte> body) =>
        StrictJson.Read(body.Span) is { Error: var error } read && error is null ? read : throw Statuses.BadRequest($"error decoding patch: {StrictJson.Read(body.Span).Error}");
}
