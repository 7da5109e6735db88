using Firesteel.Embedded.ApiServer.Patching.Apply;
using FsCheck;
using FsCheck.Fluent;

namespace Firesteel.Tests.Embedded.ApiServer.Patching;

public sealed class FieldSetProperties
{
    private static readonly Gen<PathElement> Elements = Gen.OneOf(
        Gen.Elements("a", "b", "c").Select(PathElement.Field),
        Gen.Elements(1, 2).Select(number => PathElement.Value(number)),
        Gen.Elements("x", "y").Select(name => PathElement.Key([new("name", name)])));

    private static readonly Arbitrary<FieldSet> Sets = Gen.ListOf(Gen.ListOf(Elements).Where(path => path.Count is > 0 and < 4))
        .Select(paths => FieldSet.Of([.. paths.Select(path => (IReadOnlyList<PathElement>)[.. path])])).ToArbitrary();

    [Fact]
    public void A_set_survives_its_json_form() =>
        Prop.ForAll(Sets, set => FieldsV1.Read(FieldsV1.Write(set)).SetEquals(set)).QuickCheckThrowOnFailure();

    [Fact]
    public void Union_and_intersection_do_not_depend_on_the_order() =>
        Prop.ForAll(Sets, Sets, (a, b) => a.Union(b).SetEquals(b.Union(a)) && a.Intersection(b).SetEquals(b.Intersection(a))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_difference_and_an_intersection_make_up_the_whole() =>
        Prop.ForAll(Sets, Sets, (a, b) => a.Difference(b).Union(a.Intersection(b)).SetEquals(a) && a.Difference(b).Intersection(b).IsEmpty).QuickCheckThrowOnFailure();

    [Fact]
    public void A_recursive_difference_leaves_nothing_below_what_it_takes() =>
        Prop.ForAll(Sets, Sets, (a, b) => a.RecursiveDifference(b).Paths().All(path => !b.Paths().Any(taken => path.Take(taken.Length).SequenceEqual(taken)))).QuickCheckThrowOnFailure();
}
