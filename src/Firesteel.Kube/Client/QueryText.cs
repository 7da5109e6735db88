using System.Text;

namespace Firesteel.Kube.Client;

/// <summary>A path with its query, parameter by parameter.</summary>
internal sealed class QueryText(string path)
{
    private readonly StringBuilder text = new(path);
    private char separator = '?';

    public QueryText Add(string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return this;
        text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        separator = '&';
        return this;
    }

    public QueryText Add(string name, bool value) => value ? Add(name, "true") : this;

    public QueryText Add(string name, long? value) => Add(name, value?.ToString());

    public override string ToString() => text.ToString();
}
