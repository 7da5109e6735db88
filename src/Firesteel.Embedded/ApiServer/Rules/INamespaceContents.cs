namespace Firesteel.Embedded.ApiServer.Rules;

/// <summary>What every namespace has from its first moment.</summary>
internal interface INamespaceContents
{
    void Fill(string @namespace);
}
