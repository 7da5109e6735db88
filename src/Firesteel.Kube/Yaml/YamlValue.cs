namespace Firesteel.Kube.Yaml;

internal enum YamlKind
{
    Null,
    Bool,
    Integer,
    Float,
    Text,
}

/// <summary>A scalar after resolution.</summary>
/// <param name="Text">The content of a text; empty otherwise.</param>
/// <param name="Integer">From the smallest int64 to the biggest uint64.</param>
internal readonly record struct YamlValue(YamlKind Kind, string Text = "", Int128 Integer = default, double Float = 0, bool Bool = false)
{
    public static YamlValue Null => new(YamlKind.Null);

    public static YamlValue Of(string text) => new(YamlKind.Text, Text: text);

    public static YamlValue Of(bool value) => new(YamlKind.Bool, Bool: value);

    public static YamlValue Of(Int128 value) => new(YamlKind.Integer, Integer: value);

    public static YamlValue Of(double value) => new(YamlKind.Float, Float: value);
}
