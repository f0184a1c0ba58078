using System.Collections.Immutable;
using Tracetest.Domain.Syntax;

namespace Tracetest.Domain.Expressions;

/// <summary>An expression of the test language, as read.</summary>
/// <remarks>
/// Source: spec language 3; what the original does not have is marked with a plus.
/// <code>
/// statement  = expression comparator expression ;
/// expression = operand { operator operand } { "|" word { term } } ;
/// operand    = term | + "-" number | + "true" | + "false" | + "(" expression ")" ;
/// term       = word "(" [ expression { "," expression } ] ")"      a function call; + operators and filters in its arguments
///            | "[" [ expression { "," expression } ] "]"           a list; + operators and filters in its items
///            | duration | number | string | source ":" name | ( "env" | "var" ) ":" word ;
/// source     = "attr" | + "parent" | + "root" | + "selected" | + "event" ;
/// name       = bare | + string ;
/// operator   = "+" | "-" | "*" | "/" ;
/// comparator = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "contains" | "not-contains"
///            | + "starts-with" | + "ends-with" | + "matches" | + "not-matches" ;
/// </code>
/// Operators are computed strictly from left to right; within parentheses and brackets products come before sums. In a string every
/// <c>${expression}</c> is replaced by its value. Immutable, thread-safe.
/// </remarks>
/// <param name="Term">The first operand.</param>
/// <param name="Operations">What is done to it, as written.</param>
/// <param name="Filters">What the result goes through, from left to right.</param>
public sealed record Expression(Term Term, ImmutableArray<Operation> Operations, ImmutableArray<FilterCall> Filters)
{
    /// <summary>Where the expression stands in the text it was read from.</summary>
    public TextRange Range { get; init; }

    /// <summary>Reads an expression.</summary>
    public static Parsed<Expression> Parse(string text) => ExpressionParser.ParseExpression(text);

    /// <summary>Makes it ready to be evaluated any number of times.</summary>
    public CompiledExpression Compile() => ExpressionCompiler.Compile(this);

    /// <summary>The canonical text, which reads back as the same expression.</summary>
    public override string ToString() => $"{Term}{string.Concat(Operations)}{string.Concat(Filters)}";
}

/// <summary>One arithmetic step.</summary>
/// <param name="Operator">What is done.</param>
/// <param name="Term">The right operand.</param>
public sealed record Operation(ArithmeticOperator Operator, Term Term)
{
    /// <summary>Where the operator stands.</summary>
    public TextRange Range { get; init; }

    /// <summary>The canonical text, with a blank in front.</summary>
    public override string ToString() => $" {(char)Operator} {Term}";
}

/// <summary>The arithmetic operators, by their character.</summary>
public enum ArithmeticOperator
{
    /// <summary>Sum.</summary>
    Add = '+',

    /// <summary>Difference.</summary>
    Subtract = '-',

    /// <summary>Product.</summary>
    Multiply = '*',

    /// <summary>Quotient.</summary>
    Divide = '/',
}

/// <summary>One filter with its arguments.</summary>
/// <param name="Name">Looked up when the expression is compiled; unknown names can be read.</param>
/// <param name="Arguments">In the order written.</param>
public sealed record FilterCall(string Name, ImmutableArray<Term> Arguments)
{
    /// <summary>Where the name stands.</summary>
    public TextRange Range { get; init; }

    /// <summary>The canonical text, with a blank in front.</summary>
    public override string ToString()
    {
        var text = $" | {Name}";
        Term? previous = null;
        foreach (var argument in Arguments)
        {
            // A single blank would make a duration of the number 1 and the m of the call m(2).
            var blanks = previous is Term.Number && argument is Term.Call or Term.Attribute ? "  " : " ";
            text += blanks + argument;
            previous = argument;
        }

        return text;
    }
}

/// <summary>A comparison of two expressions: what an assertion is.</summary>
/// <param name="Left">The observed side.</param>
/// <param name="Comparator">How they are compared.</param>
/// <param name="Right">The expected side.</param>
public sealed record Statement(Expression Left, Comparator Comparator, Expression Right)
{
    /// <summary>Where the comparator stands.</summary>
    public TextRange Range { get; init; }

    /// <summary>Reads a statement.</summary>
    public static Parsed<Statement> Parse(string text) => ExpressionParser.ParseStatement(text);

    /// <summary>The canonical text, which reads back as the same statement.</summary>
    public override string ToString() => $"{Left}{(IsLeftReadWithComparator ? "  " : " ")}{Comparator.ToText()} {Right}";

    /// <summary>Whether a single blank would make a duration of a number and the m of <c>matches (</c>, which reads as a call.</summary>
    private bool IsLeftReadWithComparator => Comparator == Comparator.Matches && Right.Term is Term.Group
        && (Left.Operations.IsEmpty ? Left.Term : Left.Operations[^1].Term) is Term.Number && Left.Filters.IsEmpty;
}
