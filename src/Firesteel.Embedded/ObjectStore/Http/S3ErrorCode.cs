namespace Firesteel.Embedded.ObjectStore.Http;

/// <param name="Name">The <c>Code</c> element, which clients compare.</param>
internal sealed record S3ErrorCode(string Name, int Status, string Message);
