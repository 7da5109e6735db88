using Firesteel.Embedded.ObjectStore.Http;
using Firesteel.Embedded.ObjectStore.Operations;
using Microsoft.AspNetCore.Http;

namespace Firesteel.Tests.Embedded.ObjectStore;

public sealed class OperationListTests
{
    [Fact]
    public void Every_operation_stands_in_the_list_once()
    {
        var written = typeof(IOperation).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IOperation).IsAssignableFrom(type));
        OperationList.All.Select(operation => operation.GetType()).Order(ByName).ShouldBe(written.Order(ByName));
        OperationList.All.Select(operation => operation.Route.Name).ShouldBeUnique();
    }

    [Fact]
    public void Every_operation_is_found_by_its_own_route()
    {
        foreach (var operation in OperationList.All)
        {
            var route = operation.Route;
            var query = QueryParameters.Parse(string.Join('&', route.Query.Select((name, i) => i == 0 && route.Value is not null ? $"{name}={route.Value}" : name)));
            var headers = new HeaderDictionary();
            if (route.Header is not null)
                headers[route.Header] = "x";
            OperationTable.Find(route.Method, route.Scope, query, headers).ShouldBe(operation);
        }
    }

    [Theory]
    [InlineData("PUT", "restore")]
    [InlineData("PUT", "append")]
    [InlineData("POST", "select&select-type=2")]
    public void A_subresource_that_is_not_served_never_becomes_a_plain_write(string method, string query) =>
        Should.Throw<S3Exception>(() => OperationTable.Find(method, OperationScope.Object, QueryParameters.Parse(query), new HeaderDictionary())).Code.ShouldBe(S3Errors.NotImplemented);

    [Fact]
    public void A_subresource_of_another_method_is_not_allowed() =>
        Should.Throw<S3Exception>(() => OperationTable.Find("DELETE", OperationScope.Object, QueryParameters.Parse("acl"), new HeaderDictionary())).Code.ShouldBe(S3Errors.MethodNotAllowed);

    private static Comparer<Type> ByName { get; } = Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.FullName, b.FullName));
}
