import Batches

/// The way to a text within JSON, by the names of members that lead to it.
struct JSONTextPath {
  /// Which text of a list is taken.
  enum Element {
    case first, last
  }

  /// Names, in the order in which they are tried.
  private let names: [String]
  private let element: Element

  private static let levels = 8
  /// Elements of a list that are looked at.
  private static let elements = 16

  init(_ names: [String], _ element: Element) {
    self.names = names
    self.element = element
  }

  /// - Returns: nil where there is no text, or only empty ones.
  func text(in value: JSONValue) -> String? { text(in: value, levels: Self.levels) }

  private func text(in value: JSONValue, levels: Int) -> String? {
    switch value {
    case .string(let text): return text.isEmpty ? nil : text
    case .array(let elements):
      guard levels > 0 else { return nil }
      let ordered: any Sequence<JSONValue> =
        element == .first
        ? elements.prefix(Self.elements) : elements.suffix(Self.elements).reversed()
      for value in ordered {
        if let text = text(in: value, levels: levels - 1) { return text }
      }
      return nil
    case .object(let members):
      guard levels > 0 else { return nil }
      for name in names {
        if let member = members.first(where: { $0.name == name }),
          let text = text(in: member.value, levels: levels - 1)
        {
          return text
        }
      }
      return nil
    case .null, .bool, .number: return nil
    }
  }
}

extension String {
  /// The text up to some bytes, with an ellipsis where it is longer.
  func prefix(bytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(utf8.startIndex, offsetBy: limit)
    while end > startIndex, String.Index(end, within: unicodeScalars) == nil {
      end = utf8.index(before: end)
    }
    return self[..<end] + "…"
  }
}
