using Firesteel.Embedded.ObjectStore.Access;
using Firesteel.Embedded.ObjectStore.Catalog;
using Firesteel.Embedded.ObjectStore.Checksums;
using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Users;

namespace Firesteel.Embedded.ObjectStore.Operations.Listing;

/// <summary>An object in a listing.</summary>
internal static class ListedObject
{
    public static void Write(XmlAnswer answer, ObjectVersion version, Func<string, string> encode, UserDirectory? owners) =>
        answer.Element("Contents", xml =>
        {
            xml.Text("Key", encode(version.Key)).Time("LastModified", version.Modified).Text("ETag", $"\"{version.ETag}\"");
            if (version.Checksum is { } checksum)
                xml.Text("ChecksumAlgorithm", checksum.Algorithm.Name()).Text("ChecksumType", checksum.Type.Text());
            xml.Text("Size", version.Size);
            if (owners is not null)
                xml.Element("Owner", owner => AclXml.Person(owner, version.Owner, owners));
            xml.Text("StorageClass", version.StorageClass);
        });
}
