using System.Collections.Immutable;
using System.Text;
using Firesteel.Spark.Submission.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Spark.Submission;

public sealed class JavaPropertiesTests
{
    [Fact]
    public void Escapes_are_those_of_the_JDK()
    {
        Write("spark.x y", "a=b:c#d!e\\f").ShouldBe("spark.x\\ y=a\\=b\\:c\\#d\\!e\\\\f\n");
        Write("k", " lead\n\té").ShouldBe("k=\\ lead\\n\\té\n");
    }

    [Fact]
    public void All_forms_are_read() => JavaProperties.Read("# c\n! c\nspark.a 1\nspark.b=2\nspark.c : 3\n  spark.d\tx\\\n   y\nspark.e\\ f=\\u0041\nspark.g\r\n")
        .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}")
        .ShouldBe(["spark.a=1", "spark.b=2", "spark.c=3", "spark.d=xy", "spark.e f=A", "spark.g="]);

    [Fact]
    public void What_is_written_is_read() => Prop.ForAll<NonNull<string>, NonNull<string>>((key, value) =>
    {
        var read = JavaProperties.Read(Write(key.Get, value.Get));
        return read.Count == 1 && read.GetValueOrDefault(key.Get) == value.Get;
    }).QuickCheckThrowOnFailure();

    private static string Write(string key, string value)
    {
        var text = new StringBuilder();
        JavaProperties.Write(text, [new(key, value)]);
        return text.ToString();
    }
}
