/// Server text shortened to fit in a sentence. Control characters other than white space are kept, so
/// that the view can show where they were.
enum ReadableText {
  /// Collapses white space and cuts the text to `DecodingLimits.excerptCharacters`, with an ellipsis.
  /// Empty where nothing is visible.
  static func clean(_ text: String) -> String {
    var clean = ""
    var count = 0
    var pendingSpace = false
    for character in text {
      if character.isWhitespace {
        pendingSpace = count > 0
        continue
      }
      guard count < DecodingLimits.excerptCharacters else { return clean + "…" }
      if pendingSpace { clean += " " }
      pendingSpace = false
      clean.unicodeScalars.append(contentsOf: character.unicodeScalars.prefix(marksKept))
      count += 1
    }
    let isVisible = clean.unicodeScalars.contains { !$0.properties.isDefaultIgnorableCodePoint }
    return isVisible ? clean : ""
  }

  /// Scalars kept of a character: a letter can have any number of combining marks.
  private static let marksKept = 8

  /// The beginning of a body that is not JSON; empty where it is binary. Only the first 16 KiB are
  /// searched for a title.
  static func excerpt(_ body: [UInt8]) -> String {
    if isBinary(body) { return "" }
    let text = String(decoding: body.prefix(16_384), as: UTF8.self)
    return clean(isMarkup(body) ? Markup.title(text) ?? Markup.text(text) : text)
  }

  /// Whether more than a tenth of a body's characters are not text: it is compressed, an image, or in
  /// an encoding other than UTF-8.
  static func isBinary(_ body: [UInt8]) -> Bool {
    let beginning = String(decoding: body.prefix(1024), as: UTF8.self).unicodeScalars
    let strange = beginning.count { scalar in
      scalar == "\u{FFFD}"
        || (scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace)
    }
    return strange * 10 > beginning.count
  }

  /// Whether a body is HTML or XML.
  static func isMarkup(_ body: [UInt8]) -> Bool {
    ASCII.beginning(of: body).first == ASCII.less
  }
}
