using AgentTracing.Eng.House;
using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Docs;

/// <summary>The structure of the code stays within its limits; <c>dotnet run --project eng/House</c> prints the figures.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Every_figure_is_within_its_limit()
    {
        var figures = Figures.Of(Repository.At(TestPaths.Repository)).ToList();

        Assert.All(figures, static figure => Assert.True(figure.Holds, $"{figure.Name}: {figure.Value}, at least {figure.Least} and at most {figure.Limit}\n{string.Join('\n', figure.Details)}"));
        Assert.NotEmpty(figures);
    }
}
