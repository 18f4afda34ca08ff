/// The locale that determines the encoding of the terminal.
enum LocaleChoice {
  /// The locale names to try in order, for `setlocale`.
  ///
  /// Without any, as is usual over SSH, UTF-8 is assumed. A UTF-8 locale that is not installed still
  /// says what the terminal uses. Any other one is used as named.
  static func candidates(environment: [String: String]) -> [String] {
    guard let named = named(environment) else { return universal }
    let codeset = named.lowercased().filter { $0.isLetter || $0.isNumber }
    return codeset.contains("utf8") ? [named] + universal : [named]
  }

  /// Whether the user reads Chinese, Japanese or Korean: then terminals that do not draw lines and bars
  /// themselves take them from a font in which they are two columns wide, and cut them off.
  static func isEastAsian(environment: [String: String]) -> Bool {
    switch named(environment)?.prefix(while: { $0.isLetter }) {
    case "zh", "ja", "ko": true
    default: false
    }
  }

  private static func named(_ environment: [String: String]) -> String? {
    ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
  }

  private static let universal = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]
}
