using Firesteel.History.Replay;
using Firesteel.History.Rest;

namespace Firesteel.Tests.History.Rest;

public sealed class EndpointListTests
{
    [Fact]
    public void Every_server_endpoint_is_listed() => Listed<IServerEndpoint>(RestEndpoints.Server);

    [Fact]
    public void Every_application_endpoint_is_listed() => Listed<IApplicationEndpoint>(RestEndpoints.Application);

    [Fact]
    public void Every_event_handler_is_listed() => Listed<IEventHandler>(EventHandlers.All);

    [Fact]
    public void No_event_has_two_handlers() =>
        EventHandlers.All.SelectMany(handler => handler.Names).GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    private static void Listed<T>(IEnumerable<T> list)
        where T : notnull =>
        list.Select(item => item.GetType()).Order(ByName.Instance).ShouldBe(
            typeof(T).Assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false }).Order(ByName.Instance));

    private sealed class ByName : IComparer<Type>
    {
        public static ByName Instance { get; } = new();

        public int Compare(Type? x, Type? y) => string.CompareOrdinal(x?.FullName, y?.FullName);
    }
}
