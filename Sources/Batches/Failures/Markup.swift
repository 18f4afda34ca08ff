/// Text extraction from HTML and XML.
enum Markup {
  /// Whether markup is HTML and not another kind of XML.
  static func isHTML(_ body: [UInt8]) -> Bool {
    let beginning = ASCII.beginning(of: body).map(ASCII.lowercased)[...]
    return !beginning.starts(with: "<?xml".utf8) || find("<html", in: beginning) != nil
  }

  /// The page's title; nil where it is missing or blank.
  static func title(_ page: String) -> String? {
    let lower = page.utf8.map(ASCII.lowercased)
    let bytes = Array(page.utf8)
    guard let open = find("<title", in: lower[...]),
      let start = lower[open...].firstIndex(of: UInt8(ascii: ">")),
      let end = find("</title", in: lower[start...])
    else { return nil }
    let title = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    return title.allSatisfy(\.isWhitespace) ? nil : withoutEntities(title)
  }

  /// The page without its tags, scripts, styles and comments.
  static func text(_ page: String) -> String {
    let bytes = Array(page.utf8)
    let lower = bytes.map(ASCII.lowercased)
    var words: [UInt8] = []
    var position = lower.startIndex
    while let tag = lower[position...].firstIndex(of: ASCII.less) {
      words += bytes[position..<tag]
      words.append(0x20)
      position = end(ofTagAt: tag, in: lower)
    }
    words += bytes[position...]
    return withoutEntities(String(decoding: words, as: UTF8.self))
  }

  private static func end(ofTagAt tag: Int, in lower: [UInt8]) -> Int {
    for (opening, closing) in [("<script", "</script"), ("<style", "</style"), ("<!--", "--")]
    where lower[tag...].starts(with: opening.utf8) {
      guard let close = find(closing, in: lower[(tag + opening.utf8.count)...])
      else { return lower.endIndex }
      return lower[close...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? lower.endIndex
    }
    return lower[tag...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? lower.endIndex
  }

  private static func find(_ sought: String, in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.first { bytes[$0...].starts(with: sought.utf8) }
  }

  private static func withoutEntities(_ text: String) -> String {
    let entities = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"),
      ("&nbsp;", " "), ("&amp;", "&"),
    ]
    return entities.reduce(text) { text, entity in
      text.split(separator: entity.0, omittingEmptySubsequences: false)
        .joined(separator: entity.1)
    }
  }
}
