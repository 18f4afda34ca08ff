extension ServiceFailure {
  /// Whether the server named the id itself in saying that it does not know the batch, and not the
  /// address that was asked for.
  public func saysUnknown(_ id: String) -> Bool {
    guard let serverMessage, names(id), !serverMessage.contains("/batches") else { return false }
    return kind == .notFound || (kind == .badRequest && speaksOfNothingFound)
  }

  /// Whether the server's words are those for something that does not exist.
  var speaksOfNothingFound: Bool {
    guard let message = serverMessage?.lowercased() else { return false }
    return [
      "not found", "no such", "not exist", "unknown batch", "no batch", "不存在", "未找到", "找不到",
    ].contains { message.contains($0) }
  }

  /// Whether an id stands in the server's words, and not as a part of another word.
  private func names(_ id: String) -> Bool {
    guard let serverMessage, !id.isEmpty else { return false }
    func isWord(_ character: Character?) -> Bool {
      character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
    }
    return serverMessage.ranges(of: id).contains { range in
      !isWord(serverMessage[..<range.lowerBound].last)
        && !isWord(serverMessage[range.upperBound...].first)
    }
  }
}
