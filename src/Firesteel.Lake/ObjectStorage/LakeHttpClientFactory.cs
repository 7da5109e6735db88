using Amazon.Runtime;
using Firesteel.Lake.Connecting;

namespace Firesteel.Lake.ObjectStorage;

/// <summary>Lets the SDK use our transport: the lake's own authority, no proxy.</summary>
internal sealed class LakeHttpClientFactory(string? caFile) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(StoreTransport.Handler(caFile)) { Timeout = Timeout.InfiniteTimeSpan };

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;
}
