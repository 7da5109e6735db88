namespace Firesteel.Embedded.ApiServer.Schemas.Cel;

/// <summary>Bounds the work of rules: a rule that costs too much is refused, not run to its end.</summary>
internal sealed class CelBudget(long limit)
{
    private long _left = limit;

    public bool IsSpent => _left < 0;

    /// <exception cref="CelException">Nothing is left.</exception>
    public void Spend(long cost)
    {
        _left -= cost;
        if (_left < 0)
            throw new CelException("operation cancelled: actual cost limit exceeded");
    }
}
