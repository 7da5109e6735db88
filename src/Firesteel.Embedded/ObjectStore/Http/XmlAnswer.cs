using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Firesteel.Embedded.ObjectStore.Http;

/// <summary>Writes an answer's document. Characters that XML 1.0 does not know come as references, as S3 itself writes them.</summary>
internal sealed class XmlAnswer : IDisposable
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    private readonly MemoryStream _stream = new();
    private readonly XmlWriter _writer;

    public XmlAnswer(string root, bool withNamespace = true)
    {
        _writer = XmlWriter.Create(_stream, Settings);
        _writer.WriteStartDocument();
        if (withNamespace)
            _writer.WriteStartElement(root, Namespace.NamespaceName);
        else
            _writer.WriteStartElement(root);
    }

    public XmlWriter Writer => _writer;

    public XmlAnswer Text(string name, string? value)
    {
        if (value is null)
            return this;
        _writer.WriteStartElement(name);
        _writer.WriteString(value);
        _writer.WriteEndElement();
        return this;
    }

    public XmlAnswer Text(string name, long value) => Text(name, value.ToString(CultureInfo.InvariantCulture));

    public XmlAnswer Text(string name, bool value) => Text(name, value ? "true" : "false");

    public XmlAnswer Time(string name, DateTimeOffset value) => Text(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public XmlAnswer Element(string name, Action<XmlAnswer> content)
    {
        _writer.WriteStartElement(name);
        content(this);
        _writer.WriteEndElement();
        return this;
    }

    /// <summary>The text of the root element itself.</summary>
    public XmlAnswer Content(string text)
    {
        _writer.WriteString(text);
        return this;
    }

    public ReadOnlyMemory<byte> Finish()
    {
        _writer.WriteEndDocument();
        _writer.Flush();
        return _stream.GetBuffer().AsMemory(0, (int)_stream.Length);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }
}
