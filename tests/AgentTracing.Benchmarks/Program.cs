using AgentTracing.Benchmarks;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// analyzers: what the analyzers add to a build, against those of other versions where the paths of their generators are given.
if (args is ["analyzers", .. var versions])
{
    AnalyzerCost.Run(versions);
    return;
}

// edit: measures the time after an edit of another file in an editor, and compares with the generator of another version if its path is
// given.
if (args is ["edit", .. var generators])
{
    EditCost.Run(generators.FirstOrDefault(), turns: 20);
    return;
}

// ratios: prints the ratios, and compares with a build of another version if its path is given. ratios --write file: stores them. ratios
// --check file: fails if more bytes are allocated than the file contains.
if (args is ["ratios", "--write", var written])
{
    RatiosFile.Write(written, Ratios.Run(before: null));
    return;
}

if (args is ["ratios", "--check", var kept])
{
    var faults = RatiosFile.Faults(kept, Ratios.Run(before: null)).ToList();
    faults.ForEach(Console.Error.WriteLine);
    Environment.ExitCode = faults.Count == 0 ? 0 : 1;
    return;
}

if (args is ["ratios", .. var others])
{
    Ratios.Run(others.FirstOrDefault());
    return;
}

// Runs in this process: listeners of one benchmark must not receive the spans and metrics of another, and the generator is loaded once.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithIterationCount(5).WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .HideColumns(Column.Job, Column.Toolchain, Column.InvocationCount, Column.UnrollFactor, Column.Gen0, Column.Gen1, Column.Gen2);

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
