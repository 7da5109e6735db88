using Firesteel.Lake.Administration;
using Firesteel.Lake.Administration.Aws;
using Firesteel.Lake.Administration.Embedded;
using Firesteel.Lake.Administration.MinIo;
using Firesteel.Lake.ObjectStorage;
using Firesteel.Lake.Signing;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Connecting;

/// <summary>The store as one identity sees it: S3, administration, and bare signed requests for probes.</summary>
public sealed class LakeConnection : IDisposable
{
    private static readonly Uri IamEndpoint = new("https://iam.amazonaws.com");

    private readonly HttpClient _http;

    public LakeConnection(StoreSpecification store, StoreCredentials credentials, TimeProvider time)
    {
        Store = store;
        Credentials = credentials;
        _http = new HttpClient(StoreTransport.Handler(store.CaFile)) { Timeout = TimeSpan.FromSeconds(60) };
        Http = new StoreHttp(_http, store.Endpoint, credentials, store.Region, time);
        Objects = new SdkObjectStoreClient(store, credentials);
        Administration = AdministrationOf(store.Kind, time);
    }

    public StoreSpecification Store { get; }
    public StoreCredentials Credentials { get; }
    public StoreHttp Http { get; }
    public IObjectStoreClient Objects { get; }
    public IStoreAdministration Administration { get; }

    public void Dispose()
    {
        Objects.Dispose();
        _http.Dispose();
    }

    private IStoreAdministration AdministrationOf(StoreKind kind, TimeProvider time) => kind switch
    {
        StoreKind.MinIo => new MinIoAdministration(Http, tested: true),
        StoreKind.RustFs => new MinIoAdministration(Http, tested: false),
        StoreKind.Embedded => new EmbeddedAdministration(Http),
        StoreKind.Aws => new IamAdministration(new StoreHttp(_http, IamEndpoint, Credentials, "us-east-1", time)), // IAM is global and signed for this region
        _ => new NoAdministration(lockOnExistingBuckets: false),
    };
}
