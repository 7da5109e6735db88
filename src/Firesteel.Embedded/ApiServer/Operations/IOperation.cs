using Firesteel.Embedded.ApiServer.Responses;

namespace Firesteel.Embedded.ApiServer.Operations;

/// <summary>What a verb does to objects: one class, one line in <see cref="OperationList"/>.</summary>
internal interface IOperation
{
    string Verb { get; }

    /// <returns>Null when the operation has written the response itself (a watch).</returns>
    Task<Answer?> RunAsync(ApiRequest request);
}
