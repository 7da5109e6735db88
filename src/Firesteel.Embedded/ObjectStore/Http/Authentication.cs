using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Signing;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <param name="Type"><c>REST-HEADER</c>, <c>REST-QUERY-STRING</c>, <c>POST</c>, or empty for the anonymous caller.</param>
/// <param name="SignedAt">Null for the anonymous caller.</param>
internal sealed record Authentication(Caller Caller, SignedPayload Payload, string Type = "", DateTimeOffset? SignedAt = null)
{
    public static Authentication Anonymous(SignedPayload payload) => new(Caller.Anonymous, payload);
}
