using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Events;

/// <summary>Something that happened to an object, as it was told.</summary>
internal sealed record EventNote(EventSubject About, EventType Type, string Reason, string Message, DateTimeOffset At);

/// <summary>What an event refers to. The version is no part of what makes two events the same.</summary>
internal sealed record EventSubject(string ApiVersion, string Kind, string Namespace, string Name, string Uid)
{
    public string ResourceVersion { get; init; } = "";

    public static EventSubject Of(KubeObject item) =>
        new(item.ApiVersion, item.Kind, item.Namespace, item.Name, item.Uid) { ResourceVersion = item.ResourceVersion };

    public bool Equals(EventSubject? other) =>
        other is not null && (ApiVersion, Kind, Namespace, Name, Uid) == (other.ApiVersion, other.Kind, other.Namespace, other.Name, other.Uid);

    public override int GetHashCode() => HashCode.Combine(ApiVersion, Kind, Namespace, Name, Uid);
}
