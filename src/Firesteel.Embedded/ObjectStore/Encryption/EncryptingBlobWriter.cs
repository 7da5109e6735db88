using System.Buffers;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>Encrypts on the way into the store. The last piece is held back until it is known to be the last.</summary>
internal sealed class EncryptingBlobWriter : IBlobWriter
{
    private readonly IBlobWriter _inner;
    private readonly AesGcm _cipher;
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(EncryptedLayout.SaltSize);
    private readonly byte[] _plain = ArrayPool<byte>.Shared.Rent(EncryptedLayout.Piece);
    private readonly byte[] _stored = ArrayPool<byte>.Shared.Rent(EncryptedLayout.StoredPiece);
    private int _used;
    private long _piece;
    private bool _disposed;

    public EncryptingBlobWriter(IBlobWriter inner, byte[] objectKey) => (_inner, _cipher) = (inner, EncryptedLayout.Cipher(objectKey, _salt));

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (_used == EncryptedLayout.Piece)
                await FlushAsync(last: false);
            var count = Math.Min(data.Length, EncryptedLayout.Piece - _used);
            data.Span[..count].CopyTo(_plain.AsSpan(_used));
            _used += count;
            data = data[count..];
        }
    }

    public async ValueTask<BlobReference> SealAsync(IndexBatch batch)
    {
        if (_used > 0)
            await FlushAsync(last: true);
        return await _inner.SealAsync(batch);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _cipher.Dispose();
            ArrayPool<byte>.Shared.Return(_plain, clearArray: true);
            ArrayPool<byte>.Shared.Return(_stored);
        }

        await _inner.DisposeAsync();
    }

    private async ValueTask FlushAsync(bool last)
    {
        if (_piece == 0)
            await _inner.WriteAsync(_salt);
        Encrypt(last);
        await _inner.WriteAsync(_stored.AsMemory(0, _used + EncryptedLayout.TagSize));
        _piece++;
        _used = 0;
    }

    private void Encrypt(bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        EncryptedLayout.Nonce(nonce, _piece, last);
        _cipher.Encrypt(nonce, _plain.AsSpan(0, _used), _stored.AsSpan(0, _used), _stored.AsSpan(_used, EncryptedLayout.TagSize));
    }
}
