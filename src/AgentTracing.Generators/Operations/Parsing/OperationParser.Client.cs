using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Operations;

/// <content>The SDK's client of an annotated model call, which determines the end point, and the model and provider if nothing else
/// does.</content>
internal sealed partial class OperationParser
{
    /// <summary>
    /// The client: a parameter, else the member that the implementation names. Null if there are several, because the called one is
    /// unknown.
    /// </summary>
    private ReadBy? Client(IMethodSymbol implementation)
    {
        ReadBy[] parameters =
        [
            .. from parameter in _method.Parameters
               where parameter.RefKind != RefKind.Out
               let reader = ClientReaders.ForService(parameter.Type, _compilation)
               where reader is not null
               select ReadBy.Of(NameOf(parameter), parameter.Type, Placed(reader)),
        ];
        if (parameters.Length > 0)
            return parameters is [var only] ? only : null;

        List<(ISymbol Member, ITypeSymbol Type, ReaderModel Reader)> members =
        [
            .. from member in ClientMembers()
               let reader = ClientReaders.ForService(member.Type, _compilation)
               where reader is not null
               select (member.Symbol, member.Type, reader),
        ];
        if (members.Count == 0)
            return null;

        var named = NamesIn([implementation]);
        var used = members.FindAll(member => named.Contains(member.Member.Name));
        if (used.Count == 0)
        {
            // A primary constructor parameter that no method uses is not stored.
            var anywhere = NamesIn(_method.ContainingType.GetMembers().OfType<IMethodSymbol>());
            used = members.FindAll(member => member.Member is not IParameterSymbol || anywhere.Contains(member.Member.Name));
        }

        return used is [var (symbol, type, model)] ? ReadBy.Of(ValueOf(symbol), type, Placed(model)) : null;
    }

    /// <summary>
    /// Members whose value can be read without running user code: fields, automatic properties, primary constructor parameters.
    /// </summary>
    private IEnumerable<(ISymbol Symbol, ITypeSymbol Type)> ClientMembers()
    {
        foreach (var type in _method.ContainingType.SelfAndBaseTypes())
        {
            foreach (var member in type.GetMembers())
            {
                if (!CanRead(member))
                    continue;
                if (member is IFieldSymbol { IsImplicitlyDeclared: false } field)
                    yield return (field, field.Type);
                else if (member is IPropertySymbol { IsIndexer: false, GetMethod: not null } property && property.IsAutomatic(_compilation))
                    yield return (property, property.Type);
            }
        }

        if (_method.IsStatic || _method.ContainingType.IsRecord)
            yield break;

        foreach (var constructor in _method.ContainingType.InstanceConstructors)
        {
            if (!constructor.DeclarationsIn(_compilation, _cancellationToken).Any(static declaration => declaration is TypeDeclarationSyntax))
                continue;
            foreach (var parameter in constructor.Parameters.Where(parameter => parameter.RefKind == RefKind.None && !IsHidden(parameter.Name)))
                yield return (parameter, parameter.Type);
        }
    }

    private bool CanRead(ISymbol member)
        => (member.IsStatic || !_method.IsStatic)
            && (!member.IsStatic || !IsHidden(member.Name))
            && _compilation.IsSymbolAccessibleWithin(member, _method.ContainingType);

    /// <summary>Whether the name means a parameter of the method.</summary>
    private bool IsHidden(string name)
        => _method.Parameters.Any(parameter => parameter.Name == name) || _method.TypeParameters.Any(parameter => parameter.Name == name);

    private static string ValueOf(ISymbol member)
        => member.IsStatic || member is IParameterSymbol ? CSharp.Identifier(member.Name) : $"this.{CSharp.Identifier(member.Name)}";

    /// <summary>The simple names in the bodies of methods.</summary>
    private HashSet<string> NamesIn(IEnumerable<IMethodSymbol> methods) => new(
        methods
            .Where(static method => method.MethodKind != MethodKind.Constructor)
            .SelectMany(method => method.OriginalDefinition.DeclarationsIn(_compilation, _cancellationToken))
            .SelectMany(static declaration => declaration.DescendantNodes())
            .OfType<IdentifierNameSyntax>()
            .Select(static name => name.Identifier.ValueText),
        StringComparer.Ordinal);
}
