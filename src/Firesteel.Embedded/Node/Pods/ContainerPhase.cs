namespace Firesteel.Embedded.Node.Pods;

public enum ContainerPhase
{
    Waiting,
    Running,
    Terminated,
}
