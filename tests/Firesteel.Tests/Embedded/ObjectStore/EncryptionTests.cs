using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Encryption;
using Firesteel.Embedded.ObjectStore.Memory;
using Firesteel.Embedded.ObjectStore.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class EncryptionTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(KeyWrap.KeySize);

    [Fact]
    public void Any_range_of_any_size_comes_back_as_it_went() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll<(NonNegativeInt, NonNegativeInt, NonNegativeInt, NonNegativeInt)>(n => ComesBack(n.Item1, n.Item2, n.Item3, n.Item4)));

    private static bool ComesBack(NonNegativeInt size, NonNegativeInt piece, NonNegativeInt from, NonNegativeInt count)
    {
        // Around the boundaries of pieces, where mistakes live.
        var length = 1 + (size.Get % 5 * EncryptedLayout.Piece) + (piece.Get % 7) - 3;
        var bytes = RandomNumberGenerator.GetBytes(Math.Max(0, length));
        var first = bytes.Length == 0 ? 0 : (int)((long)from.Get * 7919 % bytes.Length);
        var take = bytes.Length == 0 ? 0 : (int)(((long)count.Get * 104729 % (bytes.Length - first)) + 1);
        return RoundTripAsync(bytes, 1 + (piece.Get * 131 % 100_000), first, take).GetAwaiter().GetResult();
    }

    [Fact]
    public void Lengths_can_be_told_from_each_other()
    {
        foreach (var plain in new long[] { 1, EncryptedLayout.Piece - 1, EncryptedLayout.Piece, EncryptedLayout.Piece + 1, 5L << 30 })
            EncryptedLayout.PlainLength(EncryptedLayout.StoredLength(plain)).ShouldBe(plain);
    }

    [Fact]
    public async Task Pieces_cannot_be_changed_exchanged_or_left_off()
    {
        var bytes = RandomNumberGenerator.GetBytes(3 * EncryptedLayout.Piece);
        var stored = await StoredAsync(bytes);
        (await ReadAsync(stored)).ShouldBe(bytes);

        var changed = stored.ToArray();
        changed[EncryptedLayout.SaltSize + 100] ^= 1;
        await Should.ThrowAsync<DamagedBlobException>(() => ReadAsync(changed));

        var exchanged = stored.ToArray();
        stored.AsSpan((int)EncryptedLayout.StoredAt(1), EncryptedLayout.StoredPiece).CopyTo(exchanged.AsSpan((int)EncryptedLayout.StoredAt(0)));
        stored.AsSpan((int)EncryptedLayout.StoredAt(0), EncryptedLayout.StoredPiece).CopyTo(exchanged.AsSpan((int)EncryptedLayout.StoredAt(1)));
        await Should.ThrowAsync<DamagedBlobException>(() => ReadAsync(exchanged));

        await Should.ThrowAsync<DamagedBlobException>(() => ReadAsync(stored[..(int)EncryptedLayout.StoredAt(2)]));
    }

    [Fact]
    public void A_key_opens_only_with_the_key_it_was_wrapped_with()
    {
        var other = RandomNumberGenerator.GetBytes(KeyWrap.KeySize);
        var wrapped = KeyWrap.Wrap(Key, other);
        KeyWrap.Unwrap(Key, wrapped).ShouldBe(other);
        KeyWrap.Unwrap(other, wrapped).ShouldBeNull();
        KeyWrap.Unwrap(Key, []).ShouldBeNull();
    }

    [Fact]
    public void A_record_keeps_how_its_object_is_encrypted()
    {
        var plain = new ObjectVersion { Key = "k", Modified = DateTimeOffset.UnixEpoch, Owner = "o" };
        var secret = plain with { Encryption = new(EncryptionKind.StoreKey, KeyWrap.Wrap(Key, Key)) };
        VersionCodec.Read("k", VersionCodec.Write(plain)).Encryption.ShouldBeNull();
        var read = VersionCodec.Read("k", VersionCodec.Write(secret)).Encryption!;
        read.Kind.ShouldBe(EncryptionKind.StoreKey);
        read.WrappedKey.ShouldBe(secret.Encryption.WrappedKey);
        VersionCodec.ReadFront("k", VersionCodec.Write(secret)).Owner.ShouldBe("o");
    }

    private static async Task<bool> RoundTripAsync(byte[] bytes, int writes, int first, int take)
    {
        await using var storage = new MemoryStorage();
        var access = new EncryptedBlobs(storage, Key, hideMd5: false);
        var batch = new IndexBatch();
        await using var writer = access.Create(bytes.Length);
        for (var at = 0; at < bytes.Length; at += writes)
            await writer.WriteAsync(bytes.AsMemory(at, Math.Min(writes, bytes.Length - at)));
        var blob = await writer.SealAsync(batch);
        if (bytes.Length == 0)
            return blob.Length == 0;
        await storage.CommitAsync(batch);
        using var reader = access.Open(blob);
        return access.LengthOf(blob) == bytes.Length && (await ReadAsync(reader, first, take)).AsSpan().SequenceEqual(bytes.AsSpan(first, take));
    }

    private static async Task<byte[]> StoredAsync(byte[] bytes)
    {
        await using var storage = new MemoryStorage();
        var batch = new IndexBatch();
        await using var writer = new EncryptedBlobs(storage, Key, hideMd5: false).Create(bytes.Length);
        await writer.WriteAsync(bytes);
        var blob = await writer.SealAsync(batch);
        await storage.CommitAsync(batch);
        using var reader = storage.OpenBlob(blob);
        return await ReadAsync(reader, 0, blob.Length);
    }

    private static Task<byte[]> ReadAsync(byte[] stored)
    {
        var reader = new DecryptingBlobReader(new MemoryBlob([.. stored.Chunk(MemoryBlob.PieceSize)]), stored.Length, Key);
        return ReadAsync(reader, 0, EncryptedLayout.PlainLength(stored.Length));
    }

    private static async Task<byte[]> ReadAsync(IBlobReader reader, long offset, long length)
    {
        using var all = new MemoryStream();
        var writer = PipeWriter.Create(all, new(leaveOpen: true));
        await reader.CopyToAsync(writer, offset, length, default);
        await writer.CompleteAsync();
        return all.ToArray();
    }
}
