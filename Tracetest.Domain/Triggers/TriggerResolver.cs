using System.Collections.Immutable;
using Tracetest.Domain.Expressions;
using Tracetest.Domain.Expressions.Functions;
using Tracetest.Domain.Variables;

namespace Tracetest.Domain.Triggers;

/// <summary>Replaces the <c>${…}</c> in a trigger by their values.</summary>
/// <remarks>
/// Source: spec language 11. Attributes read as empty text: there is no trace yet. A variable's value is not resolved again. All faults
/// are told at once, and a trigger with any MUST NOT be fired (reference: it is fired unresolved).
/// </remarks>
public static class TriggerResolver
{
    /// <summary>Resolves every text of the trigger; of equal variable names the last counts.</summary>
    public static TriggerResolution Resolve(
        Trigger trigger, ImmutableArray<Variable> variables, FunctionContext? functions = null)
    {
        var context = EvaluationContext.Of(variables) with { Functions = functions ?? FunctionContext.System };
        var faults = ImmutableArray.CreateBuilder<TriggerFault>();
        var resolved = TriggerTexts.Rewrite(trigger, (field, text) =>
        {
            var evaluated = InterpolatedText.Parse(text).Resolve(context);
            if (evaluated.IsValue)
            {
                return evaluated.Value.Text;
            }

            faults.Add(new TriggerFault(field, evaluated.Fault.Message));
            return text;
        });
        return faults.Count == 0
            ? new TriggerResolution.Resolved(resolved)
            : new TriggerResolution.Faulty(faults.ToImmutable());
    }
}

/// <summary>What came of resolving a trigger: a closed set.</summary>
public abstract record TriggerResolution
{
    private TriggerResolution()
    {
    }

    /// <summary>Every text has its value.</summary>
    /// <param name="Trigger">Ready to be fired.</param>
    public sealed record Resolved(Trigger Trigger) : TriggerResolution;

    /// <summary>Some text has none.</summary>
    /// <param name="Faults">All of them, in the order of the fields; at least one.</param>
    public sealed record Faulty(ImmutableArray<TriggerFault> Faults) : TriggerResolution;
}

/// <summary>Why a text of a trigger has no value.</summary>
/// <param name="Field">Path of the field, e.g. <c>headers[0].value</c>.</param>
/// <param name="Message">For the user. A malformed text is quoted in it: it is what the user wrote, not a resolved value.</param>
public sealed record TriggerFault(string Field, string Message);
