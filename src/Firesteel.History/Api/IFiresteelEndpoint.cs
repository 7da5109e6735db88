using Firesteel.History.Rest;

namespace Firesteel.History.Api;

/// <summary>An endpoint of our own API, which Spark does not have.</summary>
internal interface IFiresteelEndpoint
{
    /// <summary>Below <c>/api/firesteel/v1/</c>.</summary>
    string Path { get; }

    /// <summary>One sentence for the OpenAPI document.</summary>
    string Summary { get; }

    /// <summary>Query parameters, for the OpenAPI document.</summary>
    IReadOnlyList<string> Parameters => [];

    Task<RestAnswer> AnswerAsync(RestRequest request, CancellationToken stop);
}
