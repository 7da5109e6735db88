using Firesteel.Kube.Objects;

namespace Firesteel.Kube.Client;

/// <summary>Lists that come in pages.</summary>
public static class KubePages
{
    /// <summary>
    /// All pages together. When the server has forgotten the list in the middle of it (410), the rest is asked for anew and in one piece.
    /// </summary>
    /// <param name="client">Asked.</param>
    /// <param name="type">Kind of the objects.</param>
    /// <param name="namespace">Empty for all.</param>
    /// <param name="query">Selectors; its limit and continue are set here.</param>
    /// <param name="pageSize">Objects per request.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<ObjectList> ListAllAsync(
        this IKubeClient client, ResourceType type, string @namespace, ListQuery? query = null, int pageSize = 500, CancellationToken stop = default)
    {
        var ask = (query ?? new()) with { Limit = pageSize, Continue = null };
        var page = await client.ListAsync(type, @namespace, ask, stop).ConfigureAwait(false);
        if (page.Continue is null)
            return page;
        var items = new List<KubeObject>(page.Items);
        try
        {
            while (page.Continue is { } next)
            {
                // The first page's version holds for all of them and may not be named again.
                page = await client.ListAsync(type, @namespace, ask with { Continue = next, ResourceVersion = null }, stop).ConfigureAwait(false);
                items.AddRange(page.Items);
            }
        }
        catch (KubeException e) when (e.IsExpired)
        {
            return await client.ListAsync(type, @namespace, ask with { Limit = null, ResourceVersion = null }, stop).ConfigureAwait(false);
        }

        return page with { Items = items };
    }
}
