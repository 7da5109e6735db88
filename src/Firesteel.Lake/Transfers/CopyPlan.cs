using System.Runtime.CompilerServices;
using Firesteel.Kube.Problems;
using Firesteel.Lake.ObjectStorage;
using Firesteel.Lake.Specification;

namespace Firesteel.Lake.Transfers;

/// <summary>Which files and objects a copy consists of, and where each goes. Names as <c>cp</c> and other S3 tools do it.</summary>
public static class CopyPlan
{
    /// <exception cref="ProblemException">Neither end is in a store.</exception>
    public static void RequireS3(LocalOrS3 from, LocalOrS3 to)
    {
        if (from.S3 is null && to.S3 is null)
            throw Wrong($"neither {from} nor {to} is an S3 path", "write s3://bucket/key on one side");
    }

    /// <param name="leftOut">Told what of a local tree is no file, and why.</param>
    public static async IAsyncEnumerable<CopyItem> ItemsAsync(IObjectStoreClient store, LocalOrS3 from, LocalOrS3 to, bool recursive, Action<string, string>? leftOut = null, [EnumeratorCancellation] CancellationToken stop = default)
    {
        RequireS3(from, to);
        if (recursive && to.IsStream)
            throw Wrong("standard output takes one object", "leave out -r, or name a directory");
        if (from.IsStream || !recursive)
        {
            yield return await SingleAsync(store, from, to, stop);
            yield break;
        }

        if (from.S3 is { } source)
        {
            var prefix = source.Key.Length == 0 || source.Key.EndsWith('/') ? source.Key : source.Key + "/";
            var any = false;
            await foreach (var found in store.ListAsync(source.Bucket, prefix, directories: false, stop: stop))
            {
                any = true;
                var relative = found.Key[prefix.Length..];
                if (to.S3 is null && (relative.Length == 0 || relative.EndsWith('/')))
                    continue; // a directory marker has no file of its own
                yield return new CopyItem(Object(source.Bucket, found.Key), Below(to, relative), found.Size);
            }

            if (!any)
                throw Wrong($"nothing lies below s3://{source.Bucket}/{prefix}", "see what there is: firesteel lake ls s3://" + source.Bucket + "/");
            yield break;
        }

        if (!Directory.Exists(from.Path))
            throw Wrong($"{from.Path} is no directory", "leave out -r to copy a single file");
        foreach (var (file, reason) in LocalTree.Below(from.Path))
        {
            if (reason is null)
                yield return new CopyItem(new LocalOrS3(null, file), Below(to, Path.GetRelativePath(from.Path, file).Replace(Path.DirectorySeparatorChar, '/')), new FileInfo(file).Length);
            else
                leftOut?.Invoke(file, reason);
        }
    }

    private static async Task<CopyItem> SingleAsync(IObjectStoreClient store, LocalOrS3 from, LocalOrS3 to, CancellationToken stop)
    {
        if (from.S3 is { } source)
        {
            if (source.Key.Length == 0 || source.Key.EndsWith('/'))
                throw Wrong($"{from} is a directory", to.IsStream ? $"name one object: firesteel lake ls {from} shows them" : "add -r to copy what lies below it");
            var found = await store.FindAsync(source.Bucket, source.Key, stop)
                ?? throw Wrong($"there is no object {from}", source.LooksLikePattern ? $"{S3Path.NoPatterns}: copy a directory with -r" : $"see what there is: firesteel lake ls s3://{source.Bucket}/");
            return new CopyItem(from, to.IsStream || !to.MeansDirectory ? to : Below(to, source.Key[(source.Key.LastIndexOf('/') + 1)..]), found.Size);
        }

        if (from.IsStream)
            return to.MeansDirectory ? throw Wrong($"{to} is a directory, and standard input has no name", "write the whole key") : new CopyItem(from, to, -1);
        if (Directory.Exists(from.Path))
            throw Wrong($"{from.Path} is a directory", "add -r to copy what lies below it");
        if (!File.Exists(from.Path))
            throw Wrong($"there is no file {from.Path}", "check the path");
        return new CopyItem(from, to.MeansDirectory ? Below(to, Path.GetFileName(from.Path)) : to, new FileInfo(from.Path).Length);
    }

    /// <summary>A name below a directory; one that would leave it is refused, because keys are written by strangers.</summary>
    private static LocalOrS3 Below(LocalOrS3 directory, string relative)
    {
        if (directory.S3 is { } s3)
            return Object(s3.Bucket, s3.Key.Length == 0 || s3.Key.EndsWith('/') ? s3.Key + relative : $"{s3.Key}/{relative}");
        var root = Path.GetFullPath(directory.Path);
        var path = Path.GetFullPath(Path.Combine(root, relative));
        return path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal) ? new LocalOrS3(null, path)
            : throw Wrong($"the key {relative} leads out of {directory.Path}", "copy it alone, under another name");
    }

    private static LocalOrS3 Object(string bucket, string key) => new(new S3Path("s3", bucket, key), $"s3://{bucket}/{key}");

    private static ProblemException Wrong(string what, string cure) => new(new Problem(Location.None, what, cure));
}
