using System.Text.Json.Nodes;
using Firesteel.Embedded.ApiServer.Authentication;
using Firesteel.Embedded.ApiServer.Operations;

namespace Firesteel.Embedded.ApiServer.VirtualKinds;

/// <summary>A kind that is only asked, never stored: a review. One class, one line in <see cref="VirtualKindList"/>.</summary>
internal interface IVirtualKind
{
    string Group { get; }

    string Kind { get; }

    string Plural { get; }

    bool Namespaced => false;

    /// <summary>The status that answers a review.</summary>
    JsonObject Review(JsonObject spec, UserInfo user, ApiServices services);
}
