namespace Firesteel.History.Rest;

/// <summary>An endpoint that needs no replayed application.</summary>
internal interface IServerEndpoint
{
    /// <summary>Below <c>/api/v1/</c>.</summary>
    string Path { get; }

    RestAnswer Answer(RestRequest request);
}
