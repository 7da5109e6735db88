namespace Firesteel.Embedded.ApiServer.Storage;

/// <summary>An object is larger than a real store would take.</summary>
internal sealed class ObjectTooLargeException() : Exception("etcdserver: request is too large");
