using Firesteel.Kube.Objects;

namespace Firesteel.Embedded.Controllers.Hosting;

/// <param name="Uid">Empty where the name is enough.</param>
internal readonly record struct WorkKey(ObjectKey Key, string Uid = "")
{
    public override string ToString() => Uid.Length == 0 ? Key.ToString() : $"{Key} ({Uid})";
}
