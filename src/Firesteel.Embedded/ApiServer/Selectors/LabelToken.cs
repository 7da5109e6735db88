namespace Firesteel.Embedded.ApiServer.Selectors;

internal enum LabelToken
{
    Error,
    End,
    Close,
    Comma,
    Not,
    DoubleEquals,
    Equals,
    Greater,
    Identifier,
    In,
    Less,
    NotEquals,
    NotIn,
    Open,
}
