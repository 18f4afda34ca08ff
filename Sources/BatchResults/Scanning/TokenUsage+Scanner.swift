import Batches

extension TokenUsage {
  /// What a scanned line gives; nil where it gives none.
  @inline(__always)
  init?(_ scanner: borrowing LineScanner) {
    for level in [LineScanner.Level.body, .response, .line] {
      let fields = scanner[level]
      if fields.isSet & Self.fields == 0 { continue }
      self.init()
      prompt = scanner.number(fields[.promptTokens])
      completion = scanner.number(fields[.completionTokens])
      cached = scanner.number(fields[.cachedTokens])
      reasoning = scanner.number(fields[.reasoningTokens])
      total = scanner.number(fields[.totalTokens])
      return
    }
    return nil
  }

  private static let fields: UInt32 =
    1 << UInt32(ScannedField.promptTokens.rawValue)
    | 1 << UInt32(ScannedField.completionTokens.rawValue)
    | 1 << UInt32(ScannedField.cachedTokens.rawValue)
    | 1 << UInt32(ScannedField.reasoningTokens.rawValue)
    | 1 << UInt32(ScannedField.totalTokens.rawValue)
}
