using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Signing;

namespace Firesteel.Embedded.ObjectStore.Operations.Forms;

/// <summary>
/// Who made a browser form: the signature is over its policy. The older one, an HMAC-SHA1, is still taken here and only here,
/// because it protects no request but a policy that names everything the form may do.
/// </summary>
internal static class FormSignature
{
    /// <exception cref="S3Exception">Fields are missing, or the signature is another.</exception>
    public static Authentication Verify(IReadOnlyDictionary<string, string> fields, StoreContext store)
    {
        if (!fields.TryGetValue("policy", out var policy))
        {
            return fields.ContainsKey("signature") || fields.ContainsKey("x-amz-signature")
                ? throw new S3Exception(S3Errors.InvalidRequest, "The form has a signature but no policy.")
                : Authentication.Anonymous(SignedPayload.Unsigned);
        }

        var now = store.Time.GetUtcNow();
        if (fields.TryGetValue("x-amz-signature", out var signature))
        {
            var scope = CredentialScope.Parse(fields.GetValueOrDefault("x-amz-credential", ""));
            if (scope is null || fields.GetValueOrDefault("x-amz-algorithm") != Signature.Algorithm
                || !DateTimeOffset.TryParseExact(fields.GetValueOrDefault("x-amz-date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                throw new S3Exception(S3Errors.AuthorizationQueryParametersError, "The form's signature fields are not valid.");
            var (caller, secret) = Find(store, scope.AccessKey, now);
            return Signature.Same(Signature.OfText(store.SigningKeys.For(secret, scope), policy), signature)
                ? new(caller, SignedPayload.Unsigned, "POST", at)
                : throw new S3Exception(S3Errors.SignatureDoesNotMatch);
        }

        if (!fields.TryGetValue("awsaccesskeyid", out var accessKey) || !fields.TryGetValue("signature", out signature))
            throw new S3Exception(S3Errors.InvalidArgument, "Bucket POST must contain a field named 'AWSAccessKeyId' and one named 'signature'. If they are specified, please check the order of the fields.");
        var (user, key) = Find(store, accessKey, now);
        var expected = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(policy)));
        return Signature.Same(expected, signature) ? new(user, SignedPayload.Unsigned, "POST") : throw new S3Exception(S3Errors.SignatureDoesNotMatch);
    }

    private static (Caller Caller, string Secret) Find(StoreContext store, string accessKey, DateTimeOffset now) =>
        store.Users.Find(accessKey, now) ?? throw new S3Exception(S3Errors.InvalidAccessKeyId);
}
