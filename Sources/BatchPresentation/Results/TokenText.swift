import Batches

/// Tokens, and the times that answers took, in words.
package enum TokenText {
  /// "1,234: 1,000 prompt (200 cached), 234 completion"
  package static func words(_ tokens: TokenUsage) -> String {
    let parts = [
      part(tokens.prompt, "prompt", tokens.cached, "cached"),
      part(tokens.completion, "completion", tokens.reasoning, "reasoning"),
    ].compactMap { $0 }
    let sum = tokens.sum.map(\.grouped)
    return [sum, parts.isEmpty ? nil : parts.joined(separator: ", ")].compactMap { $0 }
      .joined(separator: ": ")
  }

  /// One side, and what is known of a part of it.
  private static func part(
    _ count: Int?, _ word: String, _ inner: Int?, _ innerWord: String
  ) -> String? {
    let inner = inner.map { "\($0.grouped) \(innerWord)" }
    guard let count else { return inner }
    return "\(count.grouped) \(word)" + (inner.map { " (\($0))" } ?? "")
  }

  /// "0.25 s", "12.3 s", "340 s"
  package static func seconds(_ seconds: Double) -> String {
    let hundredths = Int((min(seconds, 1e9) * 100).rounded())
    if hundredths >= 10_000 { return (hundredths / 100).grouped + " s" }
    let digits = hundredths < 1000 ? 2 : 1
    let part = digits == 2 ? hundredths % 100 : hundredths % 100 / 10
    let text = String(part)
    return "\(hundredths / 100)." + String(repeating: "0", count: digits - text.count) + text + " s"
  }
}
