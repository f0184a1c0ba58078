namespace Pokeshop.Storage;

/// <summary>A statement, with the words its span is described in.</summary>
/// <param name="Operation">The SQL verb.</param>
/// <param name="Table">The table, without its schema.</param>
/// <param name="Sql">The text, with numbered parameters.</param>
public sealed record Statement(string Operation, string Table, string Sql)
{
    public string SpanName => $"{Operation} {Table}";
}
