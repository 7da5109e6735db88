namespace Firesteel.History.Rest;

/// <summary>A path with placeholders: <c>{name}</c> is any segment, <c>{name:n}</c> digits.</summary>
internal sealed class RestRoute(string template)
{
    private readonly string[] parts = template.Split('/');

    public string Template => template;

    public string First => parts[0];

    public bool TryMatch(ReadOnlySpan<string> segments, out Dictionary<string, string> arguments)
    {
        arguments = [];
        if (segments.Length != parts.Length)
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (!part.StartsWith('{'))
            {
                if (part != segments[i])
                    return false;
                continue;
            }

            var digits = part.EndsWith(":n}", StringComparison.Ordinal);
            if (digits && !segments[i].All(char.IsAsciiDigit))
                return false;
            arguments[part[1..(digits ? ^3 : ^1)]] = segments[i];
        }

        return true;
    }
}
