namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Variables, inner ones before outer ones, and what is left of the cost that an expression may have.</summary>
internal sealed class CelScope
{
    private readonly CelScope? _outer;
    private readonly string _name;
    private readonly object? _value;
    private readonly CelBudget _budget;

    public CelScope(CelBudget budget) => (_budget, _name) = (budget, "");

    private CelScope(CelScope outer, string name, object? value) => (_outer, _budget, _name, _value) = (outer, outer._budget, name, value);

    public CelScope With(string name, object? value) => new(this, name, value);

    public bool TryGet(string name, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._name == name && scope._outer is not null)
            {
                value = scope._value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public void Spend(long cost) => _budget.Spend(cost);
}
