using System.Globalization;

namespace Firesteel.Embedded.ApiServer.Requests;

/// <summary>One alternative of an Accept header.</summary>
internal sealed record MediaClause(string Type, string Subtype, double Weight, IReadOnlyDictionary<string, string> Parameters)
{
    public string Parameter(string name) => Parameters.GetValueOrDefault(name) ?? "";

    public bool Covers(string mediaType)
    {
        var slash = mediaType.IndexOf('/');
        return (Type == "*" || mediaType.AsSpan(0, slash).SequenceEqual(Type)) && (Subtype == "*" || mediaType.AsSpan(slash + 1).SequenceEqual(Subtype));
    }

    /// <summary>Heaviest first; malformed alternatives are left out.</summary>
    public static IReadOnlyList<MediaClause> Parse(string header)
    {
        var clauses = new List<MediaClause>();
        foreach (var part in header.Split(','))
        {
            var pieces = part.Split(';', StringSplitOptions.TrimEntries);
            var names = pieces[0].Split('/');
            if (names is ["*"])
                names = ["*", "*"];
            if (names.Length != 2)
                continue;
            var weight = 1.0;
            var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var piece in pieces.Skip(1))
            {
                var equals = piece.IndexOf('=');
                if (equals < 0)
                    continue;
                if (piece[..equals] == "q")
                    weight = double.TryParse(piece.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) ? given : 1;
                else
                    parameters[piece[..equals].Trim()] = piece[(equals + 1)..].Trim();
            }

            clauses.Add(new(names[0].Trim(), names[1].Trim(), weight, parameters));
        }

        return [.. clauses.OrderByDescending(clause => clause.Weight)];
    }
}
