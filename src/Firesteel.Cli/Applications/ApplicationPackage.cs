using System.Collections.Immutable;
using Firesteel.Kube.Objects;

namespace Firesteel.Cli.Applications;

/// <summary>What is sent to the API for one run: the application, and the objects that it needs, which come first.</summary>
public sealed record ApplicationPackage(ImmutableArray<KubeObject> Needs, KubeObject Application);
