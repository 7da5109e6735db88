namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>A format of the <c>format</c> library: <c>format.dns1123Label().validate(x)</c>.</summary>
internal sealed record NamedFormat(Func<string, List<string>> Check)
{
    public static NamedFormat? Find(string name) => name switch
    {
        "dns1123Label" => new(Names.Dns1123Label),
        "dns1123Subdomain" => new(Names.Dns1123Subdomain),
        "dns1035Label" => new(Names.Dns1035Label),
        "qualifiedName" => new(Names.QualifiedName),
        "labelValue" => new(Names.LabelValue),
        "dns1123LabelPrefix" or "dns1123SubdomainPrefix" or "dns1035LabelPrefix" => new(text => Names.Dns1123Label(text.EndsWith('-') ? text[..^1] + "a" : text)),
        "uri" or "uuid" or "byte" or "date" => new(text => Formats.IsValid(name, text) ? [] : [$"invalid {name}"]),
        "datetime" => new(text => Formats.IsDateTime(text) ? [] : ["invalid datetime"]),
        _ => null,
    };
}
