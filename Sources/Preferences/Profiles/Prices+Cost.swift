import Batches

extension Prices {
  /// What a batch costs by these prices, in millionths.
  /// - Returns: nil where its model, the price of that, or its tokens are unknown.
  public func cost(of batch: Batch) -> Int? {
    guard let price = batch.model.flatMap({ models[$0] }), let usage = batch.usage,
      let prompt = usage.prompt, let completion = usage.completion
    else { return nil }
    let cached = min(usage.cached ?? 0, prompt)
    let tokens =
      Double(prompt - cached) * price.input + Double(cached) * (price.cachedInput ?? price.input)
      + Double(completion) * price.output
    // A price is for a million tokens, so this is in millionths.
    return Int(exactly: (tokens * (1 - batchDiscount)).rounded())
  }

  /// An amount in millionths as a decimal number without needless zeros.
  public static func decimal(_ millionths: Int) -> String {
    let million = 1_000_000
    let digits = String(millionths % million + million).dropFirst()
    let end = digits.lastIndex { $0 != "0" }
    guard let end else { return String(millionths / million) }
    return "\(millionths / million).\(digits[...end])"
  }
}
