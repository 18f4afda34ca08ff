extension Unicode.Scalar {
  /// The character that a US keyboard types at the place of this one: of a letter of a Russian,
  /// Ukrainian, Greek, Hebrew or Arabic layout; of the digits of any script, the ASCII digit. Any other
  /// character unchanged.
  ///
  /// Where two layouts have one letter at different places, the first of the table counts.
  package var keyboardPlace: Unicode.Scalar {
    if value < 0x80 { return self }
    if let place = KeyboardLayout.places[self] { return place }
    if properties.numericType == .decimal, let digit = properties.numericValue {
      return Unicode.Scalar(UInt8(ascii: "0") + UInt8(digit))
    }
    return self
  }
}

/// Keyboard layouts by what their keys type, without and with Shift, and what the keys of a US keyboard at
/// the same places do. From xkeyboard-config 2.35.1: ru, ua, gr, il and ara.
private struct KeyboardLayout {
  let characters: String
  let places: String

  static let all = [
    russian, ukrainian, greek, hebrew, arabic,
  ]

  static let places: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    all.flatMap { zip($0.characters.unicodeScalars, $0.places.unicodeScalars) },
    uniquingKeysWith: { first, _ in first })

  static let russian = KeyboardLayout(
    characters: "№йЙцЦуУкКеЕнНгГшШщЩзЗхХъЪфФыЫвВаАпПрРоОлЛдДжЖэЭёЁяЯчЧсСмМиИтТьЬбБюЮ",
    places: #"#qQwWeErRtTyYuUiIoOpP[{]}aAsSdDfFgGhHjJkKlL;:'"`~zZxXcCvVbBnNmM,<.>"#)

  static let ukrainian = KeyboardLayout(characters: "їЇіІєЄґҐ", places: #"]}sS'"\|"#)

  static let greek = KeyboardLayout(
    characters: "ςεΕρΡτΤυΥθΘιΙοΟπΠαΑσΣδΔφΦγΓηΗξΞκΚλΛζΖχΧψΨωΩβΒνΝμΜ",
    places: "weErRtTyYuUiIoOpPaAsSdDfFgGhHjJkKlLzZxXcCvVbBnNmM")

  static let hebrew = KeyboardLayout(
    characters: "קראטוןםפשדגכעיחלךףזסבהנמצתץ", places: "ertyuiopasdfghjkl;zxcvbnm,.")

  /// By code point, since most editors would join some of them and turn their order.
  static let arabic = KeyboardLayout(
    characters:
      "\u{636}\u{64E}\u{635}\u{64B}\u{62B}\u{64F}\u{642}\u{64C}\u{641}\u{FEF9}\u{63A}\u{625}\u{639}"
      + "\u{647}\u{F7}\u{62E}\u{D7}\u{62D}\u{61B}\u{62C}\u{62F}\u{634}\u{650}\u{633}\u{64D}\u{64A}"
      + "\u{628}\u{644}\u{FEF7}\u{627}\u{623}\u{62A}\u{640}\u{646}\u{60C}\u{645}\u{643}\u{637}\u{630}"
      + "\u{651}\u{626}\u{621}\u{652}\u{624}\u{631}\u{FEFB}\u{FEF5}\u{649}\u{622}\u{629}\u{648}\u{632}"
      + "\u{638}\u{61F}",
    places: "qQwWeErRtTyYuiIoOpP[]aAsSdfgGhHjJkKl;'`~zxXcvbBnNm,./?")
}
