using System.Collections.Immutable;
using Firesteel.Embedded.Node.Containers;

namespace Firesteel.Embedded.Node.Images;

/// <summary>
/// What a container sees instead of an image: the host's programs, read only, with these changes.
/// </summary>
/// <param name="Reference">The image's full name, as <c>status.image</c> shows it.</param>
/// <param name="Id">As <c>imageID</c> shows it.</param>
/// <param name="Mounts">Of the host, at other places or at places that are not visible otherwise; always read only.</param>
/// <param name="Links">Symbolic links: path in the container to target.</param>
/// <param name="Directories">Empty directories of the container's own.</param>
/// <param name="Files">Small files of the container's own, path to text; all are executable.</param>
public sealed record ImageView(
    string Reference,
    string Id,
    ImmutableArray<ContainerMount> Mounts,
    ImmutableSortedDictionary<string, string> Links,
    ImmutableArray<string> Directories,
    ImmutableSortedDictionary<string, string> Files,
    ImmutableArray<string> Entrypoint,
    ImmutableArray<string> Command,
    ImmutableArray<KeyValuePair<string, string>> Environment,
    string WorkingDirectory);
