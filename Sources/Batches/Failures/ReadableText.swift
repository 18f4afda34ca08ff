/// Foreign text made fit to stand in a sentence: short and on one line. Control characters stay in
/// it, so that whoever shows it can show where they were.
enum ReadableText {
  /// White space of any kind becomes one space, and what is longer than
  /// `DecodingLimits.excerptCharacters` ends in an ellipsis; empty where nothing can be seen.
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

  /// Scalars kept of one character: a letter can carry any number of marks.
  private static let marksKept = 8

  /// The beginning of a body that is no JSON; empty where nobody could read it. Only so much of it
  /// is looked at as a title may need to appear in.
  static func excerpt(_ body: [UInt8]) -> String {
    if isBinary(body) { return "" }
    let text = String(decoding: body.prefix(16_384), as: UTF8.self)
    return clean(isMarkup(body) ? Markup.title(text) ?? Markup.text(text) : text)
  }

  /// Whether more than a few of a body's characters are no text: it is compressed, an image, or in
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
