using System.Collections.Immutable;
using Firesteel.Kube.Problems;

namespace Firesteel.Embedded.Node.Sandbox;

/// <summary>Full paths of the host's programs that containers are made with.</summary>
/// <param name="Hostname">Null where there is none; root can do without.</param>
internal sealed record HostTools(string Unshare, string SetPriv, string SetSid, string NsEnter, string Shell, string? Hostname)
{
    private static readonly ImmutableArray<string> Directories = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    public static (HostTools? Tools, ImmutableArray<Problem> Problems) Find()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        string Need(string name)
        {
            if (Look(name) is { } path)
                return path;
            problems.Add(new(Location.None, $"the program '{name}' of util-linux is missing; pods cannot be isolated without it",
                name is "setpriv" ? "Debian/Ubuntu and Fedora: install util-linux; Alpine: apk add setpriv" : "Debian/Ubuntu: apt-get install util-linux; Fedora: dnf install util-linux; Alpine: apk add util-linux util-linux-misc"));
            return "";
        }

        var tools = new HostTools(Need("unshare"), Need("setpriv"), Need("setsid"), Need("nsenter"), Need("sh"), Look("hostname"));
        _ = Need("mount");
        _ = Need("pivot_root");
        return (problems.Count == 0 ? tools : null, problems.ToImmutable());
    }

    private static string? Look(string name) => Directories.Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);
}
