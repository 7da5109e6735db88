using System.Security.Cryptography;
using System.Text;
using Firesteel.Lake.Administration.MinIo.Encryption;

namespace Firesteel.Tests.Lake.Administration;

/// <summary>Vectors made with another implementation (libargon2 and OpenSSL) of the scheme.</summary>
public sealed class SealedBodyTests
{
    private const string Password = "lake-root-secret";
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Nonce = [.. Enumerable.Range(0xa0, 8).Select(i => (byte)i)];

    [Theory]
    [InlineData(2, "988fed08899021ca1b809eb11b93632b5cbbe22624385fb80e5183eb57782e7f")]
    [InlineData(0, "61ac9dc1f219363c468c392ae4ca501e9cd683b10e9f24329f336b4a4600162b")]
    public void Derives_the_key(byte id, string key) =>
        Convert.ToHexStringLower(SealedBody.Key(Password, Salt, (SealedBodyScheme)id)).ShouldBe(key);

    [Theory]
    [InlineData(2, "{\"status\":\"enabled\"}", "83c32c5adddadafefd3efe6112ac4e259d48d2ce370ae2727079631edb4d346bf1feee94")]
    [InlineData(2, "", "947f078ec63197e12296d39fb4e4655e")]
    [InlineData(0, "{\"status\":\"enabled\"}", "d1b0d3b9effceaef2b3a00def34bb683f236b276f95b92e2f0e09cb1c13b9ec4b3bdf4e2")]
    [InlineData(0, "", "ccccf54101619f75fb145320c6a4e96a")]
    [InlineData(1, "{\"status\":\"enabled\"}", "363efe1dfad4f426a3237515007fbc52589a1df1f62cad179386803ec499417d007ad6bc")]
    [InlineData(1, "", "9599c1bcf168db96c21c457dd7158447")]
    public void Seals_and_opens(byte id, string text, string stream)
    {
        var blob = SealedBody.Seal(Password, Encoding.UTF8.GetBytes(text), (SealedBodyScheme)id, Salt, Nonce);
        Convert.ToHexStringLower(blob[41..]).ShouldBe(stream);
        Encoding.UTF8.GetString(SealedBody.Open(Password, blob)).ShouldBe(text);
    }

    [Theory]
    [InlineData(2, 16384, 16441, "0b3d4b781c4e658c18d6b656fc5e5b4ec2c7f87c2e97c29f1a6a1c5b0c78bc1b")]
    [InlineData(2, 16385, 16458, "651db3a95999305fa397b99331d549033819d0eee1370b2b5c99715e6ecdaabe")]
    [InlineData(0, 16384, 16441, "165329b946eb47b2b6fb97f94116b07715420e8a3b14e00d7f1321152242ee97")]
    [InlineData(0, 16385, 16458, "6432b01c9cd787706593b35c6b0def71152d85898902b91bb7cbd562cdcf1b99")]
    public void Splits_into_chunks(byte id, int zeroes, int length, string hash)
    {
        var blob = SealedBody.Seal(Password, new byte[zeroes], (SealedBodyScheme)id, Salt, Nonce);
        blob.Length.ShouldBe(length);
        Convert.ToHexStringLower(SHA256.HashData(blob)).ShouldBe(hash);
        SealedBody.Open(Password, blob).ShouldBe(new byte[zeroes]);
    }

    [Fact]
    public void A_changed_byte_or_another_password_does_not_open()
    {
        var blob = SealedBody.Seal(Password, "secret"u8);
        Should.Throw<CryptographicException>(() => SealedBody.Open("another password", blob));
        blob[^1] ^= 1;
        Should.Throw<CryptographicException>(() => SealedBody.Open(Password, blob));
        Should.Throw<CryptographicException>(() => SealedBody.Open(Password, blob.AsSpan(0, 20)));
    }

    [Fact]
    public void Argon2id_agrees_with_the_RFC()
    {
        // RFC 9106 §5.3 uses a secret and associated data, which no body here has; these are of the reference command line tool:
        // echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
        var key = Argon2id.Derive("password"u8, "somesalt"u8, passes: 2, memoryKib: 65536, lanes: 1, length: 32);
        Convert.ToHexStringLower(key).ShouldBe("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }
}
