using Firesteel.Embedded.Node.Addresses;
using Firesteel.Embedded.Node.Containers;
using Firesteel.Embedded.Node.Events;
using Firesteel.Embedded.Node.Images;
using Firesteel.Embedded.Node.PodLogs;
using Firesteel.Embedded.Node.Services;
using Firesteel.Kube.Client;
using Microsoft.Extensions.Logging;

namespace Firesteel.Embedded.Node.Pods;

/// <summary>What all pods of a node share.</summary>
internal sealed record NodeServices(
    IKubeClient Client,
    NodeOptions Options,
    NodeCapacity Capacity,
    IContainerRuntime Runtime,
    ImageViews Images,
    AddressPool Addresses,
    ServiceNames Names,
    NodeEvents Events,
    LogPaths Logs,
    RunningContainers Running,
    TimeProvider Time,
    ILogger Log);
