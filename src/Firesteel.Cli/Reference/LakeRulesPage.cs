using System.Text;
using Firesteel.Lake.Rules;

namespace Firesteel.Cli.Reference;

/// <summary>What <c>firesteel lake rules</c> explains, to be read in a browser and linked to.</summary>
internal sealed class LakeRulesPage : IReferencePage
{
    public string FileName => "lake-rules.md";

    public string Write()
    {
        var page = new StringBuilder("# Rules about Spark on S3\n\nUsed by `firesteel lake lint` and `firesteel lake check`; `firesteel lake rules ID` explains one in the terminal.\n");
        foreach (var rule in LakeRules.All.Select(rule => rule.Info))
            page.Append($"\n## {rule.Id}\n\n**{rule.Title}** ({rule.Severity.ToString().ToLowerInvariant()})\n\n{rule.Explanation}\n");
        return page.ToString();
    }
}
