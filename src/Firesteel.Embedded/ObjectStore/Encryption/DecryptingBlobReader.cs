using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Firesteel.Embedded.ObjectStore.Storage;

namespace Firesteel.Embedded.ObjectStore.Encryption;

/// <summary>Decrypts on the way out; nothing of a piece goes out before the whole piece proved to be what was written.</summary>
internal sealed class DecryptingBlobReader(IBlobReader inner, long storedLength, byte[] objectKey) : IBlobReader
{
    private readonly long _plainLength = EncryptedLayout.PlainLength(storedLength);

    public async ValueTask CopyToAsync(PipeWriter target, long offset, long length, CancellationToken stop)
    {
        if (length == 0)
            return;
        using var cipher = EncryptedLayout.Cipher(objectKey, await SaltAsync(stop));
        var (first, last) = (offset / EncryptedLayout.Piece, (offset + length - 1) / EncryptedLayout.Piece);
        var (from, to) = (EncryptedLayout.StoredAt(first), Math.Min(EncryptedLayout.StoredAt(last + 1), storedLength));
        var pipe = new Pipe(new(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));
        var filling = FillAsync(pipe.Writer, from, to - from, stop);
        var stored = ArrayPool<byte>.Shared.Rent(EncryptedLayout.StoredPiece);
        try
        {
            for (var piece = first; piece <= last; piece++)
            {
                var start = piece * EncryptedLayout.Piece;
                var size = (int)Math.Min(EncryptedLayout.Piece, _plainLength - start);
                var read = await pipe.Reader.ReadAtLeastAsync(size + EncryptedLayout.TagSize, stop);
                if (read.Buffer.Length < size + EncryptedLayout.TagSize)
                    throw new DamagedBlobException("an encrypted blob is shorter than what was written");
                var whole = read.Buffer.Slice(0, size + EncryptedLayout.TagSize);
                whole.CopyTo(stored);
                pipe.Reader.AdvanceTo(whole.End);
                Decrypt(cipher, piece, stored, size, target, (int)(Math.Max(offset, start) - start), (int)(Math.Min(offset + length, start + size) - start));
                if ((await target.FlushAsync(stop)).IsCompleted)
                    return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            await pipe.Reader.CompleteAsync();
            await filling;
        }
    }

    public void Dispose() => inner.Dispose();

    private void Decrypt(AesGcm cipher, long piece, byte[] stored, int size, PipeWriter target, int from, int to)
    {
        Span<byte> nonce = stackalloc byte[12];
        EncryptedLayout.Nonce(nonce, piece, (piece * EncryptedLayout.Piece) + size == _plainLength);
        var plain = from == 0 ? target.GetSpan(size)[..size] : new byte[size];
        try
        {
            cipher.Decrypt(nonce, stored.AsSpan(0, size), stored.AsSpan(size, EncryptedLayout.TagSize), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new DamagedBlobException($"the piece at {piece * EncryptedLayout.Piece} of an encrypted blob is not what was written");
        }

        if (from > 0)
            plain[from..to].CopyTo(target.GetSpan(to - from));
        target.Advance(to - from);
    }

    private async ValueTask<byte[]> SaltAsync(CancellationToken stop)
    {
        var pipe = new Pipe();
        await inner.CopyToAsync(pipe.Writer, 0, EncryptedLayout.SaltSize, stop);
        await pipe.Writer.CompleteAsync();
        var read = await pipe.Reader.ReadAtLeastAsync(EncryptedLayout.SaltSize, stop);
        var salt = read.Buffer.ToArray();
        await pipe.Reader.CompleteAsync();
        return salt;
    }

    private async Task FillAsync(PipeWriter writer, long offset, long length, CancellationToken stop)
    {
        try
        {
            await inner.CopyToAsync(writer, offset, length, stop);
            await writer.CompleteAsync();
        }
        catch (Exception failed)
        {
            await writer.CompleteAsync(failed);
        }
    }
}
