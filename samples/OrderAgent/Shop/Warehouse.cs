namespace Shop;

/// <summary>A quantity of one product.</summary>
public sealed record OrderLine(string Sku, int Quantity);

/// <summary>The stock of the product in an order line.</summary>
public sealed record Stock(string Sku, int InStock, bool IsEnough);

/// <summary>A placed order.</summary>
public sealed record Order(int Number, IReadOnlyList<OrderLine> Lines, decimal TotalEur);

/// <summary>The products and their stock. Thread-safe.</summary>
public sealed class Warehouse
{
    /// <summary>A product in a warehouse that does not answer.</summary>
    public const string UnreachableSku = "D-400";

    private static readonly Product[] Products =
    [
        new("A-100", "desk lamp", 49.90m, 100_000),
        new("B-200", "floor mat", 34.50m, 100_000),
        new("C-300", "notebook", 3.20m, 500),
        new(UnreachableSku, "standing desk", 389.00m, 40),
    ];

    private static readonly string[] NumberWords = ["no", "one", "two", "three", "four", "five", "six"];

    private int _lastNumber = 1000;

    /// <summary>The products that a text names, each with the number in front of it, or 1.</summary>
    public static IReadOnlyList<OrderLine> Find(string text)
    {
        var lines = new List<OrderLine>();
        foreach (var product in Products)
        {
            var at = text.IndexOf(product.Name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
                lines.Add(new OrderLine(product.Sku, Quantity(text[..at])));
        }

        return lines;
    }

    /// <summary>Checks whether enough of a product is in stock.</summary>
    /// <exception cref="TimeoutException">The warehouse does not answer.</exception>
    public static Stock Check(string sku, int quantity)
    {
        if (sku == UnreachableSku)
            throw new TimeoutException("The warehouse in Oslo does not answer.");

        var product = ProductOf(sku);
        return new Stock(sku, product.InStock, quantity <= product.InStock);
    }

    /// <summary>Places an order.</summary>
    public Order Place(IReadOnlyList<OrderLine> lines) =>
        new(Interlocked.Increment(ref _lastNumber), lines, lines.Sum(line => line.Quantity * ProductOf(line.Sku).PriceEur));

    private static int Quantity(string textBefore)
    {
        var word = textBefore.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        var number = int.TryParse(word, out var digits) ? digits : Array.FindIndex(NumberWords, w => w.Equals(word, StringComparison.OrdinalIgnoreCase));
        return Math.Max(number, 1);
    }

    private static Product ProductOf(string sku) =>
        Array.Find(Products, product => product.Sku == sku) ?? throw new ArgumentException($"There is no product '{sku}'.", nameof(sku));

    private sealed record Product(string Sku, string Name, decimal PriceEur, int InStock);
}
