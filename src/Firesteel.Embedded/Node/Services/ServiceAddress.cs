namespace Firesteel.Embedded.Node.Services;

/// <param name="Name">The service's, or <c>POD-HOSTNAME.SERVICE</c> for one of its pods.</param>
internal sealed record ServiceAddress(string Namespace, string Name, string Ip);
