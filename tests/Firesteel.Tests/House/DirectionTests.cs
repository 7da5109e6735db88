using System.Xml.Linq;
using Firesteel.TestKit.Repository;

namespace Firesteel.Tests.House;

public sealed class DirectionTests
{
    /// <summary>The house's arrows; docs/decisions/0002 says why the lake may look at Kube.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Kube"] = [],
        ["Spark"] = ["Kube"],
        ["Operator"] = ["Kube", "Spark"],
        ["Lake"] = ["Kube"],
        ["History"] = ["Kube", "Lake"],
        ["Console"] = ["Kube", "Spark", "Lake", "History"],
        ["Embedded"] = ["Kube"],
        ["Constructor"] = ["Kube", "Spark"],
        ["Cli"] = ["Kube", "Spark", "Operator", "Lake", "History", "Console", "Embedded", "Constructor"],
    };

    public static TheoryData<string> Rooms => new(Directory.GetDirectories(Checkout.File("src")).Select(d => Path.GetFileName(d)!["Firesteel.".Length..]));

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_refers_only_where_the_house_lets_it(string room)
    {
        Allowed.ShouldContainKey(room);
        var project = XDocument.Load(Checkout.File("src", $"Firesteel.{room}", $"Firesteel.{room}.csproj"));
        var refersTo = project.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)["Firesteel.".Length..]);
        refersTo.Except(Allowed[room]).ShouldBeEmpty();
    }

    [Theory, InlineData("System.Net.Http"), InlineData("System.IO.File"), InlineData("TimeProvider.System"), InlineData("Process.Start"), InlineData("File.Read"), InlineData("Task.Delay")]
    public void The_domain_is_pure(string effect) =>
        SourceFile.In("src/Firesteel.Spark").Where(file => file.Text.Contains(effect, StringComparison.Ordinal)).Select(file => file.Path).ShouldBeEmpty();
}
