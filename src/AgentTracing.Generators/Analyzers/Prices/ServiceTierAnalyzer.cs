using System.Collections.Concurrent;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = Microsoft.CodeAnalysis.OperationKind;

namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// Reports service tiers without a price in the model's entry. The model is that of the same request. If the request names none, the models
/// of the same member are used, else those in fields, properties and constructors of the type; then all of them must lack the price. Models
/// in other methods are ignored.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ServiceTierAnalyzer() : AgentTracingAnalyzer(Descriptors.ServiceTierPrice)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (!ServiceTierOption.MayBeIn(context.Compilation) || ModelNamings.Of(context.Compilation) is not { } namings)
            return;

        var prices = CompilationPrices.Of(context.Compilation, context.Options.AdditionalFiles);
        var models = new ConcurrentBag<NamedModel>();
        var pending = new ConcurrentBag<(ServiceTierOption Option, Place Place)>();
        namings.Watch(context, (naming, _, _) =>
        {
            foreach (var (id, price) in PricesOf(naming, prices))
                models.Add(new NamedModel(id, price, Place.Of(naming.Syntax)));
        });
        context.RegisterOperationAction(
            operation =>
            {
                if (ServiceTierOption.Read((IAssignmentOperation)operation.Operation) is not { } option || TestCode.Contains(operation.ContainingSymbol))
                    return;

                var own = option.Request?.Initializers.SelectMany(member => namings.In(member, operation.CancellationToken)).SelectMany(naming => PricesOf(naming, prices)).ToList() ?? [];
                if (own.Count == 0)
                    pending.Add((option, Place.Of(option.Value.Syntax)));
                else if (Check(option, own) is { } diagnostic)
                    operation.ReportDiagnostic(diagnostic);
            },
            OperationKind.SimpleAssignment);

        context.RegisterCompilationEndAction(end =>
        {
            var byMember = models.Where(static model => model.Place.Member is not null).ToLookup(static model => model.Place.Member);
            var byType = models.Where(static model => model.Place.IsOfInstance).ToLookup(static model => model.Place.Type);
            foreach (var (option, place) in pending)
            {
                var near = place.Member is not null && byMember.Contains(place.Member) ? byMember[place.Member] : byType[place.Type];
                if (Check(option, near.Select(static model => (model.Id, model.Price))) is { } diagnostic)
                    end.ReportDiagnostic(diagnostic);
            }
        });
    }

    /// <summary>The prices of the named models.</summary>
    private static IEnumerable<(string Id, ResolvedPrice Price)> PricesOf(ModelMention naming, CompilationPrices prices) =>
        naming.Constants
            .Select(constant => (constant.Id, prices.Of(naming.ProviderIn(prices.Book), constant.Id).Price))
            .Where(static model => model.Price.Entry is { IsFree: false });

    private static Diagnostic? Check(ServiceTierOption option, IEnumerable<(string Id, ResolvedPrice Price)> models)
    {
        var candidates = models
            .Where(model => model.Price.Provider!.Id == option.Provider || model.Price.Provider.Names.Contains(option.Provider))
            .OrderBy(static model => model.Id, StringComparer.Ordinal)
            .ToList();
        if (candidates.Count == 0 || candidates.Any(model => HasPrice(model.Price, option.Tier)))
            return null;

        var (id, price) = candidates[0];
        return Diagnostic.Create(Descriptors.ServiceTierPrice, option.Value.Syntax.GetLocation(), id, option.Tier, price.EntryId!);
    }

    private static bool HasPrice(ResolvedPrice price, string tier) =>
        price.Entry!.Periods[price.Entry.Periods.Length - 1].ServiceTiers.ContainsKey(tier) || price.Provider!.Multipliers.ContainsKey(tier);

    private sealed record NamedModel(string Id, ResolvedPrice Price, Place Place);

    /// <summary>The location of a model.</summary>
    /// <param name="Member">The member; top-level statements count as one.</param>
    /// <param name="Type">The type.</param>
    private readonly record struct Place(SyntaxNode? Member, SyntaxNode? Type)
    {
        /// <summary>Whether the model applies to the whole instance.</summary>
        public bool IsOfInstance => Member is BaseFieldDeclarationSyntax or PropertyDeclarationSyntax or ConstructorDeclarationSyntax or TypeDeclarationSyntax;

        public static Place Of(SyntaxNode syntax)
        {
            var member = syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>();
            return new Place(member is GlobalStatementSyntax ? member.Parent : member, syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>());
        }
    }
}
