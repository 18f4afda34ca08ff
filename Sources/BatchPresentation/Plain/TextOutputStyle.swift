import Screen

/// Styles without a screen: in a pipe, a file, or a scrolling terminal.
package struct TextOutputStyle: Sendable, Equatable {
  package var charset: Charset
  /// Whether styles become control sequences (ECMA-48, SGR).
  package var isStyled: Bool

  package init(charset: Charset, isStyled: Bool) {
    self.charset = charset
    self.isStyled = isStyled
  }

  package var theme: Theme { Theme(charset: charset) }

  /// The lines, each with a newline, without blanks at their ends.
  package func text(_ lines: [StyledLine]) -> String {
    lines.reduce(into: "") { text, line in text += self.text(line) + "\n" }
  }

  private func text(_ line: StyledLine) -> String {
    var text = ""
    for span in line.withoutTrailingBlanks.spans {
      let shown = ScreenText.harmless(span.text, charset: charset)
      text += isStyled ? Self.dressed(shown, span.style) : shown
    }
    return text
  }

  private static func dressed(_ text: String, _ style: Style) -> String {
    var codes: [Int] = []
    if style.attributes.contains(.bold) { codes.append(1) }
    if style.attributes.contains(.dim) { codes.append(2) }
    if style.attributes.contains(.underline) { codes.append(4) }
    if style.attributes.contains(.reverse) { codes.append(7) }
    if style.color != .normal { codes.append(30 + Int(style.color.rawValue)) }
    guard !codes.isEmpty else { return text }
    return "\u{1B}[\(codes.map(String.init).joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}

extension StyledLine {
  fileprivate var withoutTrailingBlanks: StyledLine {
    var spans = spans
    while let last = spans.popLast() {
      let text = last.text.reversed().drop { $0 == " " }.reversed()
      if text.isEmpty { continue }
      spans.append(StyledSpan(String(text), last.style))
      break
    }
    return StyledLine(spans)
  }
}
