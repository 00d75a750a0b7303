using System.ComponentModel;
using AgentTracing;
using Microsoft.Extensions.AI;

namespace Shop;

/// <summary>Places orders. The model decides which tools to call; each tool is a method with its own span.</summary>
/// <param name="chat">A chat client that invokes functions.</param>
/// <param name="warehouse">The products for sale.</param>
public sealed partial class OrderAgent(IChatClient chat, Warehouse warehouse)
{
    /// <summary>Turns a request into an order.</summary>
    /// <returns>The model's summary of the order.</returns>
    [Agent("order-agent", Description = "Turns a customer's request into an order")]
    public partial Task<string> PlaceOrderAsync(string request, CancellationToken cancellationToken = default);

    private async Task<string> PlaceOrderCoreAsync(string request, CancellationToken cancellationToken)
    {
        var options = new ChatOptions
        {
            Instructions = "Place the customer's order: extract the items, validate the inventory of each, then place one order. "
                + "What is not in stock, or cannot be validated, is ordered all the same: it ships later. Report what you did in one sentence.",
            Tools = [AIFunctionFactory.Create(ExtractItems), AIFunctionFactory.Create(ValidateInventory), AIFunctionFactory.Create(PlaceOrder)],
        };
        var response = await chat.GetResponseAsync(request, options, cancellationToken);
        return response.Text;
    }

    [Tool, Description("Finds the products that a text names, with quantities.")]
    private partial IReadOnlyList<OrderLine> ExtractItems(string text);

    private IReadOnlyList<OrderLine> ExtractItemsCore(string text) => Warehouse.Find(text);

    [Tool, Description("Checks whether a product is in stock.")]
    private partial Stock ValidateInventory(string sku, int quantity);

    private Stock ValidateInventoryCore(string sku, int quantity) => Warehouse.Check(sku, quantity);

    [Tool, Description("Places the order.")]
    private partial Order PlaceOrder(IReadOnlyList<OrderLine> lines);

    private Order PlaceOrderCore(IReadOnlyList<OrderLine> lines) => warehouse.Place(lines);
}
