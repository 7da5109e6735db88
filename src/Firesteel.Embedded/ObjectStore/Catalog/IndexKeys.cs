using System.Buffers.Binary;
using System.Text;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Catalog;

/// <summary>
/// How the catalogue lies in the index. A bucket has a number, so that one of the same name later has nothing to do with it. Keys of objects are
/// their UTF-8 bytes, which is the order that S3 lists in; they never contain a zero byte.
/// </summary>
internal static class IndexKeys
{
    private const byte Buckets = (byte)'B', Newest = (byte)'O', Older = (byte)'V', Uploads = (byte)'U', Parts = (byte)'P', Usage = (byte)'Q', Users = (byte)'A', Policies = (byte)'C';

    public static byte[] BucketPrefix => [Buckets];

    public static byte[] UserPrefix => [Users];

    public static byte[] PolicyPrefix => [Policies];

    public static byte[] Bucket(string name) => Named(Buckets, name);

    public static byte[] User(string name) => Named(Users, name);

    public static byte[] Policy(string name) => Named(Policies, name);

    public static byte[] BucketUsage(long bucket) => Numbered(Usage, bucket, 0);

    /// <summary>The newest version of an object, delete markers too.</summary>
    public static byte[] Object(long bucket, string key) => Keyed(Newest, bucket, key, 0);

    public static byte[] ObjectPrefix(long bucket) => Numbered(Newest, bucket, 0);

    /// <summary>A version that is not the newest; a later one comes first.</summary>
    public static byte[] Version(long bucket, string key, long sequence)
    {
        var bytes = Keyed(Older, bucket, key, 9);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(bytes.Length - 8), long.MaxValue - sequence);
        return bytes;
    }

    /// <summary>Before all older versions of a key.</summary>
    public static byte[] Versions(long bucket, string key) => Keyed(Older, bucket, key, 1);

    public static byte[] VersionPrefix(long bucket) => Numbered(Older, bucket, 0);

    public static byte[] Upload(long bucket, string key, Guid upload)
    {
        var bytes = Keyed(Uploads, bucket, key, 17);
        upload.TryWriteBytes(bytes.AsSpan(bytes.Length - 16), bigEndian: true, out _);
        return bytes;
    }

    public static byte[] UploadPrefix(long bucket) => Numbered(Uploads, bucket, 0);

    public static byte[] Part(Guid upload, int number)
    {
        var bytes = new byte[19];
        bytes[0] = Parts;
        upload.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(17), (ushort)number);
        return bytes;
    }

    public static byte[] PartPrefix(Guid upload) => Part(upload, 0)[..17];

    /// <summary>The first key after everything that begins with <paramref name="prefix"/>; null when there is none.</summary>
    public static byte[]? After(ReadOnlySpan<byte> prefix)
    {
        var last = prefix.Length - 1;
        while (last >= 0 && prefix[last] == 0xFF)
            last--;
        if (last < 0)
            return null;
        var after = prefix[..(last + 1)].ToArray();
        after[last]++;
        return after;
    }

    /// <summary>All entries below a prefix, copied.</summary>
    public static IEnumerable<(byte[] Key, byte[] Value)> Each(IObjectStorage storage, byte[] prefix)
    {
        using var cursor = storage.OpenCursor();
        for (cursor.Seek(prefix); cursor.Valid && cursor.Key.StartsWith(prefix); cursor.Next())
            yield return (cursor.Key.ToArray(), cursor.Value.ToArray());
    }

    private static byte[] Named(byte kind, string name)
    {
        var bytes = new byte[1 + Encoding.UTF8.GetByteCount(name)];
        bytes[0] = kind;
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(1));
        return bytes;
    }

    private static byte[] Numbered(byte kind, long number, int further)
    {
        var bytes = new byte[9 + further];
        bytes[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), number);
        return bytes;
    }

    private static byte[] Keyed(byte kind, long bucket, string key, int further)
    {
        var length = Encoding.UTF8.GetByteCount(key);
        var bytes = Numbered(kind, bucket, length + further);
        Encoding.UTF8.GetBytes(key, bytes.AsSpan(9));
        return bytes;
    }
}
