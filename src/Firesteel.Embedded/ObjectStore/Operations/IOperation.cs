using Firesteel.Embedded.ObjectStore.Http;

namespace Firesteel.Embedded.ObjectStore.Operations;

/// <summary>One operation of the S3 API. It asks for its own permission before it reads a body or answers.</summary>
internal interface IOperation
{
    OperationRoute Route { get; }

    Task RunAsync(S3Call call);
}
