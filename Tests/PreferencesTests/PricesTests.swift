import Batches
import Testing

@testable import Preferences

/// What a batch costs by the user's prices.
@Suite struct PricesTests {
  private static let prices = Prices(
    models: [
      "m": Prices.Price(input: 2.5, output: 10),
      "c": Prices.Price(input: 2, output: 10, cachedInput: 0.5),
    ],
    batchDiscount: 0.5)

  private static func batch(_ model: String?, _ usage: [(String, Int)]) -> Batch {
    var batch = Batch(id: "b", status: BatchStatus("completed"))
    if let model { batch.extras.append(JSONMember("model", .string(model))) }
    if !usage.isEmpty {
      batch.extras.append(
        JSONMember("usage", .object(usage.map { JSONMember($0.0, .number(String($0.1))) })))
    }
    return batch
  }

  @Test(
    arguments: [
      ("m", [("input_tokens", 1_000_000), ("output_tokens", 100_000)], 1_750_000),
      ("m", [("input_tokens", 1), ("output_tokens", 0)], 1),
      ("c", [("input_tokens", 100), ("output_tokens", 10), ("cached_tokens", 60)], 105),
      ("other", [("input_tokens", 1), ("output_tokens", 1)], nil), ("m", [], nil),
      ("m", [("total_tokens", 5)], nil), (nil, [("input_tokens", 1), ("output_tokens", 1)], nil),
    ] as [(String?, [(String, Int)], Int?)])
  func costs(_ model: String?, _ usage: [(String, Int)], _ cost: Int?) {
    #expect(Self.prices.cost(of: Self.batch(model, usage)) == cost)
  }

  @Test(arguments: [(0, "0"), (1, "0.000001"), (1_750_000, "1.75"), (2_000_000, "2")])
  func asText(_ millionths: Int, _ text: String) {
    #expect(Prices.decimal(millionths) == text)
  }
}
