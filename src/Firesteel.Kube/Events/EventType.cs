namespace Firesteel.Kube.Events;

public enum EventType
{
    Normal,
    Warning,
}
