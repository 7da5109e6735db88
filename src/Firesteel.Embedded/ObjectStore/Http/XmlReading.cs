using System.Xml;
using System.Xml.Linq;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Request documents: small, without DTD, and with or without S3's namespace, as clients send them.</summary>
internal static class XmlReading
{
    /// <exception cref="S3Exception">Not XML.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw new S3Exception(S3Errors.MalformedXml);
        }
    }

    public static IEnumerable<XElement> Each(this XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    public static XElement? Child(this XElement parent, string name) => parent.Each(name).FirstOrDefault();

    public static string? Text(this XElement parent, string name) => parent.Child(name)?.Value;

    /// <summary>As stored and given back: S3's namespace on every element.</summary>
    public static string Normalised(this XElement root)
    {
        var copy = new XElement(root);
        foreach (var element in copy.DescendantsAndSelf())
        {
            element.Name = XmlAnswer.Namespace + element.Name.LocalName;
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        }

        return copy.ToString(SaveOptions.DisableFormatting);
    }
}
